"""A preview shows what will be, for any day, and leaves no trace."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import editions, lock_of, title
from sqlalchemy import func, select
from sqlalchemy.orm.exc import StaleDataError

from catalogue import previewing
from catalogue.commands.publish import publish
from catalogue.commands.save_draft import save_draft
from catalogue.errors import InvalidContent, NotAllowed
from catalogue.facts import Kind
from catalogue.models import Edition, Event, OutboxRow, Reference
from catalogue.previewing import PreviewCatalogue, Previewed
from catalogue.queries.services import get_service

KEY = "register-birth"
THIS = ((Kind.SERVICE, KEY),)


def preview(catalogue, objects=THIS, day=None):
    return PreviewCatalogue(catalogue, lambda: Previewed(objects, day, "ada"))


def draft(catalogue, part="en", **changes):
    body = {**SERVICE, **changes} if part == "facts" else {"sections": {**SERVICE_SECTIONS, **changes}}
    lock = lock_of(catalogue, part=part)
    with catalogue.work("ada") as work:
        return save_draft(work, Kind.SERVICE, KEY, part, body, lock=lock)


def rows(catalogue):
    with catalogue.reading("en") as reading:
        return [
            reading.session.scalar(select(func.count()).select_from(table))
            for table in (Edition, Event, OutboxRow, Reference)
        ]


def shown(catalogue, **asked):
    with catalogue.reading("en", **asked) as reading:
        return get_service(reading, KEY)


def test_a_draft_is_seen_in_the_preview_and_nowhere_else(catalogue):
    draft(catalogue, title="Declare a birth")
    assert title(preview(catalogue)) == "Declare a birth"
    assert title(catalogue) == "Register a birth"


def test_looking_leaves_no_trace(catalogue):
    draft(catalogue, title="Declare a birth")
    before, sequence = rows(catalogue), catalogue.sequence()
    shown(preview(catalogue))
    assert (rows(catalogue), catalogue.sequence()) == (before, sequence)
    assert editions(catalogue)[-1] == ("draft", "ada", True)


def test_only_the_chosen_drafts_are_in_force(catalogue):
    draft(catalogue, title="Declare a birth")
    assert title(preview(catalogue, objects=())) == "Register a birth"
    assert title(preview(catalogue, objects=None)) == "Declare a birth"


def test_facts_and_the_words_that_speak_of_them_are_seen_together(catalogue):
    fee = {"id": "express", "amounts": [{"from": "2026-01-01", "amount": "7.00"}]}
    draft(catalogue, "facts", fees=[*SERVICE.get("fees", ()), fee])
    draft(catalogue, **{"fees.express": "Express"})
    assert "Express" in repr(shown(preview(catalogue)))
    assert "Express" not in repr(shown(catalogue))


def test_a_day_to_come_shows_what_is_scheduled_until_then(catalogue):
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": "From the new year"}}
        at = work.now.replace(year=2027, month=1, day=1)
        publish(work, Kind.SERVICE, KEY, "en", body, lock=lock, published_from=at)
    assert title(preview(catalogue, day=date(2026, 12, 31))) == "Register a birth"
    assert title(preview(catalogue, day=date(2027, 1, 2))) == "From the new year"


def test_the_day_is_the_day_on_which_facts_are_read(catalogue):
    with preview(catalogue, day=date(2030, 1, 1)).reading("en") as reading:
        assert reading.as_of == reading.today == date(2030, 1, 1)


def test_a_draft_that_could_not_be_published_is_named(catalogue):
    draft(catalogue, overview="It costs {fee.nowhere}.")
    with pytest.raises(InvalidContent) as refused, preview(catalogue).reading("en"):
        pass
    assert "fee.nowhere" in str(refused.value.problems[0])


def test_a_reading_within_a_reading_does_not_wait_for_itself(catalogue):
    draft(catalogue, title="Declare a birth")
    seen = preview(catalogue)

    def nested():
        with seen.reading("en"), seen.reading("fr") as inner:
            found.append(inner.language)

    found: list[str] = []
    thread = threading.Thread(target=nested, daemon=True)
    thread.start()
    thread.join(60)
    assert found == ["fr"]


def test_the_next_preview_of_another_draft_is_its_own(catalogue):
    draft(catalogue, title="Declare a birth")
    chosen = [Previewed(THIS, None, "ada"), Previewed((), None, "ada")]
    seen = PreviewCatalogue(catalogue, lambda: chosen[0])
    assert title(seen) == "Declare a birth"
    chosen.pop(0)
    assert title(seen) == "Register a birth"


def test_nothing_is_changed_or_counted_through_a_preview(catalogue):
    assert preview(catalogue).counts is False
    with pytest.raises(NotAllowed):
        preview(catalogue).work("ada")


def test_what_others_publish_between_reading_and_writing_is_read_anew(catalogue, monkeypatch):
    tried = []

    def late(*arguments, **named):
        tried.append(arguments)
        if len(tried) == 1:
            raise StaleDataError
        return publish(*arguments, **named)

    draft(catalogue, title="Declare a birth")
    monkeypatch.setattr(previewing, "publish", late)
    assert title(preview(catalogue)) == "Declare a birth"
    assert len(tried) == 2
