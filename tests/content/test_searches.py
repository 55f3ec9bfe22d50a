"""Searches of real people over the shipped content, written down before any was tried (searches/ and searches_unseen/).

The second set was written from titles, summaries and texts alone, without a look at the aliases; the third one by those
who wrote the services it asks for, before they tried it.
"""

from __future__ import annotations

import pytest
from shipped_searches import SETS, searches_of

from catalogue.languages import languages
from catalogue.queries.search_documents import list_search_documents
from catalogue.queries.search_rules import list_search_rules
from catalogue.search.engines import ENGINES
from catalogue.search.evaluate import gain
from catalogue.search.index import SearchIndex

LEAST_SEARCHES = {"searches": 40, "searches_unseen": 40, "searches_whole_country": 20}
LEAST_FIRST = 0.80
LEAST_AMONG_THREE = {"searches": 0.95, "searches_unseen": 0.90, "searches_whole_country": 0.95}
"""Of the sets that the search is held to, and of the one that only shows that it was not made for the first."""


@pytest.mark.long
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", SETS)
def test_the_right_service_is_first_or_among_three(shipped_and_indexed, name, language):
    searches = searches_of(name, language)
    assert len(searches) >= LEAST_SEARCHES[name]
    places = {}
    for search in searches:
        found = shipped_and_indexed.search_index.find(search["query"], language, limit=10).hits
        ids = [hit.id for hit in found]
        places[search["query"]] = next((place for place, id in enumerate(ids) if id in search["expects"]), None)
    missed = {query: place for query, place in places.items() if place is None or place > 2}
    first = sum(place == 0 for place in places.values()) / len(places)
    among_three = 1 - len(missed) / len(places)
    assert first >= LEAST_FIRST, f"{first:.0%} first; others: {[q for q, place in places.items() if place != 0]}"
    assert among_three >= LEAST_AMONG_THREE[name], f"{among_three:.0%} among three; missed: {missed}"


@pytest.mark.long
def test_every_engine_answers_alike(shipped_and_indexed, tmp_path):
    searches = [(search, language) for language in languages() for search in searches_of("searches", language)]
    gains = {}
    with shipped_and_indexed.reading("en") as reading:
        for engine in ENGINES:
            index = SearchIndex(tmp_path / engine, engine)
            documents = list_search_documents(reading, reading.all_languages)
            index.rebuild(documents, sequence=1, rules=list_search_rules(reading))
            gains[engine] = sum(
                gain(
                    [hit.id for hit in index.find(search["query"], language, limit=10).hits],
                    dict.fromkeys(search["expects"], 1.0),
                )
                for search, language in searches
            ) / len(searches)
    assert max(gains.values()) - min(gains.values()) < 0.01, gains


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", SETS)
def test_what_searches_expect_exists(shipped_content, name, language):
    known = {key for _, key in shipped_content.objects}
    assert {expected for search in searches_of(name, language) for expected in search["expects"]} <= known


@pytest.mark.parametrize("language", languages())
def test_every_kind_of_search_is_there(language):
    kinds = {search["kind"] for name in SETS for search in searches_of(name, language)}
    assert kinds == {
        "everyday", "inflected", "misspelt", "unaccented", "official", "cross-language", "transliterated", "code",
    }  # fmt: skip
