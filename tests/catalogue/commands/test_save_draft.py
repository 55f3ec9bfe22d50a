"""A draft is nobody's but the editors'; two who edit one part meet in it."""

from __future__ import annotations

import pytest
from content_builder import SERVICE_SECTIONS
from reading_back import editions, lock_of, log, title

from catalogue.commands.publish import publish
from catalogue.commands.save_draft import save_draft
from catalogue.errors import Conflict
from catalogue.facts import Kind

KEY = "register-birth"


def says(new_title):
    return {"sections": {**SERVICE_SECTIONS, "title": new_title}}


def save(catalogue, new_title, lock, actor="ada"):
    with catalogue.work(actor) as work:
        return save_draft(work, Kind.SERVICE, KEY, "en", says(new_title), lock=lock)


def test_citizens_see_nothing_of_a_draft(catalogue):
    save(catalogue, "Declare a birth", lock_of(catalogue))
    assert title(catalogue) == "Register a birth"
    assert catalogue.sequence() == 1
    assert log(catalogue)[-1] == ("saved", "ada", "en")


def test_saving_again_goes_on_with_the_same_draft(catalogue):
    lock = save(catalogue, "Declare", lock_of(catalogue))
    lock = save(catalogue, "Declare a birth", lock)
    assert lock == lock_of(catalogue)
    assert editions(catalogue) == [("published", "files", False), ("draft", "ada", True)]


def test_who_saves_over_a_draft_unread_is_told(catalogue):
    lock = lock_of(catalogue)
    save(catalogue, "Declare a birth", lock)
    with pytest.raises(Conflict):
        save(catalogue, "Announce a birth", lock, "bob")


def test_publishing_a_draft_uses_it_up(catalogue):
    lock = save(catalogue, "Declare a birth", lock_of(catalogue))
    with catalogue.work("bob") as work:
        publish(work, Kind.SERVICE, KEY, "en", says("Declare a birth"), lock=lock, reviewer="bob")
    assert title(catalogue) == "Declare a birth"
    assert editions(catalogue) == [("published", "files", False), ("published", "ada", True)]


def test_publishing_past_a_draft_unread_is_told(catalogue):
    lock = lock_of(catalogue)
    save(catalogue, "Declare a birth", lock)
    with pytest.raises(Conflict), catalogue.work("bob") as work:
        publish(work, Kind.SERVICE, KEY, "en", says("Announce a birth"), lock=lock)


def test_a_draft_need_not_be_sound(catalogue):
    with catalogue.work("ada") as work:
        save_draft(work, Kind.TOPIC, "unborn", "facts", {}, lock="0/-")
    assert editions(catalogue, Kind.TOPIC, "unborn", "facts") == [("draft", "ada", True)]


def test_a_draft_that_says_what_is_live_ends_when_it_is_published(catalogue):
    lock = save(catalogue, "Register a birth", lock_of(catalogue))
    with catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "en", says("Register a birth"), lock=lock)
    assert editions(catalogue) == [("published", "files", False), ("withdrawn", "ada", True)]
