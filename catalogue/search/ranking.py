"""Our own ranking of an engine's candidates, the same for every engine: several views of a document, fused.

No single weight is right for every catalogue; views that err differently, added up, are (docs/decisions/0010).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.search.counts import Counts
from catalogue.search.fields import FIELDS, KINDS, NAMED_KINDS, OTHER_KINDS

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
_SHARE_OF_NAME = 0.75
"""So much of a name, its rare words counted most, is the name as people say it: "tax office", "civil registry"."""
_READ_BY_GRAMS = 60
"""Of so many candidates the whole text is compared by character n-grams; of the others only the names."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that mean one thing that was asked for: how sure each is, by its number, and what the thing is worth."""

    words: Mapping[int, float]
    worth: float
    needed: bool
    """Whether it was typed and carries the need, which small words and synonyms do not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in the numbers of a vocabulary."""

    sought: Sequence[Sought]
    similar: Mapping[int, float]
    """How much of the query's character n-grams a word shares."""
    pairs: Mapping[tuple[int, int], float]
    """Two words that stand beside each other in the query, and what they are worth."""
    average_lengths: tuple[float, ...]
    unknown: float = 0.0
    """What the needed words are worth that stand in no document."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that an engine found."""

    key: int
    kind: str
    counts: Counts


def rarity(documents: int, of: int) -> float:
    """Return what a word is worth that stands in so many documents."""
    return math.log(1 + (of - documents + 0.5) / (documents + 0.5)) if documents < of else 0.1 / (of + 1)


def rank(asked: Asked, candidates: Sequence[Candidate], weights: Mapping[int, float]) -> list[tuple[int, float]]:
    """Return the keys of the candidates with a score from 0 to 1, the best first; equals in the order of their keys.

    `weights` says of every word of the candidates' names how much it adds to a name's length.
    """
    scores: dict[str, dict[int, float]] = {view: {} for view in VIEWS if view != "text_grams"}
    for found in candidates:
        scores["fields"][found.key], scores["text"][found.key], scores["coverage"][found.key] = _words(found, asked)
        scores["name_grams"][found.key] = _names(found.counts, asked, weights)
        scores["name_pairs"][found.key] = _name_pairs(found.counts, asked.pairs)
    fused = fuse(scores)
    nearest = sorted(candidates, key=lambda found: (-fused[found.key], found.key))[:_READ_BY_GRAMS]
    scores["text_grams"] = {found.key: _text_grams(found.counts, asked.similar) for found in nearest}
    fused = fuse(scores)
    total = sum(VIEWS.values())
    kinds = {
        found.key: 1.0
        if found.kind in NAMED_KINDS and _is_named(found.counts, asked, weights)
        else KINDS.get(found.kind, OTHER_KINDS)
        for found in candidates
    }
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


def _words(found: Candidate, asked: Asked) -> tuple[float, float, float]:
    """Return how well the words match: field by field (BM25F), all text as one (BM25), and how many match at all.

    A title counts more than a body in the first and the same in the second. In the third a word counts once, however
    often it stands there: one word many times is not the need.
    """
    counts = found.counts
    times_of = counts.times_of
    by_field = [
        weight / (1 - _LENGTH + _LENGTH * length / average)
        for weight, length, average in zip(FIELDS.values(), counts.lengths, asked.average_lengths, strict=True)
    ]
    held_back = 1 - _LENGTH + _LENGTH * sum(counts.lengths) / sum(asked.average_lengths)
    fields = text = coverage = 0.0
    for group in asked.sought:
        standing = group.words.keys() & times_of.keys()
        if not standing:
            continue
        in_fields = in_text = surest = 0.0
        for word in standing:
            sureness = group.words[word]
            in_text += sureness * times_of[word]
            surest = max(surest, sureness)
            in_fields += sureness * sum(
                weight * times for weight, times in zip(by_field, counts.in_fields(word), strict=True)
            )
        fields += group.worth * _saturated(in_fields)
        text += group.worth * _saturated(in_text / held_back)
        coverage += group.worth * surest
    return fields, text, coverage


def _saturated(times: float) -> float:
    return times * (_SATURATION + 1) / (_SATURATION + times)


def _is_named(counts: Counts, asked: Asked, weights: Mapping[int, float]) -> bool:
    """Tell whether all that was asked for stands in one name, which says nothing else but small words."""
    groups = [group.words for group in asked.sought if group.needed]
    asked_for = set().union(*groups)
    return bool(groups) and any(
        all(not words.keys().isdisjoint(name) for words in groups)
        and sum(weights.get(word, 0.0) for word in name if word in asked_for)
        >= _SHARE_OF_NAME * sum(weights.get(word, 0.0) for word in name)
        for name in counts.names
    )


def _names(counts: Counts, asked: Asked, weights: Mapping[int, float]) -> float:
    """Return how many n-grams the nearest name shares: a title or an alias is often the question itself.

    A name is as long as its words are rare: "how do I get a …" is short.
    """
    best = 0.0
    for name in counts.names:
        shared = sum(asked.similar.get(word, 0.0) for word in name)
        if shared:
            length = sum(weights.get(word, 0.0) for word in name)
            if length:
                best = max(best, shared / length**_LENGTH_OF_NAME)
    return best


def _name_pairs(counts: Counts, pairs: Mapping[tuple[int, int], float]) -> float:
    """Return how much of the order of the words the nearest name shares."""
    if not pairs:
        return 0.0
    return max(
        (sum(pairs.get(pair, 0.0) for pair in pairwise(name)) / math.sqrt(len(name)) for name in counts.names if name),
        default=0.0,
    )


def _text_grams(counts: Counts, similar: Mapping[int, float]) -> float:
    """Return how many n-grams the whole text shares: words written otherwise, compounds, slips."""
    times_of = counts.times_of
    shared = sum(similar[word] * (1 + math.log(times_of[word])) for word in similar.keys() & times_of.keys())
    return shared / math.sqrt(counts.letters or 1)
