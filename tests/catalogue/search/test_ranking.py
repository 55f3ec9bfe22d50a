"""Ranking: views that are fused the same way every time, whatever engine found the candidates."""

from __future__ import annotations

import math
import struct
from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_builder import document, registry_services

from catalogue.search.asking import ask, query_grams, understand
from catalogue.search.counts import Counts, count
from catalogue.search.fields import SearchDocument
from catalogue.search.query import read_query
from catalogue.search.ranking import VIEWS, Candidate, fuse, rank
from catalogue.search.rules import RulesInForce, SearchRules
from catalogue.search.store import Store
from catalogue.search.vocabulary import Vocabulary
from catalogue.search.words import folded_words, grams
from catalogue.search.writing import Writing


@pytest.fixture
def ranked(tmp_path: Path):
    """Rank documents by words with no engine: all of them are candidates."""

    def rank_all(words: str, documents: list[SearchDocument]) -> list[tuple[str, float]]:
        store = Store.create(tmp_path / f"{len(list(tmp_path.iterdir()))}.sqlite")
        with store.writing() as connection:
            writing = Writing(connection)
            keys = [entry.key for entry in writing.build(documents)]
            writing.finish({})
        vocabulary = Vocabulary(store, "en")
        asked, _ = ask(
            understand(read_query(words, "en"), vocabulary, RulesInForce(SearchRules("en")), False), vocabulary, False
        )
        rows = store.rows_by_number("key, kind, counts", "documents", "key", keys)
        candidates = [Candidate(key, kind, Counts.from_bytes(stored)) for key, kind, stored in rows]
        weights = vocabulary.weights(word for found in candidates for name in found.counts.names for word in name)
        ids = dict(zip(keys, (one.id for one in documents), strict=True))
        return [(ids[key], score) for key, score in rank(asked, candidates, weights)]

    return rank_all


def test_the_name_that_was_typed_is_first(ranked) -> None:
    services = registry_services()
    for service in services:
        assert ranked(service.title, services)[0][0] == service.id


def test_an_alias_counts_like_a_name(ranked) -> None:
    assert ranked("newborn papers", registry_services())[0][0] == "register-a-birth"


def test_the_order_of_candidates_changes_nothing(ranked) -> None:
    services = registry_services()
    for words in ("birth certificate", "register", "permit"):
        backwards = ranked(words, services[::-1])
        assert sorted(backwards) == sorted(ranked(words, services))


def test_equals_stand_in_the_order_of_their_keys(ranked) -> None:
    twins = [document("Birth notice", id=f"twin-{number}") for number in range(5)]
    assert [id for id, _ in ranked("birth", twins)] == [f"twin-{number}" for number in range(5)]


def test_a_service_comes_before_another_kind_that_matches_alike(ranked) -> None:
    alike = [document("Birth certificate", id=kind, kind=kind) for kind in ("document", "service", "office")]
    assert ranked("birth certificate", alike)[0][0] == "service"


def test_scores_run_from_0_to_1(ranked) -> None:
    scores = [score for _, score in ranked("register a birth today", registry_services())]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_every_view_has_a_part_in_the_sum() -> None:
    best = {view: {1: 2.0, 2: 1.0} for view in VIEWS}
    assert fuse(best) == {1: sum(VIEWS.values()), 2: 0.0}


@given(
    st.dictionaries(st.sampled_from(sorted(VIEWS)), st.dictionaries(st.integers(0, 9), st.floats(0, 1e6)), min_size=1)
)
def test_fusion_is_bounded_and_keeps_every_candidate(scores: dict[str, dict[int, float]]) -> None:
    fused = fuse(scores)
    assert set(fused) == {key for by_key in scores.values() for key in by_key}
    assert all(0 <= score <= sum(VIEWS.values()) + 1e-9 for score in fused.values())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("abcdé", min_size=1, max_size=6), min_size=1, max_size=6), st.text("abcde", min_size=1))
def test_likeness_read_from_the_index_is_that_of_the_n_grams(words: list[str], typed: str) -> None:
    with TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "store.sqlite")
        with store.writing() as connection:
            writing = Writing(connection)
            for _ in writing.build(document(word, id=str(number)) for number, word in enumerate(words)):
                pass
            writing.finish({})
        vocabulary = Vocabulary(store, "en")
        standing = {word for title in words for word in folded_words(title, "en")}
        numbers = {number: word for word, number in vocabulary.numbers(standing).items()}
        # Every n-gram counts for each document of each word that has it, up to the number of documents.
        in_words = {word: [title for title in words if word in folded_words(title, "en")] for word in standing}
        sought = {gram: 1.0 for word in folded_words(typed, "en") for gram in grams(word)}
        likeness = {}
        for word in standing:
            shared = set(grams(word)) & set(sought)
            documents = {
                gram: min(len(words), sum(len(of) for one, of in in_words.items() if gram in grams(one)))
                for gram in shared
            }
            if shared:
                likeness[word] = sum(math.log(1 + len(words) / documents[gram]) ** 2 for gram in shared)
        found = {numbers[number]: shared for number, shared in vocabulary.similar(sought).items()}
        assert found == pytest.approx(likeness)


def counted(title: str, names: list[str], summary: str, body: str) -> tuple[dict[str, int], Counts]:
    """Count a document, its words numbered as they come."""
    numbers: dict[str, int] = {}

    def number(text: str) -> array[int]:
        return array("I", [numbers.setdefault(word, len(numbers) + 1) for word in text.split()])

    return numbers, count(number(title), map(number, names), number(summary), number(body), letters=99)


TEXT = ("register a birth", ["baby registration", "a birth"], "tell a registry", "bring a notice of a birth")


def test_counts_are_stored_and_read_back() -> None:
    numbers, counts = counted(*TEXT)
    read = Counts.from_bytes(counts.to_bytes())
    assert read == counts
    words = {number: word for word, number in numbers.items()}
    assert [" ".join(words[number] for number in name) for name in read.names] == [TEXT[0], *TEXT[1]]
    assert (read.lengths, read.letters) == ((3, 4, 3, 6), 99)
    whole = " ".join((TEXT[0], *TEXT[1], TEXT[2], TEXT[3])).split()
    for word, number in numbers.items():
        assert sum(read.in_fields(number)) == read.times_of[number] == whole.count(word)
    assert read.in_fields(numbers["a"]) == (1, 1, 1, 2)


def test_a_word_that_stands_everywhere_is_counted_up_to_255_times() -> None:
    numbers, counts = counted("tax", [], "", "tax " * 300)
    assert counts.times_of[numbers["tax"]] == 255


def test_counts_that_were_cut_are_refused() -> None:
    whole = counted(*TEXT)[1].to_bytes()
    for length in range(len(whole)):
        with pytest.raises((ValueError, struct.error)):
            Counts.from_bytes(whole[:length])


def test_n_grams_of_a_query_count_by_the_need_of_its_words() -> None:
    weights = query_grams(read_query("the permit", "en").words)
    assert weights[" pe"] == 1.0
    assert weights[" th"] == 0.5
