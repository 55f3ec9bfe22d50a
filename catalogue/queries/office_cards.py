"""Offices as cards: where they are and whether they are open at this instant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from catalogue.facts import Office
from catalogue.facts.office import DatedHours
from catalogue.facts.service import Depth
from catalogue.plans.deadlines import WorkingCalendar
from catalogue.queries.hours import HolidayOf, openness
from catalogue.queries.live import Live
from catalogue.queries.shared import Shared
from catalogue.queries.wording import title, wording
from catalogue.read_models.office import OfficeCard, Openness
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading


def calendar_of(place: str, shared: Shared, reading: Reading) -> WorkingCalendar:
    """Return the working calendar of a place, remembered."""
    return reading.memory.get(("calendar", place), lambda: WorkingCalendar(shared.places, place))


def zone_of(place: str, shared: Shared) -> ZoneInfo:
    """Return the time zone of a place, its own or the one it inherits."""
    zones = (shared.places[key].time_zone for key in shared.chain(place))
    return ZoneInfo(next((zone for zone in zones if zone), "UTC"))


def holidays_of(place: str, shared: Shared, reading: Reading) -> HolidayOf:
    """Return the reader of a place's public holidays by name."""
    calendar = calendar_of(place, shared, reading)

    def holiday_of(day: date) -> Text | None:
        found = calendar.holiday(day)
        if found is None:
            return None
        where, key = found
        return wording(shared.place_words[where], reading).text(f"holidays.{key}")

    return holiday_of


def office_openness(live: Live, shared: Shared, reading: Reading) -> Openness:
    """Tell whether an office is open now."""
    office: Office = live.facts

    def reason_of(exception: DatedHours) -> Text | None:
        return wording(live, reading).text(f"exceptions.{exception.id}")

    return openness(
        office,
        reading.now,
        zone_of(office.place, shared),
        holidays_of(office.place, shared, reading),
        reason_of,
    )


def office_card(live: Live, shared: Shared, reading: Reading, depth: Depth | None = None) -> OfficeCard:
    """Return an office as a card; `depth` is how far the service at hand can be done there."""
    office: Office = live.facts
    return OfficeCard(
        live.key,
        office.kind,
        title(live, reading),
        shared.local_rule(office.place, reading),
        office.post,
        office.phone,
        office.appointment,
        office_openness(live, shared, reading),
        depth,
    )


def in_reach(office: Office, place: str | None, shared: Shared) -> bool:
    """Tell whether an office serves people of a place: it lies in it or in what it lies in, or the other way round."""
    return place is None or office.place in shared.chain(place) or place in shared.chain(office.place)
