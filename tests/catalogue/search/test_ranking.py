"""Ranking: views that are fused the same way every time, whatever engine found the candidates."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from search_builder import document, registry_services

from catalogue.search.counts import Counts, count
from catalogue.search.fields import FIELDS, SearchDocument
from catalogue.search.query import read_query
from catalogue.search.ranking import VIEWS, Candidate, Collection, fuse, name_lengths, query_grams, rank
from catalogue.search.words import folded_words, grams, worth_of_grams


def ranked(words: str, documents: list[SearchDocument]) -> list[tuple[str, float]]:
    """Rank documents by words, with the statistics counted here by hand."""
    query = read_query(words, "en")
    counted = {key: count(one) for key, one in enumerate(documents)}

    def standing(texts: set[str], of: dict[int, set[str]]) -> dict[str, int]:
        return {text: number for text in texts if (number := sum(text in held for held in of.values()))}

    words_of = {key: set(counts.words) for key, counts in counted.items()}
    in_documents = standing(set().union(*words_of.values()), words_of)
    collection = Collection(
        documents=len(documents),
        average_lengths=tuple(
            max(1.0, sum(counts.lengths[field] for counts in counted.values()) / len(documents))
            for field in range(len(FIELDS))
        ),
        tokens=standing(
            {token for word in query.words for token in word.tokens}, {k: c.tokens for k, c in counted.items()}
        ),
        grams=standing(
            set(query_grams(query)), {key: {g for word in held for g in grams(word)} for key, held in words_of.items()}
        ),
        words=in_documents,
    )
    candidates = [
        Candidate(key, documents[key].kind, counts, name_lengths(counts, in_documents, len(documents)))
        for key, counts in counted.items()
    ]
    return [(documents[key].id, score) for key, score in rank(query, candidates, collection)]


def test_the_name_that_was_typed_is_first() -> None:
    services = registry_services()
    for service in services:
        assert ranked(service.title, services)[0][0] == service.id


def test_an_alias_counts_like_a_name() -> None:
    assert ranked("newborn papers", registry_services())[0][0] == "register-a-birth"


def test_the_order_of_candidates_changes_nothing() -> None:
    services = registry_services()
    for words in ("birth certificate", "register", "permit"):
        backwards = ranked(words, services[::-1])
        assert sorted(backwards) == sorted(ranked(words, services))


def test_equals_stand_in_the_order_of_their_keys() -> None:
    twins = [document("Birth notice", id=f"twin-{number}") for number in range(5)]
    assert [id for id, _ in ranked("birth", twins)] == [f"twin-{number}" for number in range(5)]


def test_a_service_comes_before_another_kind_that_matches_alike() -> None:
    alike = [document("Birth certificate", id=kind, kind=kind) for kind in ("document", "service", "office")]
    assert ranked("birth certificate", alike)[0][0] == "service"


def test_scores_run_from_0_to_1() -> None:
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


@given(st.text(max_size=30), st.text(max_size=30))
def test_quick_comparison_of_grams_equals_the_slow_one(one: str, other: str) -> None:
    worth = {gram: 1.5 for word in folded_words(one, "en") for gram in grams(word)}
    for word in folded_words(other, "en"):
        assert abs(worth_of_grams(word, worth) - sum(worth.get(gram, 0.0) for gram in grams(word))) < 1e-9


def test_counts_are_stored_and_read_back() -> None:
    for service in registry_services():
        counts = count(service)
        read = Counts.from_json(counts.to_json())
        assert (read.fields, read.words, read.names) == (counts.fields, counts.words, counts.names)
