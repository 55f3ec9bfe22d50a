"""When an office is open, in its own local time: in an ordinary week, on a day that was spoken of, and at its stops."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from itertools import groupby

from bots.dialogue.answers.phrasing import item, label, said, together
from bots.dialogue.turn import Turn
from catalogue.facts.place import Weekday
from catalogue.languages import formats
from catalogue.languages.formats import NO_BREAK_SPACE
from catalogue.queries.hours import DAYS_TO_LOOK_AHEAD
from catalogue.read_models.office import DatedRow, HoursRow, OfficePage, StopRow

Openings = tuple[tuple[time, time], ...]

HOLIDAYS_KNOWN = timedelta(days=DAYS_TO_LOOK_AHEAD * 2)
"""So far ahead the page of an office names public holidays; a later day may be one."""


def spans(turn: Turn, openings: Iterable[tuple[time, time]]) -> str:
    """Return openings of one day in order, or that it is closed."""
    said_spans = [
        turn.gettext(
            "%(opens)s to %(closes)s",
            opens=formats.clock(opens, turn.language),
            closes=formats.clock(closes, turn.language),
        )
        for opens, closes in openings
    ]
    return together(said_spans) or turn.gettext("closed")


def week(turn: Turn, office: OfficePage) -> list[str]:
    """Return the ordinary week of an office, days alike in one line; nothing for one that has no weekly hours."""
    if not any(row.openings for row in office.hours):
        return []
    alike = (list(rows) for _, rows in groupby(office.hours, key=lambda row: row.openings))
    return [item(turn, _days(turn, rows), [spans(turn, rows[0].openings)]) for rows in alike]


def _days(turn: Turn, rows: list[HoursRow]) -> str:
    first, last = label(turn, rows[0].day), label(turn, rows[-1].day)
    return first if len(rows) == 1 else turn.gettext("%(first)s to %(last)s", first=first, last=last)


def dated(turn: Turn, row: DatedRow) -> str:
    """Return a run of days with other hours, and why."""
    first = formats.weekday_date(row.first, turn.language)
    last = formats.weekday_date(row.last, turn.language)
    days = first if row.first == row.last else turn.gettext("%(first)s to %(last)s", first=first, last=last)
    return item(turn, days, [spans(turn, row.openings), said(turn, row.reason) if row.reason else ""])


def stop(turn: Turn, row: StopRow) -> str:
    """Return where and when a mobile unit stands."""
    weeks = formats.enumeration([formats.number(one, turn.language) for one in row.weeks], turn.language)
    notes = [
        said(turn, row.place.title) if row.place else "",
        f"{NO_BREAK_SPACE}/ ".join(label(turn, day) for day in row.days),
        turn.ngettext("in week %(weeks)s of the month", "in weeks %(weeks)s of the month", len(row.weeks), weeks=weeks)
        if row.weeks
        else "",
        spans(turn, ((row.opens, row.closes),)),
        turn.gettext("Next: %(date)s", date=formats.weekday_date(row.next_visit, turn.language))
        if row.next_visit
        else "",
    ]
    return item(turn, said(turn, row.title), notes)


def on_day(turn: Turn, office: OfficePage, day: date) -> str:
    """Return whether an office is open on a day, and from when until when; of far days, what an ordinary one has."""
    row, openings = _exception(office, day), openings_on(office, day)
    written = formats.weekday_date(day, turn.language)
    if row is None and day >= turn.reading.today + HOLIDAYS_KNOWN:
        ordinary = turn.gettext("In an ordinary week")
        return item(turn, ordinary, [label(turn, Weekday.of(day)), spans(turn, openings)])
    if openings:
        return turn.gettext("Open on %(day)s: %(hours)s", day=written, hours=spans(turn, openings))
    closed = turn.gettext("Closed on %(day)s", day=written)
    return together([closed, said(turn, row.reason) if row and row.reason else ""])


def openings_on(office: OfficePage, day: date) -> Openings:
    """Return when an office is open on a day, in order; dated hours and holidays go before the week."""
    row = _exception(office, day)
    return row.openings if row else _ordinary(office, day)


def _exception(office: OfficePage, day: date) -> DatedRow | None:
    """Return the dated row that holds on a day, the shortest of them where several do."""
    holding = [row for row in office.dated if row.first <= day <= row.last]
    return min(holding, key=lambda row: row.last - row.first, default=None)


def _ordinary(office: OfficePage, day: date) -> Openings:
    weekday, week_of_month = Weekday.of(day), (day.day - 1) // 7 + 1
    weekly = [opening for row in office.hours if row.day is weekday for opening in row.openings]
    stops = [
        (row.opens, row.closes)
        for row in office.stops
        if weekday in row.days and (not row.weeks or week_of_month in row.weeks)
    ]
    return tuple(sorted({*weekly, *stops}))
