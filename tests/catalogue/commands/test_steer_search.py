"""A failed search is answered by a synonym or a pin, which the next search proves; or dismissed with a reason."""

from __future__ import annotations

import pytest
from ledger_builder import listed, seek, seek_on_two_days
from sqlalchemy import select

from catalogue.commands.steer_search import add_pin, add_synonym, dismiss_failed_search
from catalogue.errors import InvalidContent, NotAllowed, NotFound
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.models import Event
from catalogue.rights import Grant, Person, Role

EDITOR = Person(1, "ada@example.org", "Ada", (Grant(Role.EDITOR),), "en")
TRANSLATOR = Person(2, "tom@example.org", "Tom", (Grant(Role.TRANSLATOR),), "en")


@pytest.fixture
def indexed(catalogue):
    work_once(catalogue)
    return catalogue


def found(catalogue, words, language="en"):
    work_once(catalogue)
    return [(hit.kind, hit.id) for hit in catalogue.search_index.find(words, language).hits]


def steer(catalogue, act, *arguments, person=EDITOR):
    with catalogue.work(person.mail) as work:
        act(work, person, *arguments)


def test_a_synonym_lets_the_next_search_find_it(indexed):
    assert found(indexed, "stork papers") == []
    steer(indexed, add_synonym, "en", "stork papers", "birth certificate")
    assert (Kind.SERVICE, "register-birth") in found(indexed, "stork papers")


def test_a_pin_puts_what_it_names_first(indexed):
    steer(indexed, add_pin, "en", "stork", Kind.SERVICE, "register-birth")
    assert found(indexed, "stork")[0] == (Kind.SERVICE, "register-birth")


def test_a_second_query_joins_the_pin_that_is_there(indexed):
    for query in ("stork", "newborn papers"):
        steer(indexed, add_pin, "en", query, Kind.SERVICE, "register-birth")
    assert found(indexed, "newborn papers")[0] == found(indexed, "stork")[0] == (Kind.SERVICE, "register-birth")


def test_a_pin_to_what_is_not_published_is_refused(indexed):
    with pytest.raises(InvalidContent):
        steer(indexed, add_pin, "en", "stork", Kind.SERVICE, "no-such-service")


def test_the_same_answer_twice_publishes_once(indexed):
    steer(indexed, add_synonym, "en", "stork papers", "birth certificate")
    before = indexed.sequence()
    steer(indexed, add_synonym, "en", "stork papers", "birth certificate")
    assert indexed.sequence() == before


@pytest.mark.parametrize("said", ["stork, papers", "stork => papers", "stork、papers"])
def test_what_is_typed_never_becomes_another_rule(indexed, said):
    steer(indexed, add_synonym, "en", said, "birth certificate")
    assert (Kind.SERVICE, "register-birth") in found(indexed, "stork papers")
    assert found(indexed, "stork") == []


def test_what_is_dismissed_leaves_the_list_and_the_log_says_why_but_not_what(indexed):
    seek_on_two_days(indexed, "unicorn licence", times=6)
    assert [group.text for group in listed(indexed).groups] == ["unicorn licence"]
    steer(indexed, dismiss_failed_search, indexed.seal, "en", "unicorn licence", "There are no unicorns.")
    assert listed(indexed).groups == ()
    with indexed.reading("en") as reading:
        event = reading.session.scalars(select(Event).where(Event.action == "search dismissed")).one()
    assert event.details == {"language": "en", "reason": "There are no unicorns."}


def test_people_who_go_on_looking_bring_it_back(indexed):
    seek_on_two_days(indexed, "unicorn licence", times=6)
    steer(indexed, dismiss_failed_search, indexed.seal, "en", "unicorn licence", "None.")
    for _ in range(2):
        indexed.clock.move(days=1)
        seek(indexed, "unicorn licence", times=3)
    assert [group.searches for group in listed(indexed).groups] == [6]


def test_nobody_dismisses_what_nobody_looked_for(indexed):
    with pytest.raises(NotFound):
        steer(indexed, dismiss_failed_search, indexed.seal, "en", "unicorn licence", "None.")


@pytest.mark.parametrize(
    ("act", "arguments"),
    [
        (add_synonym, ("en", "stork", "birth")),
        (add_pin, ("en", "stork", Kind.SERVICE, "register-birth")),
        (dismiss_failed_search, (None, "en", "stork", "None.")),
    ],
)
def test_who_may_not_steer_the_search_is_refused(indexed, act, arguments):
    with pytest.raises(NotAllowed):
        steer(indexed, act, *arguments, person=TRANSLATOR)
