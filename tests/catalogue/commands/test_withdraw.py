"""What is withdrawn is live no more, in all its parts; its history stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from content_builder import SERVICE, SERVICE_SECTIONS
from reading_back import editions, live_body, lock_of, log, references
from sqlalchemy import select

from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.errors import Gone, NotFound
from catalogue.facts import Kind
from catalogue.models import CatalogueObject

KEY = "register-birth"


def withdraw_service(catalogue, **what):
    with catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, KEY, **what)


def withdrawn_at(catalogue):
    with catalogue.reading("en") as reading:
        return reading.session.scalars(
            select(CatalogueObject.withdrawn_at).where(CatalogueObject.kind == "service", CatalogueObject.key == KEY)
        ).one()


def test_no_part_of_it_is_live(catalogue):
    withdraw_service(catalogue)
    assert [live_body(catalogue, Kind.SERVICE, KEY, part) for part in ("facts", "en", "fr")] == [None, None, None]
    assert references(catalogue, Kind.SERVICE, KEY) == []
    assert withdrawn_at(catalogue) == catalogue.clock.now


def test_it_is_logged_and_numbered(catalogue):
    withdraw_service(catalogue)
    assert sorted(log(catalogue)[-3:]) == [("withdrawn", "ada", part) for part in ("en", "facts", "fr")]
    assert catalogue.sequence() == 2


def test_its_words_in_one_language_can_go_alone(catalogue):
    withdraw_service(catalogue, part="fr")
    assert live_body(catalogue, Kind.SERVICE, KEY, "fr") is None
    assert live_body(catalogue, Kind.SERVICE, KEY, "en") is not None
    assert withdrawn_at(catalogue) is None


def test_without_its_facts_there_is_no_object(catalogue):
    withdraw_service(catalogue, part="facts")
    assert live_body(catalogue, Kind.SERVICE, KEY, "en") is None
    assert withdrawn_at(catalogue) is not None


def test_what_was_scheduled_goes_with_it(catalogue):
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        at = work.now + timedelta(hours=1)
        body = {"sections": {**SERVICE_SECTIONS, "title": "Declare a birth"}}
        publish(work, Kind.SERVICE, KEY, "en", body, lock=lock, published_from=at)
    withdraw_service(catalogue)
    catalogue.clock.move(hours=2)
    assert live_body(catalogue, Kind.SERVICE, KEY, "en") is None


def test_publishing_brings_it_back(catalogue):
    withdraw_service(catalogue)
    catalogue.clock.move(hours=1)
    lock = lock_of(catalogue, part="facts")
    with catalogue.work("ada") as work:
        publish(work, Kind.SERVICE, KEY, "facts", SERVICE, lock=lock)
    assert withdrawn_at(catalogue) is None
    assert live_body(catalogue, Kind.SERVICE, KEY)["code"] == SERVICE["code"]
    assert [state for state, *_ in editions(catalogue, part="facts")] == ["withdrawn", "published"]


def test_what_is_not_there_cannot_be_withdrawn(catalogue):
    with pytest.raises(NotFound), catalogue.work("ada") as work:
        withdraw(work, Kind.SERVICE, "nowhere")
    with pytest.raises(NotFound):
        withdraw_service(catalogue, part="zh")
    withdraw_service(catalogue)
    with pytest.raises(Gone):
        withdraw_service(catalogue)
