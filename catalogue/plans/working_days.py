"""The days on which a place works: its week, its public holidays, its clock; and counting along them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from catalogue.facts import Place
from catalogue.facts.base import Duration, Unit
from catalogue.facts.place import Holiday, Weekday
from catalogue.plans.conditions import place_chain

_MONDAY_TO_FRIDAY = tuple(Weekday)[:5]


class WorkingCalendar:
    """Working days of one place. What a place leaves out it takes from its parent; holidays add up along the chain.

    Where neither the place nor any parent says so, people work from Monday to Friday and the clock shows UTC.
    """

    def __init__(self, week: Iterable[Weekday], holidays: Iterable[Holiday] = (), zone: tzinfo = UTC) -> None:
        """Make a calendar of a working week and the holidays that fall into it."""
        self.week = frozenset(week)
        self.holidays = tuple(holidays)
        self.zone = zone
        self._positions = frozenset(list(Weekday).index(weekday) for weekday in self.week)
        self._by_year: dict[int, frozenset[date]] = {}
        # A plan asks for the same few days again and again.
        self._counted: dict[tuple[date, Duration, bool], date] = {}

    @classmethod
    def of(cls, place: str | None, places: Mapping[str, Place]) -> WorkingCalendar:
        """Return the calendar of a place; None or an unknown place has the plain one."""
        chain = [places[key] for key in place_chain(place, places)]
        zone = next((one.time_zone for one in chain if one.time_zone), None)
        return cls(
            next((one.working_week for one in chain if one.working_week), _MONDAY_TO_FRIDAY),
            [holiday for one in chain for holiday in one.holidays],
            ZoneInfo(zone) if zone else UTC,
        )

    def today(self, now: datetime) -> date:
        """Return the date that a calendar on the wall there shows at this instant (an aware time)."""
        return now.astimezone(self.zone).date()

    def holidays_of(self, year: int) -> frozenset[date]:
        """Return the public holidays of a year, those on days of rest included."""
        if year not in self._by_year:
            self._by_year[year] = frozenset(day for holiday in self.holidays for day in days_of(holiday, year))
        return self._by_year[year]

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work on this day."""
        return day.weekday() in self._positions and day not in self.holidays_of(day.year)

    def roll_forward(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one."""
        return self._roll(day, 1)

    def roll_back(self, day: date) -> date:
        """Return the day itself if it is a working day, else the last one before."""
        return self._roll(day, -1)

    def _roll(self, day: date, sign: int) -> date:
        while not self.is_working_day(day) and date.min < day < date.max:
            day += timedelta(days=sign)
        return day

    def count(self, anchor: date, span: Duration, *, back: bool = False) -> date:
        """Return the day that lies a span after (or, `back`, before) the anchor, which is not itself counted.

        Months and years end on the same day of the month, or on its last day where there is none. Counting stops at
        the ends of the calendar: `date.min` and `date.max` mean "beyond what can be told".
        """
        key = (anchor, span, back)
        if key not in self._counted:
            self._counted[key] = self._count(anchor, span, back)
        return self._counted[key]

    def promised_day(self, applied: date, promised: Duration) -> date | None:
        """Return the last day on which an answer is promised to who applied on a day; None beyond the calendar.

        As with deadlines, a last day on which nobody works moves to the next working day.
        """
        day = self.roll_forward(self.count(applied, promised))
        return day if day < date.max else None

    def _count(self, anchor: date, span: Duration, back: bool) -> date:
        sign = -1 if back else 1
        try:
            if span.unit is Unit.WORKING_DAYS:
                return self._count_working_days(anchor, span.value, sign)
            if span.unit in (Unit.MONTHS, Unit.YEARS):
                return anchor + relativedelta(months=sign * span.value * (12 if span.unit is Unit.YEARS else 1))
            return anchor + timedelta(days=sign * span.value * (7 if span.unit is Unit.WEEKS else 1))
        except (OverflowError, ValueError):
            return date.min if back else date.max

    def _count_working_days(self, day: date, number: int, sign: int) -> date:
        left = number
        while left:
            day += timedelta(days=sign)
            left -= self.is_working_day(day)
        return day


def days_of(holiday: Holiday, year: int) -> list[date]:
    """Return the days on which a holiday falls in a year; most often one, or none."""
    if holiday.first_year is not None and year < holiday.first_year:
        return []
    if holiday.last_year is not None and year > holiday.last_year:
        return []
    if holiday.easter is not None:
        return [easter(year) + timedelta(days=holiday.easter)]
    if holiday.on is not None:
        month, day = (int(part) for part in holiday.on.split("-"))
        try:
            return [date(year, month, day)]
        except ValueError:  # the 29th of February, in three years of four
            return []
    return [day for day in holiday.dates if day.year == year]
