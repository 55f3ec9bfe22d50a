"""What every page needs and seldom changes: pack, places, notices, whom to ask.

Remembered until the catalogue changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from catalogue.errors import NotReady
from catalogue.facts import Kind, Pack, Place
from catalogue.facts.place import PlaceLevel
from catalogue.languages import languages
from catalogue.queries.live import Bundle, Live, fetch, selection
from catalogue.queries.named import every, named_by, together
from catalogue.queries.wording import title
from catalogue.read_models.cards import LocalRule

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True)
class Shared:
    """The pack, the places, the notices and the office that the pack names for questions, whole."""

    pack: Pack
    pack_words: Live
    places: Mapping[str, Place]
    place_words: Mapping[str, Live]
    contact: Live | None
    notices: tuple[Live, ...]
    """All of them: past, present and to come. `queries.notices` tells which hold now."""
    named: Bundle
    """What the notices name, by its title."""

    def chain(self, place: str | None) -> tuple[str, ...]:
        """Return a place and all it lies in, the smallest first; nothing for a place that does not exist."""
        found: list[str] = []
        while place in self.places and place not in found:
            found.append(place)
            place = self.places[place].parent
        return tuple(found)

    def local_rule(self, place: str, reading: Reading) -> LocalRule:
        """Return a place as a reader sees it."""
        return LocalRule(place, title(self.place_words[place], reading))

    def choosable(self, reading: Reading) -> tuple[LocalRule, ...]:
        """Return the places below the country, by name."""
        rules = [
            self.local_rule(key, reading) for key, place in self.places.items() if place.level != PlaceLevel.COUNTRY
        ]
        return tuple(sorted(rules, key=lambda rule: rule.title.value))


_SHARED = selection(
    together(every(Kind.PACK, Kind.PLACE, Kind.NOTICE), named_by(every(Kind.PACK), "contact_office")),
    cards=named_by(every(Kind.NOTICE), "concerns", "mentions"),
)


def get_shared(reading: Reading) -> Shared:
    """Return what is shared, from memory unless the catalogue changed."""
    return reading.kept("shared", lambda: _read(reading))


def _read(reading: Reading) -> Shared:
    bundle = fetch(reading, _SHARED, languages=languages())
    pack = next(iter(bundle.of(Kind.PACK)), None)
    if pack is None:
        raise NotReady(("content (`onedoor load`)",))
    places = {live.key: live for live in bundle.of(Kind.PLACE)}
    contact = bundle.get((Kind.OFFICE, pack.facts.contact_office or ""))
    return Shared(
        pack.facts,
        pack,
        {key: live.facts for key, live in places.items()},
        places,
        contact if contact and contact.facts else None,
        tuple(bundle.of(Kind.NOTICE)),
        bundle,
    )
