"""Pages, totals and counts agree with each other, whatever page is asked for and whatever narrows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_builder import document, found, index_of

from catalogue.search.index import SearchIndex

pytestmark = pytest.mark.usefixtures("each_engine")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, each_engine: str) -> SearchIndex:
    """Two thousand documents, in a quarter of which one word stands and in a twelfth another."""
    documents = (
        document(
            f"Case {number}" + " certificate" * (number % 4 == 0) + " birth" * (number % 12 == 0),
            id=str(number),
            facets={"free": ("yes",) if number % 5 == 0 else (), "channel": ("online",) if number % 3 == 0 else ()},
        )
        for number in range(2_400)
    )
    return index_of(tmp_path_factory.mktemp("many"), documents)


def test_neither_pages_nor_filters_change_what_matches(many: SearchIndex) -> None:
    whole = many.find("birth certificate", "en")
    totals = [many.find("birth certificate", "en", offset=offset).total for offset in (0, 100, 200, 480)]
    assert totals == [whole.total] * 4
    for facet, counted in whole.facets.items():
        for value, number in counted.items():
            narrowed = many.find("birth certificate", "en", filters={facet: (value,)})
            assert narrowed.total == number, (facet, value)
            assert narrowed.facets[facet] == counted


def test_pages_show_everything_once(many: SearchIndex) -> None:
    pages = [found(many, "birth certificate", offset=offset, limit=20) for offset in range(0, 500, 20)]
    shown = [id for page in pages for id in page]
    assert len(shown) == len(set(shown)) == min(500, many.find("birth certificate", "en").total)


def test_what_few_filters_let_through_of_another_language_is_found(tmp_path: Path) -> None:
    documents = [
        document(f"Naissance {number}", id=str(number), language="fr", facets={"organisation": (name,)})
        for number, name in enumerate(["big"] * 100 + ["rare"] * 3)
    ]
    index = index_of(tmp_path, [*documents, document("Death")])
    assert set(found(index, "naissance", filters={"organisation": ("rare",)})) == {"100", "101", "102"}
