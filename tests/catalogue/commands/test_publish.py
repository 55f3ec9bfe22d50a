"""A publication takes over at once, is logged, numbered and announced, and refuses what does not fit."""

from __future__ import annotations

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import editions, live_body, lock_of, log, references, title
from sqlalchemy import select

from catalogue.commands.publish import publish
from catalogue.errors import Conflict, InvalidContent, NotFound
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Edition, Event, Number, OutboxRow

KEY = "register-birth"


def says(new_title):
    return {"sections": {**SERVICE_SECTIONS, "title": new_title}}


def publish_title(catalogue, new_title, **how):
    lock = how.pop("lock", None) or lock_of(catalogue)
    with catalogue.work("ada") as work:
        return publish(work, Kind.SERVICE, KEY, "en", says(new_title), lock=lock, **how)


def test_readers_see_the_new_edition_at_once(catalogue):
    published = publish_title(catalogue, "Declare a birth")
    assert title(catalogue) == "Declare a birth"
    assert published.number == 2
    assert published.sequence == catalogue.sequence() == 2


def test_the_edition_before_stays_as_it_was(catalogue):
    publish_title(catalogue, "Declare a birth")
    with catalogue.reading("en") as reading:
        first, second = reading.session.scalars(
            select(Edition).join(CatalogueObject).where(CatalogueObject.key == KEY, Edition.part == "en")
        )
        assert first.body["sections"]["title"] == "Register a birth"
        assert first.published_until == second.published_from == reading.now
        assert second.published_until is None


def test_the_log_tells_who_published_what_over_what(catalogue):
    publish_title(catalogue, "Declare a birth", reviewer="bob", note="Plainer", minor=True)
    assert log(catalogue)[-1] == ("published", "ada", "en")
    with catalogue.reading("en") as reading:
        event = reading.session.scalars(select(Event).order_by(Event.id.desc())).first()
        before, edition = (reading.session.get(Edition, key) for key in (event.before_id, event.edition_id))
        assert (before.number, edition.number) == (1, 2)
        assert (edition.author, edition.reviewer, edition.note, edition.minor) == ("ada", "bob", "Plainer", True)


def test_the_outbox_tells_what_changed_under_which_number(catalogue):
    published = publish_title(catalogue, "Declare a birth")
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(OutboxRow).where(OutboxRow.sequence == published.sequence)).all()
        assert [reading.session.get(CatalogueObject, row.object_id).key for row in rows] == [KEY]


def test_a_variant_changes_its_service_too(catalogue):
    key = f"{KEY}/harbour"
    lock = lock_of(catalogue, Kind.VARIANT, key, "en")
    with catalogue.work("ada") as work:
        body = {"sections": {"local": "Bring a friend.", "outputs.medal": "Medal"}}
        published = publish(work, Kind.VARIANT, key, "en", body, lock=lock)
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(OutboxRow.object_id).where(OutboxRow.sequence == published.sequence))
        assert {reading.session.get(CatalogueObject, row).key for row in rows} == {KEY, key}


def test_facts_bring_code_numbers_and_references_with_them(catalogue):
    facts = {**SERVICE, "code": "1999", "fees": [*SERVICE["fees"], {**SERVICE["fees"][0], "id": "express"}]}
    facts["related"] = ["other"]
    lock = lock_of(catalogue, part="facts")
    with catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "facts", facts, lock=lock)
    assert ("related", "service", "other") in references(catalogue, Kind.SERVICE, KEY)
    with catalogue.reading("en") as reading:
        assert reading.session.scalars(select(CatalogueObject.code).where(CatalogueObject.key == KEY)).one() == "1999"
        assert reading.session.get(Number, (f"service/{KEY}/fees", "express")).number == 2


def test_a_new_object_is_made_by_publishing_its_facts_then_its_words(catalogue):
    with catalogue.work("ada") as work:
        facts = publish(work, Kind.TOPIC, "work", "facts", {"order": 7}, lock="0/-")
        words = publish(work, Kind.TOPIC, "work", "en", {"sections": {"title": "Work", "summary": "Jobs."}}, lock="0/-")
    assert facts.sequence == words.sequence
    assert live_body(catalogue, Kind.TOPIC, "work") == {"order": 7}


def test_words_of_an_object_without_facts_are_refused(catalogue):
    with pytest.raises(NotFound), catalogue.work("ada") as work:
        publish(work, Kind.TOPIC, "work", "en", {"sections": {"title": "Work"}}, lock="0/-")


def test_a_variant_of_no_service_is_refused(catalogue):
    with pytest.raises(NotFound), catalogue.work("ada") as work:
        publish(work, Kind.VARIANT, "nothing/harbour", "facts", {}, lock="0/-")


@pytest.mark.parametrize(
    ("part", "body", "field"),
    [
        ("facts", {**SERVICE, "fee": "12.50"}, "fee"),
        ("facts", {"code": "1001"}, "organisation"),
        ("en", {"sections": {**SERVICE_SECTIONS, "fees.express": "Express"}}, "fees.express"),
        ("en", {"sections": {**SERVICE_SECTIONS, "aliases": "one line"}}, "aliases"),
        ("en", {"sections": {"summary": "No title"}}, "title"),
        ("en", {"title": "No sections"}, "words"),
        ("xx", {"sections": {"title": "Title"}}, "language"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(catalogue, part, body, field):
    lock = lock_of(catalogue, part=part)
    with pytest.raises(InvalidContent) as refusal, catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, part, body, lock=lock)
    assert field in {problem.field for problem in refusal.value.problems}
    assert catalogue.sequence() == 1


def test_whoever_read_an_older_edition_is_told(catalogue):
    lock = lock_of(catalogue)
    publish_title(catalogue, "Declare a birth", lock=lock)
    with pytest.raises(Conflict) as conflict:
        publish_title(catalogue, "Announce a birth", lock=lock)
    assert (conflict.value.key, conflict.value.part) == (KEY, "en")
    assert title(catalogue) == "Declare a birth"


def test_another_part_of_the_object_does_not_clash(catalogue):
    lock = lock_of(catalogue)
    french = lock_of(catalogue, part="fr")
    with catalogue.work("bob") as work:
        publish(work, Kind.SERVICE, KEY, "fr", {"sections": {"title": "Une naissance"}}, lock=french)
    publish_title(catalogue, "Declare a birth", lock=lock)
    assert title(catalogue, language="fr") == "Une naissance"


def test_the_same_body_is_the_same_edition(catalogue):
    published = publish_title(catalogue, "Register a birth")
    assert published.sequence is None
    assert published.number == 1
    assert editions(catalogue) == [("published", "files", False)]
    assert catalogue.sequence() == 1


def test_the_lock_that_publishing_returns_is_good_for_the_next_time(catalogue):
    first = publish_title(catalogue, "Declare a birth")
    publish_title(catalogue, "Announce a birth", lock=first.lock)
    assert title(catalogue) == "Announce a birth"


def test_the_body_of_a_published_edition_never_changes(catalogue):
    with catalogue.work("ada") as work:
        edition = work.session.scalars(select(Edition).where(Edition.part == "en")).first()
        edition.body = {"sections": {"title": "Forged"}}
        with pytest.raises(ValueError, match="never changes"):
            work.session.flush()
        work.session.rollback()
    assert title(catalogue) == "Register a birth"
