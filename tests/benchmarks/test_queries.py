"""How often a page asks the database, counted on the engine through the whole portal.

A first visit is the first to that page: what all pages share (country, pack, places) is read with the first page of a
process. A later visit is one after that, rendered anew. A kept page asks at most one small query in half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from benchmarks.measuring import show
from flask import Flask
from page_types import ALL_TOLD, PAGE_TYPES

from catalogue.context import Catalogue
from catalogue.settings import Settings as CatalogueSettings
from portal import create_app
from portal.settings import Settings

pytestmark = pytest.mark.benchmark

LIMITS = {
    "home": 2,
    "service": 3,
    "service in a place": 3,
    "general plan": 5,
    "plan with every answer": 5,
    "sensitive plan": 5,
}
SHARED = 2
"""What the first page of a process reads besides: the country, and pack and places."""


@pytest.fixture
def fresh(environment: dict[str, str], prepared: Catalogue) -> Iterator[tuple[Flask, Catalogue]]:
    """A portal that was just started and keeps no page."""
    with Catalogue(CatalogueSettings.from_environment(environment), clock=prepared.clock) as catalogue:
        yield (
            create_app(Settings.from_environment({**environment, "ONEDOOR_KEPT_MEGABYTES": "0"}), catalogue),
            catalogue,
        )


def test_pages_ask_the_database_seldom(fresh: tuple[Flask, Catalogue], count_queries: Callable) -> None:
    app, catalogue = fresh
    client = app.test_client()

    def queries(path: str) -> int:
        with count_queries(catalogue.engine) as counted:
            assert client.get(path).status_code == 200
        return counted.count

    very_first = queries("/fr/")
    rows = []
    for name, limit in LIMITS.items():
        path = PAGE_TYPES[name].format(language="ar")
        rows.append((name, queries(path), queries(path), queries(path), limit))
    show(
        "Queries of a page rendered anew, through the whole portal",
        ("page", "first visit", "second", "third", "limit"),
        [
            ("home, first page of a process", str(very_first), "", "", str(LIMITS["home"] + SHARED)),
            *(tuple(str(cell) for cell in row) for row in rows),
        ],
    )
    assert very_first <= LIMITS["home"] + SHARED
    assert {row[0]: row[1:4] for row in rows if max(row[1:4]) > row[4]} == {}


def test_other_answers_cost_no_more_than_a_look_at_the_state_of_the_catalogue(
    fresh: tuple[Flask, Catalogue], count_queries: Callable
) -> None:
    app, catalogue = fresh
    client = app.test_client()
    plan = "/en/life-events/having-a-baby/plan"
    client.get(f"{plan}?place=port-alba")
    with count_queries(catalogue.engine) as counted:
        assert client.get(f"{plan}?{ALL_TOLD}").status_code == 200
    assert counted.count == 1


def test_a_kept_page_costs_one_small_query_in_half_a_second(
    environment: dict[str, str], prepared: Catalogue, count_queries: Callable
) -> None:
    client = create_app(Settings.from_environment(environment), prepared).test_client()
    client.get("/en/services/register-birth")
    with count_queries(prepared.engine) as counted:
        for _ in range(50):
            assert client.get("/en/services/register-birth").status_code == 200
    assert counted.count <= 1
