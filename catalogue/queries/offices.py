"""Offices: all of them for the list, one for its page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from catalogue.facts import Kind, Office
from catalogue.facts.place import Weekday
from catalogue.languages import formats
from catalogue.queries.hours import DAYS_TO_LOOK_AHEAD, HolidayOf, changes_at, merged, next_visit, openings_on
from catalogue.queries.live import Live, fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import every, named_by, one
from catalogue.queries.office_cards import holidays_of, in_reach, office_card, office_openness, zone_of
from catalogue.queries.shared import Shared, get_shared
from catalogue.queries.wording import card, wording
from catalogue.read_models.cards import Card
from catalogue.read_models.office import DatedRow, HoursRow, OfferedLine, OfficeCard, OfficePage, StopRow
from catalogue.read_models.text import Text, Wording

if TYPE_CHECKING:
    from catalogue.context import Reading

_ALL = selection(every(Kind.OFFICE))
_ONE = selection(one(Kind.OFFICE), named_by(one(Kind.OFFICE), "organisation", "offers"))


def list_offices(reading: Reading) -> tuple[OfficeCard, ...]:
    """Return the offices in reach of the reader's place by title, with whether they are open now; all for no place."""
    shared = get_shared(reading)
    place = reading.place if reading.place in shared.places else None
    bundle = fetch(reading, _ALL)
    cards = (
        office_card(live, shared, reading) for live in bundle.of(Kind.OFFICE) if in_reach(live.facts, place, shared)
    )
    return tuple(sorted(cards, key=lambda found: formats.sort_key(found.title.value, reading.language)))


def get_office(reading: Reading, key: str) -> OfficePage:
    """Return the page of one office as it is now. Raises `NotFound`, `Gone` or `Moved`."""
    shared = get_shared(reading)
    bundle = fetch(reading, _ONE, key=key)
    live = bundle.get((Kind.OFFICE, key))
    if live is None or live.facts is None:
        raise missing(reading, Kind.OFFICE, key)
    facts: Office = live.facts
    words = wording(live, reading)
    zone = zone_of(facts.place, shared)
    holiday_of = holidays_of(facts.place, shared, reading)
    today = reading.now.astimezone(zone).date()
    openness = office_openness(live, shared, reading)
    organisation = bundle.get((Kind.ORGANISATION, facts.organisation))
    offered = [
        OfferedLine(card(service, reading), row.depth)
        for row in facts.services
        if (service := bundle.get((Kind.SERVICE, row.service)))
    ]
    return OfficePage(
        id=key,
        kind=facts.kind,
        language=reading.language,
        as_of=reading.as_of,
        title=words.title,
        summary=words.text("summary"),
        organisation=card(organisation, reading)
        if organisation
        else Card(Kind.ORGANISATION, facts.organisation, Text(facts.organisation, reading.source_language)),
        place=shared.local_rule(facts.place, reading),
        time_zone=zone.key,
        post=facts.post,
        directions=words.text("directions"),
        latitude=facts.latitude,
        longitude=facts.longitude,
        phone=facts.phone,
        mail=facts.mail,
        address=facts.address,
        openness=openness,
        hours=_week(facts),
        dated=_dated(facts, words, today, holiday_of),
        stops=_stops(live, words, shared, reading, today, holiday_of),
        accessibility=facts.accessibility,
        amenities=facts.amenities,
        appointment=facts.appointment,
        waiting_minutes=facts.waiting_minutes,
        waiting=words.text("waiting"),
        languages=facts.languages,
        services=tuple(sorted(offered, key=lambda row: formats.sort_key(row.service.title.value, reading.language))),
        sequence=reading.sequence,
        changes_at=changes_at(openness, reading.now, zone),
    )


def _week(office: Office) -> tuple[HoursRow, ...]:
    return tuple(
        HoursRow(day, merged([(row.opens, row.closes) for row in office.hours if day in row.days])) for day in Weekday
    )


def _dated(office: Office, words: Wording, today: date, holiday_of: HolidayOf) -> tuple[DatedRow, ...]:
    """Return the exceptions and public holidays of the coming weeks that change the weekly hours, by day."""
    rows = [
        DatedRow(
            row.first,
            row.last or row.first,
            ((row.opens, row.closes),) if row.opens and row.closes else (),
            words.text(f"exceptions.{row.id}"),
        )
        for row in office.exceptions
        if (row.last or row.first) >= today
    ]
    if office.observes_holidays:
        excepted = {
            row.first + timedelta(days=ahead) for row in rows for ahead in range((row.last - row.first).days + 1)
        }
        weekdays = {day for row in (*office.hours, *office.stops) for day in row.days}
        for ahead in range(DAYS_TO_LOOK_AHEAD * 2):
            day = today + timedelta(days=ahead)
            name = holiday_of(day)
            if name is not None and day not in excepted and Weekday.of(day) in weekdays:
                rows.append(DatedRow(day, day, openings_on(office, day, holiday_of), name))
    return tuple(sorted(rows, key=lambda row: row.first))


def _stops(
    live: Live, words: Wording, shared: Shared, reading: Reading, today: date, holiday_of: HolidayOf
) -> tuple[StopRow, ...]:
    office: Office = live.facts
    return tuple(
        StopRow(
            stop.id,
            words.text(f"stops.{stop.id}") or Text(stop.id, reading.source_language),
            shared.local_rule(stop.place, reading) if stop.place in shared.places else None,
            stop.days,
            stop.weeks,
            stop.opens,
            stop.closes,
            next_visit(office, stop, today, holiday_of),
            stop.latitude,
            stop.longitude,
        )
        for stop in office.stops
    )
