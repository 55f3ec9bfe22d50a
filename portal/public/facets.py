"""The filters of a search: what the address asks for, and what each would leave, under the reader's names.

A number beside a value tells how many results ticking it leaves, all other filters kept; values of one filter are
alternatives. The place is the one that the reader chose for the whole portal: what holds there and everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask import request
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from catalogue.context import Reading
from catalogue.facts.kinds import Kind
from catalogue.facts.service import ChannelKind
from catalogue.languages import formats
from catalogue.queries.groups import list_target_groups, list_topics
from catalogue.queries.organisations import list_organisations
from catalogue.read_models.text import Text
from catalogue.search.hits import Hits
from portal.formats import words
from portal.labels import label
from portal.urls import address_without
from portal.work import chosen_place, frame
from portal.work import reading as reading_now

FACETS: Mapping[str, tuple[str, str]] = {
    "kind": ("kind", _l("What you are looking for")),
    "for": ("target_group", _l("For whom")),
    "topic": ("topic", _l("Topic")),
    "channel": ("channel", _l("How to do it")),
    "free": ("free", _l("Costs")),
    "organisation": ("organisation", _l("Organisation")),
}
"""Parameters of the address: which facet of the index each is, and how it is headed."""

PLACE = "place"
"""The parameter and facet of the place. It takes one value, as everywhere in the portal, and links keep it."""

KIND_NAMES: Mapping[str, str] = {
    Kind.SERVICE: _l("Service"),
    Kind.LIFE_EVENT: _l("Life event"),
    Kind.DOCUMENT: _l("Paper"),
    Kind.OFFICE: _l("Office"),
    Kind.ORGANISATION: _l("Organisation"),
    Kind.TARGET_GROUP: _l("Group of people"),
    Kind.TOPIC: _l("Topic"),
}
FREE = _l("Free of charge")
SHOWN_AT_ONCE = 12
"""Values of a filter that are shown; the others stand under one more fold."""
MOST_CHOSEN = 20
"""Values of one filter that are understood, as many as the index takes."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter, with how many results it would leave."""

    value: str
    label: Markup
    count: int
    remove: str | None
    """The address of this search without the value, where it is chosen."""

    @property
    def chosen(self) -> bool:
        """Tell whether the reader chose it."""
        return self.remove is not None


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter."""

    parameter: str
    heading: str
    values: tuple[FacetValue, ...]
    single: bool = False
    """One value only can be chosen."""

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """Return the values that are shown at once."""
        return self.values[:SHOWN_AT_ONCE]

    @property
    def others(self) -> tuple[FacetValue, ...]:
        """Return the values under one more fold."""
        return self.values[SHOWN_AT_ONCE:]

    @property
    def chosen(self) -> tuple[FacetValue, ...]:
        """Return the chosen values."""
        return tuple(value for value in self.values if value.chosen)


def asked_filters(reading: Reading) -> dict[str, tuple[str, ...]]:
    """Return the filters in the address, by facet of the index, without the place.

    A value that the catalogue does not have is passed over, as it could neither be shown nor be taken away.
    """
    names = _names(reading)
    filters = {}
    for parameter, (facet, _) in FACETS.items():
        known = [value for value in dict.fromkeys(request.args.getlist(parameter)) if _label(facet, value, names)]
        if known:
            filters[facet] = tuple(known[:MOST_CHOSEN])
    return filters


def chosen_group() -> dict[str, str]:
    """Return the target group that the search is narrowed to, as it is counted; nothing without one."""
    groups = asked_filters(reading_now()).get("target_group", ())
    return {"target_group": groups[0]} if groups else {}


def shown_facets(results: Hits, filters: Mapping[str, tuple[str, ...]], reading: Reading) -> tuple[Facet, ...]:
    """Return the filters that would narrow these results or already do, the most useful values first."""
    facets = [_place(results)]
    names = _names(reading)
    for parameter, (facet, heading) in FACETS.items():
        counts, chosen = results.facets.get(facet, {}), filters.get(facet, ())
        values = _values(parameter, {value: counts.get(value, 0) for value in (*counts, *chosen)}, chosen)
        labelled = (replace(value, label=name) for value in values if (name := _label(facet, value.value, names)))
        ordered = sorted(labelled, key=lambda value: _order(value, reading.language))
        facets.append(Facet(parameter, str(heading), tuple(ordered)))
    # What every result has narrows nothing.
    return tuple(
        facet for facet in facets if facet.chosen or any(0 < value.count < results.total for value in facet.values)
    )


def kind_name(kind: str) -> str:
    """Return what a kind of result is called."""
    return str(KIND_NAMES.get(kind, kind))


def _place(results: Hits) -> Facet:
    """Return the places for which something among the results holds in particular, and the chosen one."""
    here, counts = chosen_place(), results.facets.get(PLACE, {})
    chosen = (here.place,) if here else ()
    # Where a place is chosen all results hold there, even if none is of that place alone.
    numbers = {
        rule.place: results.total if rule.place in chosen else counts.get(rule.place, 0) for rule in frame().places
    }
    titles = {rule.place: words(rule.title) for rule in frame().places}
    offered = {place: number for place, number in numbers.items() if number or place in chosen}
    values = (replace(value, label=titles[value.value]) for value in _values(PLACE, offered, chosen))
    return Facet(PLACE, str(_l("Place")), tuple(values), single=True)


def _values(parameter: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> Iterator[FacetValue]:
    for value, count in counts.items():
        removing = address_without(parameter, value) if value in chosen else None
        yield FacetValue(value, Markup(), count, removing)


def _order(value: FacetValue, language: str) -> tuple[bool, int, bytes]:
    return not value.chosen, -value.count, formats.sort_key(value.label.striptags(), language)


def _names(reading: Reading) -> Mapping[tuple[str, str], Text]:
    """Return what the catalogue's own values are called, by facet and id."""
    lists = {"target_group": list_target_groups, "topic": list_topics, "organisation": list_organisations}
    return reading.kept(
        ("facet names", reading.language),
        lambda: {(facet, card.id): card.title for facet, cards in lists.items() for card in cards(reading).cards},
    )


def _label(facet: str, value: str, names: Mapping[tuple[str, str], Text]) -> Markup | None:
    """Return what a value is called, or None for one that does not exist."""
    match facet:
        case "kind":
            return escape(kind_name(value)) if value in KIND_NAMES else None
        case "channel":
            return escape(label(ChannelKind(value))) if value in list(ChannelKind) else None
        case "free":
            return escape(str(FREE)) if value == "yes" else None
        case _:
            name = names.get((facet, value))
            return words(name) if name else None
