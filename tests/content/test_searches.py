"""Searches of real people over the shipped content, written down before any was tried (searches/*.yaml)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from catalogue.languages import languages

SEARCHES = Path(__file__).parent / "searches"
LEAST_SEARCHES = 20
LEAST_AMONG_THREE = 0.85


def searches_of(language: str) -> list[dict]:
    return yaml.safe_load((SEARCHES / f"{language}.yaml").read_text(encoding="utf-8"))


def found(catalogue, language: str, query: str) -> list[str]:
    return [hit.id for hit in catalogue.search_index.find(query, language, limit=3).hits]


@pytest.mark.parametrize("language", languages())
def test_the_right_service_is_among_the_first_three(shipped_and_indexed, language):
    searches = searches_of(language)
    assert len(searches) >= LEAST_SEARCHES
    missed = []
    for search in searches:
        hits = found(shipped_and_indexed, language, search["query"])
        if not set(hits) & set(search["expects"]):
            missed.append((search["query"], search["expects"], hits))
    share = 1 - len(missed) / len(searches)
    assert share >= LEAST_AMONG_THREE, f"{share:.0%} of {language}; missed: {missed}"


@pytest.mark.parametrize("language", languages())
def test_what_searches_expect_exists(shipped_content, language):
    known = {key for _, key in shipped_content.objects}
    assert {expected for search in searches_of(language) for expected in search["expects"]} <= known
