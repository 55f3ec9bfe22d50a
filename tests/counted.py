"""Builders for tests of figures: deeds that were done, and what is stored of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, text

from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.context import Catalogue
from catalogue.figures.deeds import Channel, Counted, Deed
from catalogue.models import Inquiry, PageRating


def a_deed(day: date, deed: Deed = Deed.READ, channel: Channel = Channel.PORTAL, **about: str) -> Counted:
    """Return a deed, in English and about a service unless it is told otherwise."""
    told = {"language": "en", "kind": "service", "key": "register-birth"} | about
    return Counted(day, deed, channel, **told)


def do(catalogue: Catalogue, times: int = 1, *, days_ago: int = 0, **told: Any) -> None:
    """Do something so many times on one day, and record it."""
    catalogue.deeds.note(a_deed(today_of(catalogue) - timedelta(days=days_ago), **told), times)
    record_deeds(catalogue)


def today_of(catalogue: Catalogue) -> date:
    """Return the day it is in the country."""
    with catalogue.reading("en") as reading:
        return reading.today


def stored(catalogue: Catalogue) -> dict[tuple, int]:
    """Return all counts: by day, deed, channel, language, kind, key, place and group."""
    columns = "day, deed, channel, language, kind, key, place, target_group, times"
    with catalogue.engine.connect() as connection:
        rows = connection.execute(text(f"SELECT {columns} FROM counts")).all()  # noqa: S608 - our own names
    return {(_day(day), *rest): times for day, *rest, times in rows}


def sums_by(catalogue: Catalogue, sql: str, **values: object) -> Mapping[Any, int]:
    """Return what a query written by hand says: its first column, and the number in its second."""
    with catalogue.engine.connect() as connection:
        return {key: int(number) for key, number in connection.execute(text(sql), values)}


def rate(
    catalogue: Catalogue, yes: int, no: int, key: str = "register-birth", kind: str = "service", days_ago: int = 0
) -> None:
    """Have so many readers say whether a page was useful."""
    row = {"language": "en", "channel": "portal", "place": "", "last_yes": 0, "last_no": 0}
    with catalogue.work("test") as work:
        day = today_of(catalogue) - timedelta(days=days_ago)
        work.session.add(PageRating(day=day, kind=kind, key=key, yes=yes, no=no, **row))


def settle(catalogue: Catalogue, number: str, days: int, *, late: bool = False) -> None:
    """Have a case answered after so many days, and its person told before that it was late."""
    with catalogue.work("test") as work:
        case = work.session.scalars(select(Inquiry).where(Inquiry.number == number)).one()
        case.state, case.answered_at = "answered", case.received_at + timedelta(days=days)
        case.notified_at = case.answered_at if late else None


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
