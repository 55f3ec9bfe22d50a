"""Readings see one snapshot and cannot write; works commit whole or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from content_builder import changed, service, small_content
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from catalogue.commands.import_content import import_content
from catalogue.models import CatalogueObject, Redirect


def count_objects(reading):
    return len(reading.session.scalars(select(CatalogueObject.id)).all())


def test_a_reading_cannot_write(catalogue):
    with catalogue.reading("en") as reading, pytest.raises(DBAPIError, match=r"read-?only"):
        reading.session.execute(text("UPDATE catalogue_state SET sequence = 99"))
    assert catalogue.sequence() == 1


def test_a_reading_sees_one_snapshot_while_others_publish(catalogue):
    with catalogue.reading("en") as reading:
        before = count_objects(reading)
        import_content(catalogue, changed(small_content(), service("second", "1002")))
        assert count_objects(reading) == before
    with catalogue.reading("en") as reading:
        assert count_objects(reading) == before + 1


def test_today_is_the_day_of_the_country(catalogue):
    # Ten in the morning in Greenwich is eleven in the evening in Auckland.
    with catalogue.reading("en") as reading:
        assert reading.as_of == date(2026, 11, 21)
    catalogue.clock.move(hours=2)
    with catalogue.reading("en") as reading:
        assert reading.as_of == date(2026, 11, 22)


def test_an_as_of_date_that_was_asked_for_is_kept(catalogue):
    with catalogue.reading("fr", place="harbour", as_of=date(2030, 1, 1)) as reading:
        assert (reading.language, reading.place, reading.as_of) == ("fr", "harbour", date(2030, 1, 1))


def test_an_empty_catalogue_can_be_read(empty_catalogue):
    with empty_catalogue.reading("en") as reading:
        assert reading.source_language == "en"
        assert reading.sequence == 0
        assert reading.as_of == date(2026, 11, 21)


def test_the_pack_names_source_language_and_languages(catalogue):
    with catalogue.reading("fr") as reading:
        assert reading.source_language == "en"
        assert reading.all_languages == ("en", "fr")


def test_a_reading_costs_one_query_once_the_country_is_known(catalogue, count_queries):
    with catalogue.reading("en"):
        pass
    with count_queries(catalogue.engine) as queries, catalogue.reading("en"):
        pass
    assert queries.count == 1


def test_what_is_kept_is_made_once_until_the_catalogue_changes(catalogue):
    made = []

    def make():
        made.append(1)
        return len(made)

    for _ in range(2):
        with catalogue.reading("en") as reading:
            assert reading.kept("answer", make) == 1
    import_content(catalogue, changed(small_content(), service(fee="13.00")))
    with catalogue.reading("en") as reading:
        assert reading.kept("answer", make) == 2


def test_a_work_that_raises_leaves_nothing(catalogue):
    def fail():
        with catalogue.work("editor") as work:
            work.session.add(Redirect(kind="service", key="old", to_key="new"))
            work.take_sequence()
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with catalogue.reading("en") as reading:
        assert reading.session.get(Redirect, ("service", "old")) is None
        assert reading.sequence == 1


def test_a_work_that_returns_is_committed(catalogue):
    with catalogue.work("editor") as work:
        work.session.add(Redirect(kind="service", key="old", to_key="new"))
    with catalogue.reading("en") as reading:
        assert reading.session.get(Redirect, ("service", "old")).to_key == "new"


def test_a_work_takes_one_sequence_number_however_often_it_asks(catalogue):
    with catalogue.work("editor") as work:
        assert [work.take_sequence(), work.take_sequence()] == [2, 2]
    assert catalogue.sequence() == 2
