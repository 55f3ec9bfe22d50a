"""The desk of work names what one person has to do, nothing else, and costs the same whatever the catalogue's size."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS, changed, entry, many_services, service, small_content, words
from reading_back import live_body, lock_of
from reviewing import ADA, BOB, CEM, KEY, a_person, approve, costs, edit, says, send, send_back

from catalogue.care.checks import is_very_overdue
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.submit import submit
from catalogue.commands.withdraw import withdraw
from catalogue.facts import Kind
from catalogue.facts.words import Words, digest
from catalogue.queries import standing
from catalogue.queries.standing import count_sections, get_standings
from catalogue.queries.work_list import get_work_list, list_translations
from catalogue.read_models.review import Overdue, TranslationCounts
from catalogue.rights import Role


def desk(catalogue, person, language="en"):
    with catalogue.reading(language) as reading:
        return get_work_list(reading, person)


def named(parts):
    return [(part.key, part.part) for part in parts]


def test_a_draft_goes_from_desk_to_desk(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    assert named(desk(catalogue, ADA).mine) == [(KEY, "en")]
    assert desk(catalogue, BOB).mine == desk(catalogue, BOB).waiting == ()
    send(catalogue, ADA, note="Plainer")
    assert named(desk(catalogue, ADA).in_review) == named(desk(catalogue, BOB).waiting) == [(KEY, "en")]
    assert desk(catalogue, BOB).waiting[0].note == "Plainer"
    assert desk(catalogue, ADA).waiting == desk(catalogue, ADA).mine == ()
    catalogue.clock.move(hours=1)
    send_back(catalogue, BOB, "Shorter.")
    returned = desk(catalogue, ADA).sent_back
    assert (named(returned), returned[0].comment, returned[0].changed) == (
        [(KEY, "en")], "Shorter.", catalogue.clock.now,
    )  # fmt: skip
    assert desk(catalogue, BOB).waiting == ()
    send(catalogue, ADA)
    approve(catalogue, BOB)
    for person in (ADA, BOB):
        work = desk(catalogue, person)
        assert work.mine == work.sent_back == work.waiting == work.in_review == ()


def test_what_somebody_else_wrote_on_too_is_on_both_desks(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    edit(catalogue, BOB, says(title="Announce a birth"))
    assert [named(desk(catalogue, person).mine) for person in (ADA, BOB, CEM)] == [[(KEY, "en")], [(KEY, "en")], []]


def test_a_reviewer_sees_what_is_within_their_reach(catalogue):
    edit(catalogue, ADA, {"sections": {"title": "Déclarer"}}, "fr")
    send(catalogue, ADA, "fr")
    reach = {
        "registry": a_person("r", Role.REVIEWER, organisation="registry"),
        "town hall": a_person("t", Role.REVIEWER, organisation="town-hall"),
        "French": a_person("f", Role.REVIEWER, language="fr"),
        "English": a_person("e", Role.REVIEWER, language="en"),
        "no reviewer": a_person("n", Role.EDITOR),
    }
    seen = {name for name, person in reach.items() if desk(catalogue, person).waiting}
    assert seen == {"registry", "French"}


def test_what_was_never_published_belongs_to_whom_its_draft_names(catalogue):
    clerk = a_person("cora", Role.EDITOR, organisation="town-hall")
    new = {**SERVICE, "code": "1777", "organisation": "town-hall"}
    edit(catalogue, clerk, new, "facts", key="fish-licence")
    with catalogue.work(clerk.mail) as work:
        lock = lock_of(catalogue, key="fish-licence", part="facts")
        submit(work, clerk, Kind.SERVICE, "fish-licence", {"facts": lock})
    assert named(desk(catalogue, a_person("t", Role.REVIEWER, organisation="town-hall")).waiting) == [
        ("fish-licence", "facts")
    ]
    assert desk(catalogue, a_person("r", Role.REVIEWER, organisation="registry")).waiting == ()


def test_what_is_scheduled_is_shown_until_it_takes_over(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA)
    at = catalogue.clock.now + timedelta(hours=1)
    approve(catalogue, BOB, at=at)
    scheduled = desk(catalogue, ADA).scheduled
    assert [(one.key, one.title, one.author, one.reviewer, one.published_from) for one in scheduled] == [
        (KEY, "Declare a birth", ADA.mail, BOB.mail, at)
    ]
    assert desk(catalogue, a_person("t", Role.EDITOR, organisation="town-hall")).scheduled == ()
    catalogue.clock.move(hours=1)
    assert desk(catalogue, ADA).scheduled == ()


@pytest.fixture
def kept(catalogue):
    """A country where one check was due yesterday, one half a year ago, and one is due."""
    later = [service(f"s{n}", f"200{n}", title=f"Service {n}") for n in range(3)]
    care = [
        {"checked": "2026-05-20", "review": "2026-11-20", "owner": ADA.mail},
        {"checked": "2026-01-01", "review": "2026-05-01"},
        {"checked": "2026-05-20", "review": "2026-11-21"},
    ]
    entries = [
        entry(Kind.SERVICE, one.key, {**one.facts.to_plain(), **kept}, **one.words)
        for one, kept in zip(later, care, strict=True)
    ]
    import_content(catalogue, changed(small_content(), *entries))
    return catalogue


def test_checks_that_are_due_are_named_own_ones_first(kept):
    yesterday = Overdue(Kind.SERVICE, "s0", "Service 0", ADA.mail, date(2026, 11, 20), False)
    long_ago = Overdue(Kind.SERVICE, "s1", "Service 1", None, date(2026, 5, 1), True)
    assert desk(kept, ADA).overdue == (yesterday, long_ago)
    assert desk(kept, BOB).overdue == (long_ago, yesterday)
    assert desk(kept, a_person("t", Role.EDITOR, organisation="town-hall")).overdue == ()


def test_an_owner_without_any_right_is_told_too(kept):
    assert [one.key for one in desk(kept, a_person("ada", Role.TRANSLATOR, language="fr")).overdue] == ["s0"]


@pytest.mark.parametrize(
    ("checked", "today", "very"),
    [("2026-01-01", "2026-03-02", False), ("2026-01-01", "2026-03-03", True), (None, "2030-01-01", False)],
)
def test_very_overdue_is_twice_the_time_between_checks(checked, today, very):
    day = date.fromisoformat
    assert is_very_overdue(checked and day(checked), day("2026-01-31"), day(today)) is very


def needs(catalogue, person, language="fr"):
    with catalogue.reading("en") as reading:
        return {need.key: need.counts for need in list_translations(reading, person, language)}


def test_translations_are_counted_as_citizens_are_told_of_them(catalogue):
    sections = [key for key, text in SERVICE_SECTIONS.items() if isinstance(text, str)]
    assert KEY not in needs(catalogue, ADA)
    assert needs(catalogue, ADA)["parents"] == TranslationCounts(missing=2)
    edit(catalogue, ADA, says(title="Declare a birth", who="All."))
    send(catalogue, ADA)
    approve(catalogue, BOB)
    assert needs(catalogue, ADA)[KEY] == TranslationCounts(outdated=2)
    assert list(needs(catalogue, ADA))[:2] == ["having-a-baby", KEY]
    french = live_body(catalogue, Kind.SERVICE, KEY, "fr")
    stamped = {**french["made_from"], "who": digest("All.")}
    edit(catalogue, ADA, {**french, "made_from": stamped, "machine": ["who"]}, "fr")
    send(catalogue, ADA, "fr")
    approve(catalogue, BOB, "fr")
    assert needs(catalogue, ADA)[KEY] == TranslationCounts(outdated=1, machine=1)
    assert len(sections) == 7
    translator = a_person("tom", Role.TRANSLATOR, language="fr", organisation="registry")
    assert set(needs(catalogue, translator)) == {KEY, "centre"}
    assert desk(catalogue, translator).translations == {"fr": 2}
    assert needs(catalogue, a_person("sue", Role.TRANSLATOR, language="es")) == {}


def test_lists_are_no_translations():
    source = words(title="Title", aliases=("one", "two"), next="")
    assert count_sections(source, None) == TranslationCounts(missing=1)
    assert count_sections(source, Words({"title": "Titre"}, {"title": digest("Title")})) == TranslationCounts()


def test_a_desk_costs_the_same_whatever_the_size(catalogue, count_queries):
    import_content(catalogue, changed(small_content(), *many_services(60, "12.50")))
    edit(catalogue, ADA, costs("20.00"), "facts")
    for number in range(1, 30):
        edit(catalogue, ADA, says(title=f"Title {number}"), key=f"service-{number}")
    desk(catalogue, BOB)
    with count_queries(catalogue.engine) as queries:
        desk(catalogue, BOB)
    # The pulse, the drafts, what was done to them, and what is scheduled; how objects stand is remembered.
    assert queries.count == 4
    send(catalogue, ADA, "facts")
    approve(catalogue, BOB, "facts")
    with count_queries(catalogue.engine) as queries:
        desk(catalogue, BOB)
    # After a publication also: how far it reaches, what the outbox names, what is live of it, and its one new body.
    assert queries.count == 4 + 4


def test_what_is_read_anew_after_a_change_is_what_a_first_reading_gives(catalogue):
    """Step by step – drafts, publications, schedules, withdrawals, another owner – as if read for the first time."""
    steps = [
        lambda: edit(catalogue, ADA, says(title="Declare a birth")),
        lambda: send(catalogue, ADA),
        lambda: approve(catalogue, BOB, at=catalogue.clock.now + timedelta(hours=1)),
        lambda: catalogue.clock.move(hours=2),
        lambda: _publish(catalogue, Kind.ORGANISATION, "registry", {"level": "national", "parent": "town-hall"}),
        lambda: _withdraw(catalogue, Kind.TOPIC, "family"),
        lambda: import_content(catalogue, changed(small_content(), *many_services(3, "9.00"))),
    ]
    for step in steps:
        step()
        with catalogue.reading("en") as reading:
            kept = get_standings(reading)
            standing._last.clear()
            reading.memory._values.clear()
            assert get_standings(reading) == kept
            assert list(get_standings(reading)) == list(kept)


def _publish(catalogue, kind, key, body):
    with catalogue.work("ada") as work:
        publish(work, kind, key, "facts", body, lock=lock_of(catalogue, kind, key, "facts"))


def _withdraw(catalogue, kind, key):
    with catalogue.work("ada") as work:
        withdraw(work, kind, key)
