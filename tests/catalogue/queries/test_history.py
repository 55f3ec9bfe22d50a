"""The history of an object tells who made, judged and published what, and what differs between any two editions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE
from reading_back import lock_of
from reviewing import ADA, BOB, KEY, approve, costs, edit, says, send, send_back

from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.queries.drafts import get_editable
from catalogue.queries.history import get_difference, get_history
from catalogue.read_models.review import Stage


def history(catalogue):
    with catalogue.reading("en") as reading:
        return get_history(reading, Kind.SERVICE, KEY)


def lines(catalogue, part="en"):
    return [(line.number, line.stage) for line in history(catalogue).editions if line.part == part]


def test_it_tells_where_every_edition_stands(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    assert lines(catalogue) == [(2, Stage.DRAFT), (1, Stage.LIVE)]
    send(catalogue, ADA)
    assert lines(catalogue)[0] == (2, Stage.IN_REVIEW)
    send_back(catalogue, BOB)
    assert lines(catalogue)[0] == (2, Stage.SENT_BACK)
    send(catalogue, ADA)
    approve(catalogue, BOB, at=catalogue.clock.now + timedelta(hours=1))
    assert lines(catalogue) == [(2, Stage.SCHEDULED), (1, Stage.LIVE)]
    catalogue.clock.move(hours=1)
    assert lines(catalogue) == [(2, Stage.LIVE), (1, Stage.SUPERSEDED)]
    with catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY, reason="No more births.")
    assert lines(catalogue) == [(2, Stage.WITHDRAWN), (1, Stage.SUPERSEDED)]
    assert history(catalogue).withdrawn_at == catalogue.clock.now
    assert history(catalogue).acts[0].said == "No more births."


def test_it_tells_who_did_what_when_over_what(catalogue):
    edit(catalogue, ADA, says(title="Declare a birth"))
    send(catalogue, ADA, note="Plainer")
    send_back(catalogue, BOB, "Shorter.")
    catalogue.clock.move(hours=1)
    send(catalogue, ADA, note="Shorter now")
    approve(catalogue, BOB)
    acts = [(act.actor, act.action, act.number, act.before, act.said) for act in history(catalogue).acts][:5]
    assert acts == [
        (BOB.mail, "published", 2, 1, None),
        (ADA.mail, "submitted", 2, None, "Shorter now"),
        (BOB.mail, "returned", 2, None, "Shorter."),
        (ADA.mail, "submitted", 2, None, "Plainer"),
        (ADA.mail, "saved", 2, 1, None),
    ]
    line = history(catalogue).editions[1]
    assert (line.author, line.reviewer, line.note, line.comment) == (ADA.mail, BOB.mail, "Shorter now", "Shorter.")


def test_facts_come_first_then_languages(catalogue):
    assert [line.part for line in history(catalogue).editions] == ["facts", "en", "fr"]


def test_any_two_editions_are_compared(catalogue):
    for text in ("Declare a birth", "Declare one birth"):
        edit(catalogue, ADA, says(title=text))
        send(catalogue, ADA)
        approve(catalogue, BOB)
    with catalogue.reading("en") as reading:
        found = get_difference(reading, Kind.SERVICE, KEY, "en", 1, 3)
        assert [(one.path, one.before, one.after) for one in found] == [
            ("title", "Register a birth", "Declare one birth")
        ]
        assert get_difference(reading, Kind.SERVICE, KEY, "en", 2, 2) == ()
        assert {one.before for one in get_difference(reading, Kind.SERVICE, KEY, "en", 0, 1)} == {None}
        for missing in ((1, 9), (9, 1)):
            with pytest.raises(NotFound):
                get_difference(reading, Kind.SERVICE, KEY, "en", *missing)
        with pytest.raises(NotFound):
            get_history(reading, Kind.SERVICE, "nothing")


def test_facts_are_compared_by_fields(catalogue):
    edit(catalogue, ADA, costs("20.00"), "facts")
    with catalogue.reading("en") as reading:
        found = get_difference(reading, Kind.SERVICE, KEY, "facts", 1, 2)
    assert [(one.path, one.before, one.after) for one in found] == [
        ("fees.standard.amounts.2026-01-01.amount", "12.50", "20.00")
    ]


def editable(catalogue, part="en", key=KEY):
    with catalogue.reading("en") as reading:
        return get_editable(reading, Kind.SERVICE, key, part)


def test_an_editor_begins_with_the_draft_or_with_what_is_live_or_with_what_was(catalogue):
    assert editable(catalogue).body == says()
    edit(catalogue, ADA, says(title="Declare a birth"))
    opened = editable(catalogue)
    assert (opened.body, opened.stage, opened.authors) == (says(title="Declare a birth"), Stage.DRAFT, (ADA.mail,))
    assert opened.lock == lock_of(catalogue)
    with catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY)
    assert editable(catalogue, "facts").body == SERVICE
    assert editable(catalogue, "facts").live is None
    assert (editable(catalogue, key="new").body, editable(catalogue, key="new").lock) == ({}, "0/-")


def test_an_editor_is_told_that_a_draft_fell_behind(catalogue):
    lock = lock_of(catalogue, part="facts")
    with catalogue.work("bob") as work:
        at = work.now + timedelta(hours=1)
        publish(work, Kind.SERVICE, KEY, "facts", costs("15.00"), lock=lock, published_from=at)
    edit(catalogue, ADA, costs("20.00"), "facts")
    assert (editable(catalogue, "facts").behind, editable(catalogue, "facts").scheduled) == (False, ((2, at),))
    catalogue.clock.move(hours=2)
    assert (editable(catalogue, "facts").behind, editable(catalogue, "facts").scheduled) == (True, ())
