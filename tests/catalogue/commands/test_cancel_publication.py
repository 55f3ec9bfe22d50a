"""What was scheduled and is cancelled never takes over, and nothing of it is left behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import editions, live_body, lock_of, references, title
from reviewing import ADA, BOB, KEY, a_person, approve, costs, edit, says, send

from catalogue.commands.cancel_publication import cancel_publication
from catalogue.commands.edit_draft import catch_up
from catalogue.errors import InvalidContent, NotAllowed, WrongState
from catalogue.facts import Kind
from catalogue.facts.words import digest
from catalogue.merging import Side
from catalogue.rights import Role


def schedule(catalogue, body, part="en", hours=2, **how):
    at = catalogue.clock.now + timedelta(hours=hours)
    edit(catalogue, ADA, body, part)
    with catalogue.work(ADA.mail) as work:
        choices = {"title": Side.MINE}
        catch_up(work, ADA, Kind.SERVICE, KEY, part, lock=lock_of(catalogue, part=part), at=at, choices=choices)
    send(catalogue, ADA, part, **how)
    return approve(catalogue, BOB, part, at=at)[part].number


def cancel(catalogue, number, part="en", person=BOB):
    with catalogue.work(person.mail) as work:
        cancel_publication(work, person, Kind.SERVICE, KEY, part, number)


def test_it_never_takes_over_and_is_a_draft_again(catalogue):
    number = schedule(catalogue, says(title="Declare a birth"))
    cancel(catalogue, number)
    assert editions(catalogue)[-1] == ("draft", ADA.mail, True)
    catalogue.clock.move(hours=3)
    assert title(catalogue) == "Register a birth"
    edit(catalogue, ADA, says(title="Announce a birth"))
    send(catalogue, ADA)
    approve(catalogue, BOB)
    assert title(catalogue) == "Announce a birth"


def test_of_three_the_middle_one_is_cancelled(catalogue):
    first = schedule(catalogue, says(title="First"), hours=1)
    middle = schedule(catalogue, says(title="Middle"), hours=2)
    schedule(catalogue, says(title="Last"), hours=3)
    cancel(catalogue, middle)
    titles = [title(catalogue)]
    for _ in range(3):
        catalogue.clock.move(hours=1)
        titles.append(title(catalogue))
    assert titles == ["Register a birth", "First", "First", "Last"]
    assert first == 2


def test_what_it_names_it_names_no_more(catalogue):
    number = schedule(catalogue, {**SERVICE, "topics": []}, "facts")
    before = references(catalogue, Kind.SERVICE, KEY)
    cancel(catalogue, number, "facts")
    catalogue.clock.move(hours=3)
    assert references(catalogue, Kind.SERVICE, KEY) == before
    send(catalogue, ADA, "facts")
    approve(catalogue, BOB, "facts")
    assert ("topic", "topic", "family") not in references(catalogue, Kind.SERVICE, KEY)


def test_beside_another_draft_it_is_withdrawn(catalogue):
    number = schedule(catalogue, says(title="Declare a birth"))
    edit(catalogue, ADA, says(title="Announce a birth"))
    cancel(catalogue, number)
    assert [state for state, *_ in editions(catalogue)] == ["published", "withdrawn", "draft"]
    catalogue.clock.move(hours=3)
    assert title(catalogue) == "Register a birth"


def test_what_is_live_or_was_never_scheduled_cannot_be_cancelled(catalogue):
    number = schedule(catalogue, says(title="Declare a birth"))
    catalogue.clock.move(hours=3)
    for impossible in (number, 1, 99):
        with pytest.raises(WrongState):
            cancel(catalogue, impossible)
    assert title(catalogue) == "Declare a birth"


def test_facts_that_scheduled_words_need_stay(catalogue):
    fees = [*SERVICE["fees"], {**SERVICE["fees"][0], "id": "express"}]
    edit(catalogue, ADA, {**SERVICE, "fees": fees}, "facts")
    edit(catalogue, ADA, {"sections": {**SERVICE_SECTIONS, "who": "All pay {fee.express}."}})
    send(catalogue, ADA, "facts", "en")
    at = catalogue.clock.now + timedelta(hours=1)
    published = approve(catalogue, BOB, "facts", "en", at=at)
    with pytest.raises(InvalidContent):
        cancel(catalogue, published["facts"].number, "facts")
    cancel(catalogue, published["en"].number)
    cancel(catalogue, published["facts"].number, "facts")


def test_the_stamps_of_a_minor_edit_go_with_it(catalogue):
    number = schedule(catalogue, says(title="Register a Birth"), minor=True)
    cancel(catalogue, number)
    catalogue.clock.move(hours=3)
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr")["made_from"]["title"] == digest("Register a birth")


def test_a_scheduled_minor_edit_stamps_at_its_instant(catalogue):
    schedule(catalogue, says(title="Register a Birth"), minor=True)
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr")["made_from"]["title"] == digest("Register a birth")
    catalogue.clock.move(hours=3)
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr")["made_from"]["title"] == digest("Register a Birth")


def test_only_who_may_publish_may_cancel(catalogue):
    number = schedule(catalogue, costs("20.00"), "facts")
    with pytest.raises(NotAllowed):
        cancel(catalogue, number, "facts", a_person("ed", Role.EDITOR))
    assert lock_of(catalogue, part="facts") == "2@1/-"
