"""Service pages: facts of the day and place, words that fall back, provenance, and few queries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from content_builder import changed, entry, service, small_content, without, words

from catalogue.commands.import_content import import_content
from catalogue.errors import Gone, Moved, NotFound
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.queries.services import get_service, get_service_id, list_services
from catalogue.read_models.text import Freshness


def page_of(catalogue, key="register-birth", language="en", **reading):
    with catalogue.reading(language, **reading) as opened:
        return get_service(opened, key)


def test_a_page_costs_three_queries(catalogue, count_queries):
    page_of(catalogue, place="harbour")
    with count_queries(catalogue.engine) as queries:
        page_of(catalogue, place="harbour")
    assert queries.count <= 3


def test_the_national_rule_holds_where_no_place_is_named(catalogue):
    page = page_of(catalogue)
    assert page.fees[0].means == ()
    assert page.fees[0].origin is None
    assert page.local is None
    assert str(page.organisation.title) == "Registry"


def test_a_place_changes_single_parts_and_says_so(catalogue):
    page = page_of(catalogue, place="harbour")
    fee = page.fees[0]
    assert [means.value for means in fee.means] == ["cash"]
    assert str(fee.origin.title) == "Harbour"
    assert str(fee.amount.minimum) == "12.50", "what the place does not change is inherited"
    assert str(page.organisation.title) == "Town hall"
    assert str(page.local) == "Pay in cash."
    added = [line for group in page.requirements for line in group.lines if line.id == "receipt"]
    assert str(added[0].origin.title) == "Harbour"


def test_places_with_rules_of_their_own_are_named(catalogue):
    assert [str(place.title) for place in page_of(catalogue).local_places] == ["Harbour"]


def test_what_others_supply_is_apart_from_what_one_brings(catalogue):
    page = page_of(catalogue)
    brought = [line.document for group in page.requirements for line in group.lines]
    assert brought == ["consent"]
    assert [(line.document, str(line.source)) for line in page.supplied] == [("birth-notice", "Town hall")]


def test_a_condition_is_told_as_question_and_the_answers_that_remain(catalogue):
    page = page_of(catalogue)
    (line,) = page.requirements[0].lines
    ((question, answers),) = line.applies.lines
    assert str(question) == "Are you married?"
    assert [str(answer) for answer in answers] == ["No"]
    assert line.applies.exact


def test_words_that_are_not_translated_fall_back_and_say_so(catalogue):
    content = small_content()
    whole = content.objects[Kind.SERVICE, "register-birth"]
    french = whole.words["fr"]
    kept = {key: text for key, text in french.sections.items() if key != "who"}
    import_content(
        catalogue, changed(content, replace(whole, words={**whole.words, "fr": Words(kept, french.made_from)}))
    )
    page = page_of(catalogue, language="fr")
    assert (page.who.language, page.who.freshness) == ("en", Freshness.MISSING)
    assert (page.title.language, page.title.freshness) == ("fr", Freshness.CURRENT)
    assert page.freshness is Freshness.MISSING


def test_a_translation_made_from_older_words_is_outdated(catalogue):
    content = small_content()
    whole = content.objects[Kind.SERVICE, "register-birth"]
    english = whole.words["en"]
    rewritten = Words({**english.sections, "who": "Every parent and guardian."})
    import_content(catalogue, changed(content, replace(whole, words={**whole.words, "en": rewritten})))
    page = page_of(catalogue, language="fr")
    assert page.who.freshness is Freshness.OUTDATED
    assert page.summary.freshness is Freshness.CURRENT


def test_machine_made_sections_are_marked(catalogue):
    content = small_content()
    whole = content.objects[Kind.SERVICE, "register-birth"]
    french = whole.words["fr"]
    labelled = Words(french.sections, french.made_from, frozenset({"who"}))
    import_content(catalogue, changed(content, replace(whole, words={**whole.words, "fr": labelled})))
    assert page_of(catalogue, language="fr").who.freshness is Freshness.MACHINE


def test_the_fee_is_the_one_of_the_day_and_the_next_is_announced(catalogue):
    content = small_content()
    whole = content.objects[Kind.SERVICE, "register-birth"]
    plain = whole.facts.to_plain()
    plain["fees"][0]["amounts"] = [
        {"from": "2026-01-01", "until": "2026-12-31", "amount": "12.50"},
        {"from": "2027-01-01", "amount": "14.00"},
    ]
    said = Words({**whole.words["en"].sections, "next": "You paid {fee.standard}."})
    import_content(catalogue, changed(content, entry(Kind.SERVICE, whole.key, plain, en=said)))
    before = page_of(catalogue, as_of=date(2026, 12, 31))
    after = page_of(catalogue, as_of=date(2027, 1, 1))
    assert str(before.fees[0].amount.minimum) == "12.50"
    assert (str(before.fees[0].next_amount.minimum), before.fees[0].next_from) == ("14.00", date(2027, 1, 1))
    assert before.valid_until == date(2027, 1, 1)
    assert str(after.fees[0].amount.minimum) == "14.00"
    assert after.fees[0].next_amount is None
    assert (str(before.next), str(after.next)) == ("You paid €12.50.", "You paid €14.")


def test_a_newer_law_means_the_service_is_being_rechecked(catalogue):
    content = small_content()
    whole = content.objects[Kind.SERVICE, "register-birth"]
    plain = {**whole.facts.to_plain(), "laws": [{"law": "civil-act", "article": "4", "version": "2025-03-01"}]}
    import_content(catalogue, changed(content, entry(Kind.SERVICE, whole.key, plain, en=whole.words["en"])))
    assert not page_of(catalogue).checked.being_rechecked
    newer = {"version": "2026-09-01", "address": "https://laws.example.org/civil-act"}
    law = entry(Kind.LAW, "civil-act", newer, en=words(title="Civil Act"))
    import_content(
        catalogue,
        changed(content, entry(Kind.SERVICE, whole.key, plain, en=whole.words["en"]), law),
    )
    assert page_of(catalogue).checked.being_rechecked


def test_a_newer_law_of_one_fee_is_enough(catalogue):
    content = small_content()
    law = {"version": "2026-09-01", "address": "https://laws.example.org/civil-act"}
    newer = entry(Kind.LAW, "civil-act", law, en=words(title="Civil Act"))
    whole = content.objects[Kind.SERVICE, "register-birth"]
    for version, being_rechecked in (("2026-09-01", False), ("2026-08-31", True)):
        plain = whole.facts.to_plain()
        plain["fees"][0]["law"] = {"law": "civil-act", "article": "4", "version": version}
        service = entry(Kind.SERVICE, whole.key, plain, en=whole.words["en"])
        import_content(catalogue, changed(content, service, newer))
        assert page_of(catalogue).checked.being_rechecked is being_rechecked


def test_a_service_knows_its_pathway(catalogue):
    (part,) = page_of(catalogue).part_of
    assert (str(part.life_event.title), part.number, part.total) == ("Having a baby", 2, 2)
    assert str(part.previous.title) == "Take the notice"
    assert part.following is None


def test_offices_stand_behind_the_channel_that_needs_presence(catalogue):
    counter, web = page_of(catalogue, place="harbour").channels
    assert [office.id for office in counter.offices] == ["centre"]
    assert web.offices == ()
    assert str(web.operator.title) == "Town hall"


def test_lists_are_ordered_by_title(catalogue):
    import_content(catalogue, changed(small_content(), service("announce-birth", "1002", title="Announce a birth")))
    with catalogue.reading("en") as reading:
        assert [card.id for card in list_services(reading).cards] == ["announce-birth", "register-birth"]


def test_a_code_means_one_service(catalogue):
    with catalogue.reading("en") as reading:
        assert get_service_id(reading, "1001") == "register-birth"
        with pytest.raises(NotFound):
            get_service_id(reading, "9999")


def test_a_renamed_service_moved_and_an_unknown_one_never_was(catalogue):
    with pytest.raises(Moved) as moved:
        page_of(catalogue, "birth")
    assert moved.value.to == "register-birth"
    with pytest.raises(NotFound):
        page_of(catalogue, "no-such-service")


def test_a_withdrawn_service_is_gone(catalogue):
    content = changed(small_content(), service("announce-birth", "1002", title="Announce a birth"))
    import_content(catalogue, content)
    import_content(catalogue, without(content, Kind.SERVICE, "announce-birth"), withdraw_absent=True)
    with pytest.raises(Gone):
        page_of(catalogue, "announce-birth")


def test_a_span_is_in_the_language_of_the_sentence_it_stands_in(catalogue):
    content = small_content()
    whole = content.objects[Kind.SERVICE, "register-birth"]
    plain = {**whole.facts.to_plain(), "deadlines": [{"id": "late", "until": "6 months after event"}]}
    said = Words({**whole.words["en"].sections, "deadlines.late": "Within {deadline}.", "deadlines.late.late": "Pay."})
    import_content(catalogue, changed(content, entry(Kind.SERVICE, whole.key, plain, en=said, fr=whole.words["fr"])))
    rule = page_of(catalogue, language="fr").deadlines[0].rule
    assert (rule.value, rule.language) == ("Within 6 months.", "en")
