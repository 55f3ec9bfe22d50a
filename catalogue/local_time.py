"""From what a clock on the wall will show to the instant that is meant, over changes of the clock too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from catalogue.errors import CatalogueError


@dataclass
class NoSuchTime(CatalogueError):
    """Clocks are put forward over this time of day: it never is. `after` is what they show next."""

    after: datetime


@dataclass
class TwoSuchTimes(CatalogueError):
    """Clocks are put back, so this time of day is twice; somebody has to say which one is meant."""

    first: datetime
    second: datetime


def instant_of(day: date, clock: time, zone: ZoneInfo, *, second: bool | None = None) -> datetime:
    """Return the instant, in UTC, at which clocks of a time zone show a day and a time of day.

    Where clocks are put back, `second` tells which of the two instants is meant. Raises `NoSuchTime`, and
    `TwoSuchTimes` while that is not told; both carry times of the zone.
    """
    shown = datetime.combine(day, clock)
    instants = sorted({_utc(shown, zone, fold) for fold in (0, 1)})
    meant = [instant for instant in instants if instant.astimezone(zone).replace(tzinfo=None) == shown]
    if not meant:
        raise NoSuchTime(_first_after_change(*instants, zone).astimezone(zone))
    if len(meant) == 2 and second is None:
        raise TwoSuchTimes(*(instant.astimezone(zone) for instant in meant))
    return meant[-1 if second else 0]


def _utc(shown: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return shown.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _first_after_change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the first second of the new offset between two instants that lie on either side of the change."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after
