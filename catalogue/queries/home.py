"""The home page: life events in citizens' words, then target groups and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Kind
from catalogue.queries.live import fetch, selection
from catalogue.queries.named import every
from catalogue.queries.wording import card
from catalogue.read_models.cards import Card
from catalogue.read_models.pages import Home

if TYPE_CHECKING:
    from catalogue.context import Reading

_LISTED = selection(
    cards=every(Kind.LIFE_EVENT, Kind.TARGET_GROUP, Kind.TOPIC, Kind.SERVICE, Kind.OFFICE, Kind.ORGANISATION)
)


def get_home(reading: Reading) -> Home:
    """Return what the home page lists, in the catalogue's own order."""
    bundle = fetch(reading, _LISTED)

    def cards(kind: Kind) -> tuple[Card, ...]:
        return tuple(card(live, reading) for live in bundle.of(kind))

    return Home(
        cards(Kind.LIFE_EVENT),
        cards(Kind.TARGET_GROUP),
        cards(Kind.TOPIC),
        len(bundle.of(Kind.SERVICE)),
        len(bundle.of(Kind.OFFICE)),
        len(bundle.of(Kind.ORGANISATION)),
    )
