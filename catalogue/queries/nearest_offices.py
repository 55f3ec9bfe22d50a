"""The offices nearest to a point on the map: open ones within reach first. The point is used and never kept."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from catalogue.facts import Kind, Office
from catalogue.queries.live import Live, fetch, selection
from catalogue.queries.named import every
from catalogue.queries.office_cards import office_card
from catalogue.queries.service_ways import depth_at
from catalogue.queries.shared import get_shared
from catalogue.queries.wording import wording
from catalogue.read_models.office import OfficeCard
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading

_ALL = selection(every(Kind.OFFICE))

EARTH_RADIUS = 6371.0088
"""Kilometres, the mean radius."""

REACH = 25.0
"""Kilometres: an open office within it is of more use than a closed one nearby."""


@dataclass(frozen=True, slots=True)
class NearOffice:
    """An office and how far it is, as the crow flies."""

    office: OfficeCard
    kilometres: float
    stop: Text | None = None
    """The nearest stop, of a mobile unit."""


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the great-circle distance of two points in degrees, in kilometres."""
    here, there = radians(latitude), radians(other_latitude)
    half_north = sin((there - here) / 2)
    half_east = sin(radians(other_longitude - longitude) / 2)
    return 2 * EARTH_RADIUS * asin(min(1.0, sqrt(half_north**2 + cos(here) * cos(there) * half_east**2)))


def list_nearest_offices(
    reading: Reading, latitude: float, longitude: float, most: int, service: str | None = None
) -> tuple[NearOffice, ...]:
    """Return the offices nearest to a point, those that are open now and within reach first.

    With a service only offices that offer it count. Offices that stand nowhere, such as call centres, are not near.
    """
    shared = get_shared(reading)
    found = []
    for live in fetch(reading, _ALL).of(Kind.OFFICE):
        depth = depth_at(live.facts, service) if service else None
        nearest = _nearest_point(live, reading, latitude, longitude)
        if nearest is not None and (service is None or depth is not None):
            found.append(NearOffice(office_card(live, shared, reading, depth), *nearest))
    return tuple(sorted(found, key=_order)[:most])


def _order(near: NearOffice) -> tuple[bool, float, str]:
    useful = near.office.openness.open and near.kilometres <= REACH
    return not useful, near.kilometres, near.office.id


def _nearest_point(live: Live, reading: Reading, latitude: float, longitude: float) -> tuple[float, Text | None] | None:
    office: Office = live.facts
    points = [(office.latitude, office.longitude, None), *((at.latitude, at.longitude, at.id) for at in office.stops)]
    measured = [
        (distance(latitude, longitude, north, east), stop)
        for north, east, stop in points
        if north is not None and east is not None
    ]
    if not measured:
        return None
    kilometres, stop = min(measured, key=lambda one: one[0])
    return kilometres, wording(live, reading).text(f"stops.{stop}") if stop else None
