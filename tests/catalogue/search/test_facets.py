"""Facets: what narrows a search, and counts that equal a count by hand."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from search_builder import document, found, index_of, registry_services

from catalogue.search.fields import FACETS, SearchDocument
from catalogue.search.index import SearchIndex

pytestmark = pytest.mark.usefixtures("each_engine")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, each_engine: str) -> SearchIndex:
    return index_of(tmp_path_factory.mktemp("facets"), registry_services())


def test_a_filter_keeps_what_has_the_value(index: SearchIndex) -> None:
    assert set(found(index, "register", filters={"kind": ("organisation",)})) == {"civil-registry"}
    assert "register-a-birth" not in found(index, "register", filters={"free": ("no",)})


def test_values_of_one_facet_are_alternatives_and_facets_add_up(index: SearchIndex) -> None:
    both = found(index, "register birth", filters={"kind": ("service", "life_event")})
    assert "having-a-baby" in both
    narrowed = found(index, "register birth", filters={"kind": ("service",), "target_group": ("newcomers",)})
    assert narrowed == ["order-a-birth-certificate"]


def test_a_place_keeps_what_holds_everywhere(index: SearchIndex) -> None:
    assert "register-a-dog" in found(index, "register", place="port-alba")
    assert "register-a-birth" in found(index, "register", place="port-alba")
    assert "register-a-dog" not in found(index, "register", place="norvale")


def test_a_value_that_nothing_has_leaves_nothing(index: SearchIndex) -> None:
    hits = index.find("register", "en", filters={"channel": ("pigeon",)})
    assert (hits.total, hits.hits) == (0, ())


def test_unknown_facets_are_passed_over(index: SearchIndex) -> None:
    assert found(index, "dog", filters={"colour": ("red",)}) == ["register-a-dog"]


def test_a_document_with_an_unknown_facet_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        document("A", facets={"colour": ("red",)})


def generated() -> list[SearchDocument]:
    """Return documents with every mix of facets, half of which hold the word that is searched for."""
    mixes = product(
        ("service", "office"), ("parents", "students", ""), ("online", "post", "online post"), ("norvale", "")
    )
    return [
        document(
            f"Thing {number}",
            kind=kind,
            body="apples" if number % 2 else "pears and apple trees" if number % 3 else "pears",
            facets={
                "target_group": tuple(group.split()),
                "channel": tuple(channels.split()),
                "place": tuple(place.split()),
            },
        )
        for number, (kind, group, channels, place) in enumerate(mixes)
    ]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"kind": ("office",)},
        {"channel": ("post",), "target_group": ("parents", "students")},
        {"place": ("norvale",)},
    ],
)
def test_counts_equal_a_count_by_hand(tmp_path: Path, filters: dict[str, tuple[str, ...]]) -> None:
    documents = generated()
    hits = index_of(tmp_path, documents).find("apples", "en", filters=filters, limit=100)

    def has(one: SearchDocument, facet: str, value: str) -> bool:
        values = one.values()[facet]
        return value in values or (facet == "place" and values == ("*",))

    def left(but: str) -> list[SearchDocument]:
        return [
            one
            for one in documents
            if "apple" in one.body
            and all(
                any(has(one, facet, value) for value in values) for facet, values in filters.items() if facet != but
            )
        ]

    assert hits.total == len(left("")) == len(hits.hits)
    values = {(facet, value) for one in documents for facet in FACETS for value in one.values()[facet]}
    for facet, value in values - {("place", "*")}:
        assert hits.facets[facet].get(value, 0) == sum(has(one, facet, value) for one in left(facet)), (facet, value)
