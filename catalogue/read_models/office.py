"""Offices as a reader needs them: where, whether open now, when next, and what can be done there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from catalogue.facts.office import Accessibility, Amenity, Appointment, OfficeKind
from catalogue.facts.place import Weekday
from catalogue.facts.service import Depth
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class Openness:
    """Whether an office is open at an instant, in its own place's time."""

    open: bool
    until: datetime | None
    """When it closes, if it is open."""
    next_opening: datetime | None
    """When it opens next, if it is closed and ever opens again within a month."""
    reason: Text | None = None
    """Why it is closed today: the name of the holiday or of the dated exception."""


@dataclass(frozen=True, slots=True)
class HoursRow:
    """The openings of one weekday, in order; none means closed."""

    day: Weekday
    openings: tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A run of days with other hours, or closed where there are none."""

    first: date
    last: date
    openings: tuple[tuple[time, time], ...]
    reason: Text | None


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop of a mobile unit."""

    id: str
    title: Text
    place: LocalRule | None
    days: tuple[Weekday, ...]
    weeks: tuple[int, ...]
    opens: time
    closes: time
    next_visit: date | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """An office in a list."""

    id: str
    kind: OfficeKind
    title: Text
    place: LocalRule
    post: tuple[str, ...]
    phone: str | None
    appointment: Appointment
    openness: Openness
    services: int = 0
    """How many services are to be had there."""
    depth: Depth | None = None
    """How far the service at hand can be done there."""


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """A service to be had at an office."""

    service: Card
    depth: Depth


@dataclass(frozen=True, slots=True)
class OfficePage:
    """Everything about one office."""

    id: str
    kind: OfficeKind
    language: str
    as_of: date
    title: Text
    summary: Text | None
    organisation: Card
    place: LocalRule
    time_zone: str
    post: tuple[str, ...]
    directions: Text | None
    latitude: float | None
    longitude: float | None
    phone: str | None
    mail: str | None
    address: str | None
    openness: Openness
    hours: tuple[HoursRow, ...]
    dated: tuple[DatedRow, ...]
    """Exceptions and public holidays of the coming weeks."""
    stops: tuple[StopRow, ...]
    accessibility: tuple[Accessibility, ...]
    amenities: tuple[Amenity, ...]
    appointment: Appointment
    waiting_minutes: int | None
    waiting: Text | None
    languages: tuple[str, ...]
    services: tuple[OfferedLine, ...]
    sequence: int
    changes_at: datetime | None
    """The next instant at which the page changes of itself: an opening, a closing or midnight."""
