"""Organisations with their services and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Kind, Organisation
from catalogue.languages import formats
from catalogue.queries.live import fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import every, named_by, naming, one, together
from catalogue.queries.office_cards import office_card
from catalogue.queries.shared import get_shared
from catalogue.queries.wording import card, wording
from catalogue.read_models.cards import Card
from catalogue.read_models.pages import ListPage, OrganisationPage

if TYPE_CHECKING:
    from catalogue.context import Reading

_ALL = selection(cards=every(Kind.ORGANISATION))

_THIS = one(Kind.ORGANISATION)
_ONE = selection(
    together(_THIS, naming(_THIS, "organisation", kinds=(Kind.OFFICE,))),
    together(
        naming(_THIS, "organisation", kinds=(Kind.SERVICE,)),
        # A service belongs to an organisation, too, where a place's variant names it.
        named_by(naming(_THIS, "organisation", kinds=(Kind.VARIANT,)), "of"),
        named_by(_THIS, "parent"),
        naming(_THIS, "parent", kinds=(Kind.ORGANISATION,)),
    ),
)


def list_organisations(reading: Reading) -> ListPage:
    """Return all organisations by title."""
    bundle = fetch(reading, _ALL)
    cards = (card(live, reading) for live in bundle.of(Kind.ORGANISATION))
    return ListPage(tuple(sorted(cards, key=lambda found: formats.sort_key(found.title.value, reading.language))))


def get_organisation(reading: Reading, key: str) -> OrganisationPage:
    """Return an organisation with its services and offices. Raises `NotFound`, `Gone` or `Moved`."""
    shared = get_shared(reading)
    bundle = fetch(reading, _ONE, key=key)
    live = bundle.get((Kind.ORGANISATION, key))
    if live is None or live.facts is None:
        raise missing(reading, Kind.ORGANISATION, key)
    facts: Organisation = live.facts
    words = wording(live, reading)
    parent = bundle.get((Kind.ORGANISATION, facts.parent or ""))

    def by_title(found: Card) -> tuple[bytes, str]:
        return formats.sort_key(found.title.value, reading.language)

    return OrganisationPage(
        key,
        words.title,
        words.text("abbreviation"),
        words.text("summary"),
        facts.level.value,
        card(parent, reading) if parent else None,
        tuple(card(found, reading) for found in bundle.of(Kind.ORGANISATION) if found.key not in (key, facts.parent)),
        facts.phone,
        facts.mail,
        facts.address,
        facts.post,
        tuple(sorted((card(found, reading) for found in bundle.of(Kind.SERVICE)), key=by_title)),
        tuple(office_card(found, shared, reading) for found in bundle.of(Kind.OFFICE)),
    )
