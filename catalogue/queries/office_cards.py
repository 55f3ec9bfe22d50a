"""Offices as cards: where they are and whether they are open at this instant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from catalogue.facts import Office
from catalogue.facts.office import DatedHours
from catalogue.facts.service import Depth
from catalogue.plans.working_days import days_of
from catalogue.queries.hours import HolidayOf, openness
from catalogue.queries.live import Live
from catalogue.queries.shared import Shared
from catalogue.queries.wording import title, wording
from catalogue.read_models.office import OfficeCard, Openness
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading


def zone_of(place: str, shared: Shared) -> ZoneInfo:
    """Return the time zone of a place, its own or the one it inherits."""
    zones = (shared.places[key].time_zone for key in shared.chain(place))
    return ZoneInfo(next((zone for zone in zones if zone), "UTC"))


def holidays_of(place: str, shared: Shared, reading: Reading) -> HolidayOf:
    """Return the reader of a place's public holidays by name, those of the places it lies in included."""
    chain = shared.chain(place)

    def names(year: int) -> dict[date, Text | None]:
        named: dict[date, Text | None] = {}
        for where in chain:
            words = wording(shared.place_words[where], reading)
            for holiday in shared.places[where].holidays:
                for day in days_of(holiday, year):
                    named.setdefault(day, words.text(f"holidays.{holiday.id}"))
        return named

    def holiday_of(day: date) -> Text | None:
        key = ("holidays", place, day.year, reading.language)
        return reading.kept(key, lambda: names(day.year)).get(day)

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
        len(office.services),
        depth,
    )


def in_reach(office: Office, place: str | None, shared: Shared) -> bool:
    """Tell whether an office serves people of a place: it lies in it or in what it lies in, or the other way round."""
    return place is None or office.place in shared.chain(place) or place in shared.chain(office.place)
