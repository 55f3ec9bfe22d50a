"""Whether an office is open, and when next: weekly hours, dated exceptions, public holidays, stops of mobile units.

All of it in the local time of the office's place, so that a change of the clocks moves no opening.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from catalogue.facts.office import ClockTime, DatedHours, Office, OfficeKind, Stop
from catalogue.facts.place import Weekday
from catalogue.read_models.office import Openness
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from datetime import time

DAYS_TO_LOOK_AHEAD = 31

Openings = tuple[tuple["time", "time"], ...]
HolidayOf = Callable[[date], Text | None]
"""The name of the public holiday on a day in the office's place, or None."""
ReasonOf = Callable[[DatedHours], Text | None]


def openings_on(office: Office, day: date, holiday_of: HolidayOf) -> Openings:
    """Return when the office is open on a day, in order; dated exceptions go before holidays, these before the week."""
    exception = exception_on(office, day)
    if exception is not None:
        return ((exception.opens, exception.closes),) if exception.opens and exception.closes else ()
    if office.observes_holidays and holiday_of(day) is not None:
        return ()
    weekday = Weekday.of(day)
    rows = [(row.opens, row.closes) for row in office.hours if weekday in row.days]
    if office.kind == OfficeKind.MOBILE:
        rows += [(stop.opens, stop.closes) for stop in office.stops if stands_on(stop, day)]
    return merged(rows)


def merged(rows: list[tuple[ClockTime, ClockTime]]) -> Openings:
    """Return openings in order, those that touch or overlap as one."""
    found: list[tuple[ClockTime, ClockTime]] = []
    for opens, closes in sorted(rows):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(closes, found[-1][1]))
        else:
            found.append((opens, closes))
    return tuple(found)


def exception_on(office: Office, day: date) -> DatedHours | None:
    """Return the dated exception that holds on a day, the shortest of them where several do."""
    holding = [row for row in office.exceptions if row.first <= day <= (row.last or row.first)]
    return min(holding, key=lambda row: (row.last or row.first) - row.first, default=None)


def stands_on(stop: Stop, day: date) -> bool:
    """Tell whether a mobile unit is at a stop on a day: the weekday, and which one of the month it is."""
    week_of_month = (day.day - 1) // 7 + 1
    return Weekday.of(day) in stop.days and (not stop.weeks or week_of_month in stop.weeks)


def next_visit(office: Office, stop: Stop, today: date, holiday_of: HolidayOf) -> date | None:
    """Return the next day from today on which the unit stands at a stop, within the days one looks ahead."""
    for ahead in range(DAYS_TO_LOOK_AHEAD * 2):
        day = today + timedelta(days=ahead)
        if stands_on(stop, day) and openings_on(office, day, holiday_of):
            return day
    return None


def openness(office: Office, now: datetime, zone: ZoneInfo, holiday_of: HolidayOf, reason_of: ReasonOf) -> Openness:
    """Tell whether an office is open at an instant, until when, or when it opens next."""
    local = now.astimezone(zone)
    clock = local.time()
    today = openings_on(office, local.date(), holiday_of)
    for opens, closes in today:
        if opens <= clock < closes:
            return Openness(True, datetime.combine(local.date(), closes, zone), None)
    reason = None
    if not today:
        exception = exception_on(office, local.date())
        reason = reason_of(exception) if exception else (holiday_of(local.date()) if office.observes_holidays else None)
    for ahead in range(DAYS_TO_LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        for opens, _ in openings_on(office, day, holiday_of):
            if ahead or opens > clock:
                return Openness(False, None, datetime.combine(day, opens, zone), reason)
    return Openness(False, None, None, reason)


def changes_at(shown: Openness, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next instant at which what was told of an office is no longer so: it opens, closes, or a day ends."""
    local = now.astimezone(zone)
    midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), zone)
    return min(instant for instant in (shown.until, shown.next_opening, midnight) if instant is not None)
