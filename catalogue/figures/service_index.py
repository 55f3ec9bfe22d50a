"""The service index: how well a service is offered and described, from 0 to 100, by a public formula.

Pure and exact: the same measures give the same score, whoever asks, and in whatever order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from catalogue.facts.service import ChannelKind, Depth


class Criterion(StrEnum):
    """What is scored."""

    INFORMATION = "information"
    MEANS = "means"
    TIME = "time"
    LANGUAGES = "languages"
    CHANNELS = "channels"
    CHECKS = "checks"
    FEEDBACK = "feedback"
    ANSWERS = "answers"
    """Cases that were answered in time."""


class Topic(StrEnum):
    """What a reader must be told of every service."""

    WHO = "who"
    NEXT = "next"
    OUTPUT = "output"
    LAW = "law"
    HOW = "how"
    """How it is done through each of its channels."""


class Check(StrEnum):
    """How fresh the last check of the facts is."""

    FRESH = "fresh"
    DUE = "due"
    """The day of the next check has passed, or none was set within a year of the last."""
    NEVER = "never"


WEIGHTS: Mapping[Criterion, int] = {
    Criterion.INFORMATION: 25,
    Criterion.MEANS: 20,
    Criterion.TIME: 15,
    Criterion.LANGUAGES: 15,
    Criterion.CHANNELS: 10,
    Criterion.CHECKS: 15,
    Criterion.FEEDBACK: 20,
    Criterion.ANSWERS: 10,
}
"""Points that each criterion is worth. What people experienced counts where enough of them told: without it those
criteria do not count, and the rest add up to 100."""

EXPERIENCED = (Criterion.FEEDBACK, Criterion.ANSWERS)

DEPTHS: Mapping[Depth, Fraction] = {
    Depth.INFORMATION: Fraction(1, 4),
    Depth.PARTIAL: Fraction(1, 2),
    Depth.COMPLETE: Fraction(1),
}
"""How much of the points for means a channel earns that goes so far."""

ENOUGH_CHANNELS = 3
"""With so many kinds of channel nobody is left without a way."""

LONGEST_BETWEEN_CHECKS = timedelta(days=366)
"""A next check that is set later than this after the last one is none that anybody could count on."""

CHECKS: Mapping[Check, Fraction] = {Check.FRESH: Fraction(1), Check.DUE: Fraction(1, 2), Check.NEVER: Fraction(0)}


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured of one service."""

    told: frozenset[Topic]
    channels: tuple[tuple[ChannelKind, Depth], ...]
    timed: int
    """Through how many of the channels the time is promised."""
    languages: int
    """The languages in which the whole service is told and current."""
    offered: int
    """The languages of the portal."""
    check: Check


@dataclass(frozen=True, slots=True)
class Points:
    """What a service earned by one criterion, and out of how many points."""

    criterion: Criterion
    points: Fraction
    most: int


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one service, criterion by criterion."""

    parts: tuple[Points, ...]

    @property
    def exact(self) -> Fraction:
        """Return the score, from 0 to 100."""
        return 100 * sum((part.points for part in self.parts), Fraction()) / sum(part.most for part in self.parts)

    @property
    def tenths(self) -> int:
        """Return the score in tenths of a point, half a tenth rounded up."""
        return int(self.exact * 10 + Fraction(1, 2))


def score(measures: Measures, satisfaction: Fraction | None = None, punctuality: Fraction | None = None) -> Score:
    """Return the score of one service.

    `satisfaction` is the share of readers, from 0 to 1, who were content, where enough of them told so; `punctuality`
    that of cases which were answered in time. With None each is neutral: the other criteria count as if there were no
    such criterion.
    """
    shares = {
        Criterion.INFORMATION: Fraction(len(measures.told), len(Topic)),
        Criterion.MEANS: _means(measures),
        Criterion.TIME: Fraction(measures.timed, len(measures.channels)) if measures.channels else Fraction(),
        Criterion.LANGUAGES: Fraction(measures.languages, measures.offered) if measures.offered else Fraction(),
        Criterion.CHANNELS: min(Fraction(len({kind for kind, _ in measures.channels}), ENOUGH_CHANNELS), Fraction(1)),
        Criterion.CHECKS: CHECKS[measures.check],
    }
    if satisfaction is not None:
        shares[Criterion.FEEDBACK] = satisfaction
    if punctuality is not None:
        shares[Criterion.ANSWERS] = punctuality
    return Score(tuple(Points(name, share * WEIGHTS[name], WEIGHTS[name]) for name, share in shares.items()))


def check_of(checked: date | None, review: date | None, today: date) -> Check:
    """Return how fresh a check is: `checked` is the day of the last one, `review` that of the next."""
    if checked is None:
        return Check.NEVER
    on_time = review is not None and today <= review <= checked + LONGEST_BETWEEN_CHECKS
    return Check.FRESH if on_time else Check.DUE


def average(scores: Iterable[Score]) -> Fraction:
    """Return the mean score of an organisation's services, each counting once. Of none it is 0."""
    found = [one.exact for one in scores]
    return sum(found, Fraction()) / len(found) if found else Fraction()


def tenths(value: Fraction) -> int:
    """Return a mean in tenths of a point, half a tenth rounded up, as scores are."""
    return int(value * 10 + Fraction(1, 2))


def _means(measures: Measures) -> Fraction:
    """Return half for the best way online and half for the best other way: who has no device needs one as well."""
    online = [DEPTHS[depth] for kind, depth in measures.channels if kind is ChannelKind.ONLINE]
    other = [DEPTHS[depth] for kind, depth in measures.channels if kind is not ChannelKind.ONLINE]
    return (max(online, default=Fraction()) + max(other, default=Fraction())) / 2
