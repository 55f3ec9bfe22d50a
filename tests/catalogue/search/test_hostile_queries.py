"""Whatever is typed, an answer comes within 50 ms of work over the shipped content, by every engine."""

from __future__ import annotations

import time

import pytest
from search_builder import index_of

from catalogue.context import Catalogue
from catalogue.queries.search_documents import list_search_documents
from catalogue.search.engines import ENGINES
from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex

LIMIT_MS = 50
LONG = 10_000
LANGUAGES = ("en", "zh")

HOSTILE = {
    "one word": "certificate" * (LONG // 11),
    "one letter": "x" * LONG,
    "many words": "birth certificate of my child " * (LONG // 30),
    "different words": " ".join(f"certif{number}icate" for number in range(LONG // 14)),
    "operators": "AND OR NOT ( * ~ ^2 + - \" ' : [ TO } " * (LONG // 37),
    "patterns": "(.*)*(a|a)+[^x]{9,}?$" * (LONG // 21),
    "SQL": "'; DROP TABLE documents; -- %_" * (LONG // 30),
    "control characters": "\x00\x07\x1b\x7f\x85" * (LONG // 5),
    "half of a pair": "\ud83d birth \udc00" * (LONG // 9),
    "combining marks": "é" + "\u0301\u0323\u0489" * (LONG // 3),
    "marks by themselves": "\u0301" * LONG,
    "marks on every letter": "b\u0323\u0301i\u0308r\u0330t\u0301h\u0325 " * (LONG // 12),
    "emoji": "👩\u200d👩\u200d👧\u200d👦🏽" * (LONG // 8),
    "flags": "🇫🇷🇪🇸" * (LONG // 4),
    "ligatures that become sentences": "ﷺ" * LONG,
    "Chinese": "出生证明办理护照" * (LONG // 8),
    "right to left overrides": "\u202ebirth\u202c\u2066" * (LONG // 8),
    "hyphens": "a-" * (LONG // 2),
    "apostrophes": "l'" * (LONG // 2),
    "full stops": "a." * (LONG // 2),
    "digits of all scripts": "1٢३৪５" * (LONG // 5),
}


@pytest.fixture(scope="module")
def documents(shipped: Catalogue) -> list[SearchDocument]:
    with shipped.reading("en") as reading:
        return list(list_search_documents(reading, LANGUAGES))


@pytest.fixture(scope="module", params=ENGINES)
def index(
    request: pytest.FixtureRequest, documents: list[SearchDocument], tmp_path_factory: pytest.TempPathFactory
) -> SearchIndex:
    built = index_of(tmp_path_factory.mktemp("shipped"), documents, engine_name=request.param)
    for language in LANGUAGES:
        built.find("warm", language)
        built.suggest("warm", language)
    return built


@pytest.mark.long
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_text_is_answered_in_time(index: SearchIndex, what: str) -> None:
    language = "zh" if what == "Chinese" else "en"
    taken = []
    for number in range(3):
        # What was asked before is answered from memory, so each question begins in its own way.
        text = f"{number} {HOSTILE[what]}"[:LONG]
        begun = time.thread_time()
        hits = index.find(text, language)
        index.suggest(text, language)
        taken.append((time.thread_time() - begun) * 1000)
        assert len(hits.hits) <= 20
    # The machine may be busy with other things: the best of the three is what it costs.
    assert min(taken) < LIMIT_MS, taken
