"""A portal with a country of its own for each test, and owners of all of it, of one organisation, of another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from cases import a_case
from counted import do
from staff import a_person, staff_pages

from catalogue.commands.reports.rate_page import rate_page
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.figures.deeds import Channel, Deed
from catalogue.reporting import Channel as Door
from catalogue.rights import Grant, Role

EVERYTHING, REGISTRY, TOWN = "olga@example.org", "rene@example.org", "tara@example.org"


@contextmanager
def opened_with_owners(settings, clock) -> Iterator[Catalogue]:
    with Catalogue(settings, clock=clock) as opened:
        a_person(opened, EVERYTHING, Role.OWNER, Role.EDITOR)
        a_person(opened, REGISTRY, Grant(Role.OWNER, organisation="registry"))
        a_person(opened, TOWN, Grant(Role.OWNER, organisation="town-hall"))
        yield opened


@pytest.fixture
def country(stored_country, tmp_path, portal_clock) -> Iterator[Catalogue]:
    """The small country, to be changed."""
    with opened_with_owners(stored_country(tmp_path), portal_clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def quiet_country(stored_country, tmp_path_factory, portal_clock) -> Iterator[Catalogue]:
    """The small country in which nothing was counted; tests only read it."""
    with opened_with_owners(stored_country(tmp_path_factory.mktemp("quiet")), portal_clock) as opened:
        yield opened


@pytest.fixture(scope="module")
def busy_country(stored_country, tmp_path_factory, portal_clock) -> Iterator[Catalogue]:
    """The small country in which everything was counted; tests only read it."""
    with opened_with_owners(stored_country(tmp_path_factory.mktemp("busy")), portal_clock) as opened:
        count_everything(opened)
        yield opened


@pytest.fixture(scope="module")
def busy_house(busy_country, build_app):
    """The application over it."""
    return build_app(busy_country)


@pytest.fixture(scope="module")
def busy_owner(busy_house):
    """Its pages as the owner of everything sees them."""
    return staff_pages(busy_house, EVERYTHING)


@pytest.fixture(scope="module")
def busy_town(busy_house):
    """Its pages as the owner of the town hall sees them."""
    return staff_pages(busy_house, TOWN)


@pytest.fixture(scope="module")
def quiet_house(quiet_country, build_app):
    """The application over it."""
    return build_app(quiet_country)


@pytest.fixture(scope="module")
def quiet_owner(quiet_house):
    """Its pages as the owner of everything sees them."""
    return staff_pages(quiet_house, EVERYTHING)


@pytest.fixture(scope="module")
def quiet_registry(quiet_house):
    """Its pages as the owner of the registry sees them."""
    return staff_pages(quiet_house, REGISTRY)


@pytest.fixture(scope="module")
def quiet_town(quiet_house):
    """Its pages as the owner of the town hall sees them."""
    return staff_pages(quiet_house, TOWN)


@pytest.fixture
def house(country, build_app):
    """The application over it."""
    return build_app(country)


@pytest.fixture
def owner(house):
    """The pages as the owner of everything sees them."""
    return staff_pages(house, EVERYTHING)


@pytest.fixture
def of_registry(house):
    """The pages as the owner of the registry sees them."""
    return staff_pages(house, REGISTRY)


@pytest.fixture
def of_town(house):
    """The pages as the owner of the town hall sees them."""
    return staff_pages(house, TOWN)


def count_everything(country: Catalogue) -> None:
    """Count what every page shows something of."""
    do(country, 12, key="register-birth")
    do(country, 5, key="register-birth", language="fr", place="harbour", target_group="parents")
    do(country, 4, days_ago=3, deed=Deed.LOOKED_UP, channel=Channel.DESK)
    do(country, 6, deed=Deed.BOT_ANSWERED, channel=Channel.CHAT)
    do(country, 3, deed=Deed.BOT_DECLINED, channel=Channel.BOT, kind="", key="")
    do(country, 9, deed=Deed.SEARCH_ANSWERED, kind="", key="")
    do(country, 7, deed=Deed.SEARCH_FAILED, kind="", key="")
    for _ in range(4):
        a_case(country)
    rate_three_times(country)


def rate_three_times(country: Catalogue) -> None:
    """Say three times that a page was useful, and three times that it was not."""
    for place in (None, "harbour", "littleland"):
        for useful in (True, False):
            # Of other places and hands: a second click of the same one would not be counted.
            with country.work("reader") as work:
                rate_page(work, Kind.SERVICE, "register-birth", useful, place=place, language="en", channel=Door.PORTAL)
