"""A publication scheduled for an instant to come takes over at that instant, without anybody doing anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import lock_of, references, title

from catalogue.commands.publish import publish
from catalogue.facts import Kind

KEY = "register-birth"


def schedule(catalogue, new_title, **after):
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        at = work.now + timedelta(**after) if after else None
        body = {"sections": {**SERVICE_SECTIONS, "title": new_title}}
        return publish(work, Kind.SERVICE, KEY, "en", body, lock=lock, published_from=at)


def test_it_takes_over_at_its_instant(catalogue):
    schedule(catalogue, "Declare a birth", hours=1)
    catalogue.clock.move(minutes=59, seconds=59)
    assert title(catalogue) == "Register a birth"
    catalogue.clock.move(seconds=1)
    assert title(catalogue) == "Declare a birth"


def test_the_pulse_tells_of_it_and_changes_when_it_comes(catalogue):
    published = schedule(catalogue, "Declare a birth", hours=1)
    before = catalogue.pulse()
    assert before.next_publication == published.published_from
    catalogue.clock.move(hours=1)
    assert catalogue.pulse() != before


def test_what_is_published_meanwhile_lives_until_then(catalogue):
    schedule(catalogue, "Declare a birth", hours=2)
    catalogue.clock.move(hours=1)
    schedule(catalogue, "Tell us of a birth")
    assert title(catalogue) == "Tell us of a birth"
    catalogue.clock.move(hours=1)
    assert title(catalogue) == "Declare a birth"


def test_of_two_for_the_same_instant_the_later_decision_counts(catalogue):
    schedule(catalogue, "Declare a birth", hours=1)
    schedule(catalogue, "Announce a birth", hours=1)
    catalogue.clock.move(hours=1)
    assert title(catalogue) == "Announce a birth"


def test_references_change_at_the_same_instant(catalogue):
    lock = lock_of(catalogue, part="facts")
    with catalogue.work("ada") as work:
        facts = {**SERVICE, "topics": []}
        publish(work, Kind.SERVICE, KEY, "facts", facts, lock=lock, published_from=work.now + timedelta(hours=1))
    assert ("topic", "topic", "family") in references(catalogue, Kind.SERVICE, KEY)
    catalogue.clock.move(hours=1)
    assert ("topic", "topic", "family") not in references(catalogue, Kind.SERVICE, KEY)


def test_words_may_speak_of_facts_that_come_with_them(catalogue):
    fees = [*SERVICE["fees"], {**SERVICE["fees"][0], "id": "express"}]
    locks = [lock_of(catalogue, part=part) for part in ("facts", "en")]
    with catalogue.work("ada") as work:
        at = work.now + timedelta(hours=1)
        publish(work, Kind.SERVICE, KEY, "facts", {**SERVICE, "fees": fees}, lock=locks[0], published_from=at)
        body = {"sections": {**SERVICE_SECTIONS, "fees.express": "Express"}}
        publish(work, Kind.SERVICE, KEY, "en", body, lock=locks[1], published_from=at)
    catalogue.clock.move(hours=1)
    assert title(catalogue) == "Register a birth"


def test_nothing_is_published_in_the_past(catalogue):
    with pytest.raises(ValueError, match="to come"):
        schedule(catalogue, "Declare a birth", hours=-1)
