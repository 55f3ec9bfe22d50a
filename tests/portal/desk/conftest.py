"""A portal with a country of its own for each test, and people who stand at its counters or edit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from staff import a_person, staff_pages

from catalogue.context import Catalogue
from catalogue.rights import Grant, Role

CLERK, EDITOR, OTHER = "cleo@example.org", "edda@example.org", "otto@example.org"


@pytest.fixture
def country(stored_country, tmp_path, portal_clock) -> Iterator[Catalogue]:
    """The small country, to be changed."""
    with Catalogue(stored_country(tmp_path), clock=portal_clock) as opened:
        a_person(opened, CLERK, Role.DESK)
        a_person(opened, EDITOR, Role.EDITOR)
        a_person(opened, OTHER, Grant(Role.DESK, organisation="town-hall"))
        yield opened


@pytest.fixture
def house(country, build_app):
    """The application over it."""
    return build_app(country)


@pytest.fixture
def clerk(house):
    """The pages of the counter as the clerk sees them."""
    return staff_pages(house, CLERK)
