"""Places: the country, its regions and municipalities, with their time, working week and holidays."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from catalogue.facts.base import Facts, Id, Part


class PlaceLevel(StrEnum):
    """What kind of place it is."""

    COUNTRY = "country"
    REGION = "region"
    MUNICIPALITY = "municipality"


class Weekday(StrEnum):
    """Days of the week, in their order."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @classmethod
    def of(cls, day: date) -> Weekday:
        """Return the weekday of a date."""
        return list(cls)[day.weekday()]


@cache
def _zones() -> frozenset[str]:
    # It looks through the system's files each time that it is asked.
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        raise ValueError(f"“{name}” is no time zone; take a name such as Europe/Lisbon")
    return name


MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]


class Holiday(Part):
    """A public holiday: each year on one day, so many days from Easter, or on dates. Words: `holidays.<id>`."""

    on: MonthDay | None = None
    """Month and day, as 05-01."""
    easter: int | None = Field(None, ge=-60, le=70)
    """Days after (or, negative, before) Easter Sunday of the Gregorian calendar."""
    dates: tuple[date, ...] = ()
    first_year: int | None = None
    last_year: int | None = None

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if [self.on is not None, self.easter is not None, bool(self.dates)].count(True) != 1:
            raise ValueError("a holiday has exactly one of: on, easter, dates")
        return self


class Place(Facts):
    """A jurisdiction. What it leaves out it takes from its parent; holidays add to the parent's. Words: title."""

    note: str | None = None
    level: PlaceLevel
    parent: Id | None = None
    time_zone: Annotated[str, AfterValidator(_known_zone)] | None = None
    working_week: tuple[Weekday, ...] = ()
    holidays: tuple[Holiday, ...] = ()
