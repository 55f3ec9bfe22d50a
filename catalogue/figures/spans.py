"""The spans of time that figures are of, and how long counts are kept day by day and month by month. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAYS_BY_DAY = 90
"""Once all days of a month are older than so many days, the month is kept as one sum."""
MONTHS_KEPT = 36
"""So many months before the present one are kept; citizens are told this number."""
MONTHS_OF_A_YEAR = 12


class Period(StrEnum):
    """The spans that one may look at. Values stand in addresses."""

    MONTH = "30-days"
    QUARTER = "90-days"
    YEAR = "12-months"


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row, both ends included."""

    since: date
    until: date
    by_month: bool
    """Whether its series is by months: then it begins with the first day of one."""

    def parts(self) -> Iterator[tuple[date, date]]:
        """Return the first and last day of each day or month of it, in order."""
        first = self.since
        while first <= self.until:
            last = min(next_month(first) - timedelta(days=1), self.until) if self.by_month else first
            yield first, last
            first = last + timedelta(days=1)

    def part_of(self, day: date) -> date:
        """Return the first day of the part that a day of it is in."""
        return day.replace(day=1) if self.by_month else day


def span_of(period: Period, today: date) -> Span:
    """Return a period that ends today. No day that is a part of its own in it can have become a part of a sum."""
    match period:
        case Period.MONTH:
            return Span(today - timedelta(days=29), today, by_month=False)
        case Period.QUARTER:
            return Span(today - timedelta(days=89), today, by_month=False)
        case Period.YEAR:
            return Span(months_before(today, MONTHS_OF_A_YEAR - 1), today, by_month=True)


def first_day_by_day(today: date) -> date:
    """Return the first day of the first month that is still kept day by day; all before are months."""
    oldest = today - timedelta(days=DAYS_BY_DAY - 1)
    return oldest.replace(day=1)


def first_day_kept(today: date) -> date:
    """Return the first day of the first month that is kept at all."""
    return months_before(today, MONTHS_KEPT)


def months_before(day: date, months: int) -> date:
    """Return the first day of the month that is so many months before the one of a day."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def next_month(day: date) -> date:
    """Return the first day of the month after the one of a day."""
    return months_before(day, -1)
