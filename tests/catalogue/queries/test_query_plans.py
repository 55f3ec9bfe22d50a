"""A page is found by indexes: what it costs must not grow with objects that have nothing to do with it."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import event

from catalogue.queries.documents import get_document
from catalogue.queries.groups import get_topic
from catalogue.queries.life_events import get_life_event, get_pathway
from catalogue.queries.offices import get_office
from catalogue.queries.organisations import get_organisation
from catalogue.queries.services import get_service

SCANNED = re.compile(r"SCAN (editions|objects|references_)\b|references_\w* USING INDEX \w+ \(target_kind=\?\)")
"""A table read from end to end, or all that names objects of a kind."""

PAGES = [
    (get_service, "register-birth"),
    (get_pathway, "having-a-baby"),
    (get_life_event, "having-a-baby"),
    (get_office, "centre"),
    (get_document, "consent"),
    (get_organisation, "registry"),
    (get_topic, "family"),
]


@pytest.fixture
def database_kind():
    """SQLite only: PostgreSQL reads tables as small as these whole, and rightly so."""
    return "sqlite"


@pytest.fixture
def asked(catalogue):
    """The statements that reach the database, with their values."""
    statements = []

    def note(connection, cursor, statement, values, *rest):
        statements.append((statement, values))

    event.listen(catalogue.engine, "before_cursor_execute", note)
    yield statements
    event.remove(catalogue.engine, "before_cursor_execute", note)


@pytest.mark.parametrize(("get", "key"), PAGES, ids=[get.__name__ for get, _ in PAGES])
def test_no_page_reads_a_table_from_end_to_end(catalogue, asked, get, key):
    with catalogue.reading("fr", place="harbour") as reading:
        get(reading, key)
    picking = [(statement, values) for statement, values in asked if "JOIN editions" in statement]
    assert picking
    with catalogue.engine.connect() as connection:
        for statement, values in picking:
            steps = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
            assert not [step for step in steps if SCANNED.search(step)], statement
