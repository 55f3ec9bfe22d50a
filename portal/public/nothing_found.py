"""What helps when a search finds nothing, the note of it for the editors, and a reader's report that it is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, redirect, request

from catalogue.commands.note_failed_search import note_failed_search
from catalogue.facts import Kind
from catalogue.facts.office import OfficeKind
from catalogue.figures.deeds import Deed
from catalogue.queries.nearest_life_events import find_nearest_life_events
from catalogue.queries.offices import list_offices
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.office import OfficeCard
from catalogue.search.hits import Hits
from portal.counting import count_as
from portal.extensions import get_house
from portal.locale import page_language
from portal.public.blueprint import public
from portal.public.facets import asked_filters, chosen_group
from portal.public.typed import read_typed
from portal.urls import address
from portal.work import chosen_place, reading

SHOWN_WITHOUT_FILTERS = 3
LIFE_EVENTS_SHOWN = 4
OFFICES_SHOWN = 3

TOLD = "told"
"""The parameter of the address after a report; a page reloaded there reports nothing again."""


@dataclass(frozen=True, slots=True)
class NothingFound:
    """What the page offers in place of results."""

    unfiltered: Hits | None
    """What the same words give without filters and place, when that is something."""
    corrected: str | None
    """What was probably meant, when that gives something."""
    missing: bool
    """Nothing in the catalogue answers, however it is asked."""
    told: bool
    """The reader has just told us so."""
    place: LocalRule | None
    life_events: tuple[Card, ...]
    offices: tuple[OfficeCard, ...]
    """Offices in reach of the reader's place; none where no place was chosen."""


@public.post("/search")
def report_missing() -> Response:
    """Count a report that something is missing, and lead back to the search, so that a reload counts nothing."""
    typed = read_typed(request.form.get("q", "")).words
    missing = bool(typed) and not find_everywhere(typed).total
    if missing:
        note_failed_search(get_house().catalogue, reading(), typed, report=True)
    return redirect(address("public.search", q=typed or None, **{TOLD: "yes" if missing else None}), 303)


def look_around(typed: str) -> NothingFound:
    """Return what helps a reader whose search gave nothing, and note the search when nothing at all answers it."""
    place = chosen_place()
    everywhere = find_everywhere(typed)
    missing, told = not everywhere.total, request.args.get(TOLD) == "yes"
    if missing and not told:
        note_failed_search(get_house().catalogue, reading(), typed)
        count_as(Deed.SEARCH_FAILED, **chosen_group())
    narrowed = bool(asked_filters(reading())) or place is not None
    return NothingFound(
        unfiltered=everywhere if narrowed and not missing else None,
        corrected=everywhere.corrected if not missing else None,
        missing=missing,
        told=told,
        place=place,
        life_events=_nearest_life_events(typed, missing),
        offices=_nearest_offices(place),
    )


def find_everywhere(typed: str, **narrowed: Any) -> Hits:
    """Search without the reader's filters and place, slips corrected."""
    return get_house().catalogue.search_index.find(typed, page_language(), limit=SHOWN_WITHOUT_FILTERS, **narrowed)


def _nearest_life_events(typed: str, missing: bool) -> tuple[Card, ...]:
    found = () if missing else find_everywhere(typed, filters={"kind": (Kind.LIFE_EVENT,)}).hits
    return find_nearest_life_events(reading(), typed, LIFE_EVENTS_SHOWN, first=tuple(hit.id for hit in found))


def _nearest_offices(place: LocalRule | None) -> tuple[OfficeCard, ...]:
    if place is None:
        return ()

    def farness(office: OfficeCard) -> tuple[bool, bool, int, bool]:
        # Somebody who does not know what to ask for is helped where most is known: a customs post that is open
        # just now would send them on.
        centre = office.kind == OfficeKind.CENTRE
        return office.place.place != place.place, not centre, -office.services, not office.openness.open

    return tuple(sorted(list_offices(reading()), key=farness)[:OFFICES_SHOWN])
