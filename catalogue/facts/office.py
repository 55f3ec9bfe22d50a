"""Offices: where people go, when it is open, and what can be done there."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, model_validator

from catalogue.facts.base import Address, Facts, Id, Mail, Part, Phone
from catalogue.facts.place import Weekday
from catalogue.facts.service import Depth

ClockTime = Annotated[time, PlainSerializer(lambda clock: clock.strftime("%H:%M"), return_type=str)]


class OfficeKind(StrEnum):
    """Kinds of office."""

    CENTRE = "centre"
    COUNTER = "counter"
    KIOSK = "kiosk"
    MOBILE = "mobile"
    CALL_CENTRE = "call-centre"
    AGENT = "agent"
    CONSULATE = "consulate"


class Opening(Facts):
    """From when until when, on some days of the week; two openings on one day leave a break between them."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    opens: ClockTime
    closes: ClockTime

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.closes <= self.opens:
            raise ValueError("it closes before it opens")
        return self


class DatedHours(Facts):
    """An exception to the weekly hours on one day or a run of days; no hours means closed. Words: `exceptions.<id>`."""

    id: Id
    first: date = Field(alias="from")
    last: date | None = Field(None, alias="until")
    opens: ClockTime | None = None
    closes: ClockTime | None = None

    @model_validator(mode="after")
    def _sound(self) -> Self:
        if (self.opens is None) != (self.closes is None):
            raise ValueError("give both opens and closes, or neither for closed")
        if self.last is not None and self.last < self.first:
            raise ValueError("the exception ends before it begins")
        return self


class Stop(Part):
    """Where and when a mobile unit stands. Words: `stops.<id>` says where."""

    place: Id | None = None
    days: tuple[Weekday, ...] = Field(min_length=1)
    weeks: tuple[Annotated[int, Field(ge=1, le=5)], ...] = ()
    """Which weeks of the month (the first, the third …); none named means every week."""
    opens: ClockTime
    closes: ClockTime
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)


class Accessibility(StrEnum):
    """What makes an office usable for everyone."""

    STEP_FREE = "step-free"
    LIFT = "lift"
    TOILET = "accessible-toilet"
    PARKING = "accessible-parking"
    HEARING_LOOP = "hearing-loop"
    SIGN_LANGUAGE = "sign-language"
    BRAILLE = "braille"
    QUIET_ROOM = "quiet-room"


class Amenity(StrEnum):
    """What else an office has."""

    PHOTO_BOOTH = "photo-booth"
    COPIER = "copier"
    COMPUTERS = "computers"
    WIFI = "wifi"
    CHILDREN = "childrens-corner"
    BABY_CHANGING = "baby-changing"
    CASH_MACHINE = "cash-machine"
    WATER = "water"
    SEATING = "seating"
    PARKING = "parking"


class Appointment(StrEnum):
    """Whether one needs an appointment."""

    WALK_IN = "walk-in"
    REQUIRED = "required"
    BOTH = "both"


class OfferedService(Facts):
    """A service that can be had at an office, and how far one gets there."""

    service: Id
    depth: Depth = Depth.COMPLETE


class Office(Facts):
    """An office. Words: title, `directions`, `waiting`, `stops.<id>`, `exceptions.<id>`."""

    note: str | None = None
    organisation: Id
    kind: OfficeKind
    place: Id
    post: tuple[str, ...] = ()
    """The lines of its address, as they stand on an envelope."""
    latitude: float | None = Field(None, ge=-90, le=90)
    longitude: float | None = Field(None, ge=-180, le=180)
    phone: Phone | None = None
    mail: Mail | None = None
    address: Address | None = None
    hours: tuple[Opening, ...] = ()
    observes_holidays: bool = True
    """Closed on the public holidays of its place."""
    exceptions: tuple[DatedHours, ...] = ()
    stops: tuple[Stop, ...] = ()
    accessibility: tuple[Accessibility, ...] = ()
    amenities: tuple[Amenity, ...] = ()
    appointment: Appointment = Appointment.WALK_IN
    waiting_minutes: int | None = Field(None, ge=0, le=600)
    languages: tuple[str, ...] = ()
    services: tuple[OfferedService, ...] = ()
