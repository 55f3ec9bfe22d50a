"""How sure it is that what was found first is meant: what speaks for it and against it, weighed."""

from __future__ import annotations

import math
from dataclasses import astuple, dataclass

MOST_EVIDENCE, FULL_EVIDENCE = 40.0, 20.0


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells whether a hit answers. No single sign does (docs/decisions/0022)."""

    evidence: float
    """What is worth that which stands anywhere in it: 1 for two or three rare words, 2 at most."""
    named: float
    """The share of what was needed that stands in the best of its names."""
    margin: float
    """How far it is before the second."""
    asks: bool
    """A question was recognised."""
    known: float
    """The share of what was needed that the catalogue has any word for."""
    unspaced: bool
    """It was written without spaces: pairs of signs across two words stand nowhere, and count as unknown."""
    told: bool
    """It is a life event, and somebody told what has happened and asked what to do."""
    alike: float
    """How much what was needed and the nearest of its names are one."""
    coverage: float
    """The share of what was needed that stands anywhere in it."""
    plain: float
    """`evidence` and `alike` together: much was said, and it is called so."""
    apart: bool
    """The text names a matter that it is not called by: a divorce, the weather."""


WEIGHTS = Signs(
    evidence=2.26,
    named=0.77,
    margin=1.67,
    asks=1.73,
    known=2.09,
    unspaced=1.18,
    told=0.92,
    alike=2.03,
    coverage=1.62,
    plain=1.65,
    apart=-3.51,
)
"""Fitted to labelled questions and searches in six languages by tests/bots/fit_sureness.py."""
DOUBT = -5.47


def sureness(signs: Signs) -> float:
    """Return from 0 to 1 how sure it is, as a logistic function of the signs."""
    weighed = DOUBT + sum(weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(signs), strict=True))
    return 1 / (1 + math.exp(-weighed))
