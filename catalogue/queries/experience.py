"""What people experienced with services within a year, up to yesterday: whether pages helped, whether answers came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.facts import Kind
from catalogue.figures.thresholds import tell_both
from catalogue.models import Inquiry, PageRating
from catalogue.queries.reports import FEWEST_RATINGS

if TYPE_CHECKING:
    from catalogue.context import Reading

DAYS = 365
"""For so long an experience counts."""


@dataclass(frozen=True, slots=True)
class Experience:
    """Shares from 0 to 1; None where too few people told, or where it would tell what few of them said."""

    satisfaction: Fraction | None = None
    """Of the ratings of its page, those that found it useful."""
    punctuality: Fraction | None = None
    """Of the cases about it that are answered or late, those that were answered in time."""


NONE = Experience()


def list_experiences(reading: Reading) -> Mapping[str, Experience]:
    """Return what people experienced, by service; the same all day, so that pages which show it can be kept."""
    return reading.kept(("experiences", reading.today), lambda: _list_experiences(reading))


def _list_experiences(reading: Reading) -> dict[str, Experience]:
    satisfaction, punctuality = _list_satisfaction(reading), _list_punctuality(reading)
    return {
        key: Experience(satisfaction.get(key), punctuality.get(key)) for key in satisfaction.keys() | punctuality.keys()
    }


def _list_satisfaction(reading: Reading) -> dict[str, Fraction]:
    rows = reading.session.execute(
        select(PageRating.key, func.sum(PageRating.yes), func.sum(PageRating.no))
        .where(
            PageRating.kind == Kind.SERVICE,
            PageRating.day.between(reading.today - timedelta(days=DAYS), reading.today - timedelta(days=1)),
        )
        .group_by(PageRating.key)
    )
    return _shares({key: (int(yes), int(no)) for key, yes, no in rows if yes + no >= FEWEST_RATINGS})


def _list_punctuality(reading: Reading) -> dict[str, Fraction]:
    begun = datetime.combine(reading.today, time(), reading.country.zone).astimezone(UTC)
    rows = reading.session.execute(
        select(Inquiry.about_key, Inquiry.answered_at, Inquiry.notified_at).where(
            Inquiry.about_kind == Kind.SERVICE,
            Inquiry.received_at >= begun - timedelta(days=DAYS),
            Inquiry.received_at < begun,
        )
    )
    cases: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key, answered, notified in rows:
        late = notified is not None and notified < begun
        if late or (answered is not None and answered < begun):
            cases[key][late] += 1
    return _shares({key: (punctual, late) for key, (punctual, late) in cases.items()})


def _shares(pairs: Mapping[str, tuple[int, int]]) -> dict[str, Fraction]:
    """Return the share of the first of each pair, where both may be told: a share tells as much."""
    return {
        key: Fraction(first, first + second)
        for key, (first, second) in pairs.items()
        if first + second and all(told.value is not None for told in tell_both(first, second))
    }
