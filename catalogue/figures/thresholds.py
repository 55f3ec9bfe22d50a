"""The threshold: a number of fewer than a few is never told, nor can it be worked out from what is told beside it.

Pure. Nought is told: it is about nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST = 3
"""What was counted less often is told as “fewer than 3”: a single one might be recognised."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or the word that there is none to tell."""

    value: int | None
    few: bool = False
    """There were some, but fewer than `FEWEST`. With no value and not few, it was hidden to protect another figure."""


FEW = Figure(None, few=True)
HIDDEN = Figure(None)


def figure(number: int) -> Figure:
    """Return a number that stands alone."""
    return FEW if 0 < number < FEWEST else Figure(number)


def protect(parts: Sequence[int]) -> tuple[Figure, ...] | None:
    """Return the parts of a total that is told beside them; None where no part may be told.

    Each part of fewer than `FEWEST` could, for all who know the total and the parts that are told, be any number
    below it. Greater parts, the smallest first, are hidden until that is so; of equal ones the last.
    """
    if 0 < sum(parts) < FEWEST:
        return None
    few = {place for place, part in enumerate(parts) if 0 < part < FEWEST}
    spare = sorted((place for place, part in enumerate(parts) if part >= FEWEST), key=lambda at: (parts[at], -at))
    hidden: set[int] = set()
    while not _is_safe([parts[at] for at in few], [parts[at] for at in hidden]):
        if not spare:
            return None
        hidden.add(spare.pop(0))
    return tuple(FEW if at in few else HIDDEN if at in hidden else Figure(part) for at, part in enumerate(parts))


def tell_both(yes: int, no: int) -> tuple[Figure, Figure]:
    """Return two parts of a number that is told, as far as they may be: both or neither."""
    figures = protect((yes, no))
    if figures is None or any(each.value is None for each in figures):
        return HIDDEN, HIDDEN
    return figures[0], figures[1]


def _is_safe(few: Sequence[int], hidden: Sequence[int]) -> bool:
    """Tell whether each of the few may be 1 as well as the greatest number below the threshold.

    That the hidden ones are at least the threshold is known as well as that the few are below it.
    """
    if not few:
        return True
    together = sum(few) + sum(hidden)
    least_of_others = len(few) - 1 + len(hidden) * FEWEST
    if together < FEWEST - 1 + least_of_others:
        return False
    return bool(hidden) or together <= 1 + (len(few) - 1) * (FEWEST - 1)
