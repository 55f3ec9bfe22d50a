"""People who see figures, and a country in which things were done."""

from __future__ import annotations

import pytest

from catalogue.context import Catalogue
from catalogue.figures.spans import Period, Span, span_of
from catalogue.rights import Grant, Person, Role

OWNER = Person(1, "olga@example.org", "Olga", (Grant(Role.OWNER),), "en")
OF_REGISTRY = Person(2, "rosa@example.org", "Rosa", (Grant(Role.OWNER, "registry"),), "en")
OF_HARBOUR = Person(3, "hana@example.org", "Hana", (Grant(Role.OWNER, place="harbour"),), "en")
CLERK = Person(4, "clara@example.org", "Clara", (Grant(Role.DESK),), "en")


@pytest.fixture
def owner() -> Person:
    """Somebody who sees everything."""
    return OWNER


@pytest.fixture
def of_registry() -> Person:
    """Somebody who sees what belongs to the registry."""
    return OF_REGISTRY


@pytest.fixture
def of_harbour() -> Person:
    """Somebody who sees what belongs to a place."""
    return OF_HARBOUR


@pytest.fixture
def clerk() -> Person:
    """Somebody who sees no figures."""
    return CLERK


@pytest.fixture
def month(catalogue: Catalogue) -> Span:
    """The last thirty days."""
    with catalogue.reading("en") as reading:
        return span_of(Period.MONTH, reading.today)
