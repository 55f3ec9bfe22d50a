"""Our own ranking of an engine's candidates, the same for every engine: several views of a document, fused.

No single weight is right for every catalogue; views that err differently, added up, are (docs/decisions/0010).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.search.counts import Counts
from catalogue.search.fields import FIELDS, KINDS, OTHER_KINDS
from catalogue.search.query import Query
from catalogue.search.words import grams, worth_of_grams

VIEWS: dict[str, float] = {
    "fields": 1.5,
    "text": 1.0,
    "coverage": 0.5,
    "text_grams": 1.0,
    "name_grams": 1.25,
    "name_pairs": 0.25,
}
"""How much each view counts in the sum."""
_SATURATION = 2.0
"""After how many times a word stands in a text another one adds little (k1 of BM25)."""
_LENGTH = 0.75
"""How far long texts are held back (b of BM25)."""
_LENGTH_OF_NAME = 0.6
"""How far long names are held back: a little more than the 0.5 of a cosine."""
_READ_BY_GRAMS = 60
"""Of so many candidates the whole text is compared by character n-grams; of the others only the names."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that an engine found."""

    key: int
    kind: str
    counts: Counts
    name_lengths: tuple[float, ...]
    """Of each name, the letters of its words by how rare the words are; see `name_lengths`."""


@dataclass(frozen=True, slots=True)
class Collection:
    """What is known of all documents of a language, as far as one query needs it."""

    documents: int
    average_lengths: tuple[float, ...]
    tokens: Mapping[str, int]
    """In how many documents each token of the query stands."""
    grams: Mapping[str, int]
    """The same of each character n-gram of the query, counted by words."""
    words: Mapping[str, int]
    """The same of each folded word of the query."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A group of tokens that mean one thing: how sure each is, and what the group is worth."""

    tokens: Mapping[str, float]
    worth: float


def rank(query: Query, candidates: Sequence[Candidate], collection: Collection) -> list[tuple[int, float]]:
    """Return the keys of the candidates with a score from 0 to 1, the best first; equals in the order of their keys."""
    sought = _sought(query, collection)
    similar = _similarity(query_grams(query), collection)
    pairs = _pairs(query, collection)
    scores = {
        "fields": {found.key: _fields(found.counts, sought, collection) for found in candidates},
        "text": {found.key: _text(found.counts, sought, collection) for found in candidates},
        "coverage": {found.key: _coverage(found.counts, sought) for found in candidates},
        "name_grams": {found.key: _names(found, similar) for found in candidates},
        "name_pairs": {found.key: _name_pairs(found.counts, pairs) for found in candidates},
    }
    fused = fuse(scores)
    nearest = sorted(candidates, key=lambda found: (-fused[found.key], found.key))[:_READ_BY_GRAMS]
    scores["text_grams"] = {found.key: _text_grams(found.counts, similar) for found in nearest}
    fused = fuse(scores)
    total = sum(VIEWS.values())
    kinds = {found.key: KINDS.get(found.kind, OTHER_KINDS) for found in candidates}
    ranked = [(key, score / total * kinds[key]) for key, score in fused.items()]
    return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))


def fuse(scores: Mapping[str, Mapping[int, float]]) -> dict[int, float]:
    """Add up the views, each stretched to run from 0 to 1 and weighted by `VIEWS`."""
    fused: dict[int, float] = {}
    for view, by_key in scores.items():
        best, worst = max(by_key.values(), default=0.0), min(by_key.values(), default=0.0)
        # One candidate, or all alike: each is as good as the best, or shares nothing.
        worst = worst if worst < best else 0.0
        for key, score in by_key.items():
            fused[key] = fused.get(key, 0.0) + (VIEWS[view] * (score - worst) / (best - worst) if best > 0 else 0.0)
    return fused


def query_grams(query: Query) -> dict[str, float]:
    """Return the character n-grams of a query with their weights."""
    weights: dict[str, float] = {}
    for word in query.words:
        for gram in grams(word.meant or word.typed):
            weights[gram] = weights.get(gram, 0.0) + word.weight
    return weights


def _sought(query: Query, collection: Collection) -> list[_Sought]:
    groups = [(word.tokens, word.weight) for word in query.words]
    groups += [({token: 1.0}, sureness) for token, sureness in query.extra.items()]
    found = []
    for tokens, weight in groups:
        documents = max((collection.tokens.get(token, 0) for token in tokens), default=0)
        if documents:
            found.append(_Sought(tokens, weight * _rarity(documents, collection.documents)))
    return found


def _rarity(documents: int, of: int) -> float:
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5)) if documents < of else 0.1 / (of + 1)


def _saturated(times: float) -> float:
    return times * (_SATURATION + 1) / (_SATURATION + times)


def _fields(counts: Counts, sought: Iterable[_Sought], collection: Collection) -> float:
    """Return how well the words match field by field: a title counts more than a body (BM25F)."""
    weights = [
        weight / (1 - _LENGTH + _LENGTH * length / average)
        for weight, length, average in zip(FIELDS.values(), counts.lengths, collection.average_lengths, strict=True)
    ]
    score = 0.0
    for group in sought:
        times = sum(
            weight * sureness * tokens[token]
            for tokens, weight in zip(counts.fields, weights, strict=True)
            for token, sureness in group.tokens.items()
            if token in tokens
        )
        score += group.worth * _saturated(times)
    return score


def _text(counts: Counts, sought: Iterable[_Sought], collection: Collection) -> float:
    """Return how well the words match all text as one: no part of it is favoured (BM25)."""
    average = sum(collection.average_lengths)
    held_back = 1 - _LENGTH + _LENGTH * sum(counts.lengths) / average
    score = 0.0
    for group in sought:
        times = sum(
            sureness * tokens[token]
            for tokens in counts.fields
            for token, sureness in group.tokens.items()
            if token in tokens
        )
        score += group.worth * _saturated(times / held_back)
    return score


def _coverage(counts: Counts, sought: Iterable[_Sought]) -> float:
    """Return how much of what was typed the document has at all, however often: one word many times is not the need."""
    return sum(
        group.worth
        * max(
            (sureness for token, sureness in group.tokens.items() if any(token in one for one in counts.fields)),
            default=0,
        )
        for group in sought
    )


def _pairs(query: Query, collection: Collection) -> dict[tuple[str, str], float]:
    """Return each two words that stand beside each other in the query, and what they are worth."""
    words = [word.meant or word.typed for word in query.words]
    worth = [math.log(1 + collection.documents / collection.words.get(word, 1)) for word in words]
    beside = zip(words, words[1:], worth, worth[1:], strict=False)
    return {(one, other): worth_of_one + worth_of_other for one, other, worth_of_one, worth_of_other in beside}


def _name_pairs(counts: Counts, pairs: Mapping[tuple[str, str], float]) -> float:
    """Return how much of the order of the words the nearest name shares."""
    return max(
        (sum(pairs.get(pair, 0.0) for pair in pairwise(name)) / math.sqrt(len(name)) for name in counts.names if name),
        default=0.0,
    )


def _similarity(sought: Mapping[str, float], collection: Collection) -> Callable[[str], float]:
    """Return a function that says how much of the query's n-grams a word shares."""
    of = collection.documents
    worth = {
        gram: weight * math.log(1 + of / min(collection.grams[gram], of)) ** 2
        for gram, weight in sought.items()
        if collection.grams.get(gram)
    }
    known: dict[str, float] = {}

    def similar(word: str) -> float:
        if word not in known:
            known[word] = worth_of_grams(word, worth)
        return known[word]

    return similar


def _text_grams(counts: Counts, similar: Callable[[str], float]) -> float:
    """Return how many n-grams the whole text shares: words written otherwise, compounds, slips."""
    shared = sum(similar(word) * (1 + math.log(times)) for word, times in counts.words.items())
    return shared / math.sqrt(counts.letters or 1)


def _names(found: Candidate, similar: Callable[[str], float]) -> float:
    """Return how many n-grams the nearest name shares: a title or an alias is often the question itself."""
    names = zip(found.counts.names, found.name_lengths, strict=True)
    return max((sum(map(similar, name)) / length**_LENGTH_OF_NAME for name, length in names if length), default=0.0)


def name_lengths(counts: Counts, words: Mapping[str, int], documents: int) -> tuple[float, ...]:
    """Return how long each name is when rare words count more: "how do I get a …" is short."""
    return tuple(
        sum(len(word) * math.log(1 + documents / words.get(word, 1)) ** 2 for word in name) for name in counts.names
    )
