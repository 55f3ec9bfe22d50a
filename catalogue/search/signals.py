"""How far a document answers what was asked: what a ranking cannot tell, since something is always first."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from catalogue.search.counts import Counts
from catalogue.search.ranking import Asked, Sought


@dataclass(frozen=True, slots=True)
class Signals:
    """Shares from 0 to 1 of what was needed, rare words counted most; words that the catalogue lacks count fully."""

    coverage: float = 0.0
    """What stands anywhere in the document."""
    named: float = 0.0
    """What stands in the one of its names – title and aliases – that has most of it."""
    known: float = 0.0
    """What the catalogue has any word for, in whatever document."""
    needed: float = 0.0
    """What all that was needed is worth, not a share: one rare word is worth several usual ones."""

    alike: float = 0.0
    """How much what was needed and the nearest of its names are one: how much of each stands in the other."""

    @property
    def covered_worth(self) -> float:
        """Return what is worth that which stands anywhere in the document."""
        return self.coverage * self.needed

    @property
    def named_worth(self) -> float:
        """Return what is worth that which stands in its best name."""
        return self.named * self.needed


NOTHING = Signals()
WHOLE = Signals(1.0, 1.0, 1.0, 10.0, 1.0)
"""Of what was named by its code, or put first by an editor."""


def weigh(asked: Asked, counts: Counts, weights: Mapping[int, float]) -> Signals:
    """Return how much of what was needed a document has; `weights` says how much a word adds to a name's length."""
    standing = counts.times_of.keys()
    groups = [group for group in asked.sought if group.needed]
    whole = sum(group.worth for group in groups) + asked.unknown
    if not whole:
        return NOTHING
    covered = sum(group.worth * _surest(group.words, standing) for group in groups)
    named = max((sum(group.worth * _surest(group.words, set(name)) for group in groups) for name in counts.names),
                default=0.0)  # fmt: skip
    alike = max((_alike(groups, whole, name, weights) for name in counts.names), default=0.0)
    return Signals(covered / whole, named / whole, (whole - asked.unknown) / whole, whole, alike)


def _alike(groups: Sequence[Sought], whole: float, name: Sequence[int], weights: Mapping[int, float]) -> float:
    words = set(name)
    of_asked = sum(group.worth * _surest(group.words, words) for group in groups)
    if not of_asked:
        return 0.0
    length = sum(weights.get(word, 0.0) for word in name)
    of_name = sum(
        weights.get(word, 0.0) * max((group.words.get(word, 0.0) for group in groups), default=0.0) for word in name
    )
    return math.sqrt(of_asked / whole * (of_name / length)) if length else 0.0


def _surest(words: Mapping[int, float], standing: Set[int]) -> float:
    return max((words[word] for word in words.keys() & standing), default=0.0)
