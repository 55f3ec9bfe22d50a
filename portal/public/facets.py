"""The filters of a search: what the address asks for, and what each would leave, under the reader's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l

from catalogue.context import Reading
from catalogue.facts.kinds import Kind
from catalogue.facts.service import ChannelKind
from catalogue.queries.groups import list_target_groups, list_topics
from catalogue.queries.organisations import list_organisations
from portal.labels import label

FACETS: Mapping[str, tuple[str, str]] = {
    "kind": ("kind", _l("What you look for")),
    "for": ("target_group", _l("For whom")),
    "topic": ("topic", _l("Topic")),
    "channel": ("channel", _l("How to do it")),
    "free": ("free", _l("Costs")),
    "organisation": ("organisation", _l("Organisation")),
}
"""Parameters of the address: which facet of the index each is, and how it is headed."""

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
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a filter, with how many results it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter."""

    parameter: str
    heading: str
    values: tuple[FacetValue, ...]


def asked_filters() -> dict[str, tuple[str, ...]]:
    """Return the filters in the address, by facet of the index."""
    return {facet: tuple(chosen) for name, (facet, _) in FACETS.items() if (chosen := request.args.getlist(name))}


def shown_facets(
    counts: Mapping[str, Mapping[str, int]], filters: Mapping[str, tuple[str, ...]], reading: Reading
) -> tuple[Facet, ...]:
    """Return the filters that would narrow these results, the most useful values first."""
    names = reading.kept(("facet names", reading.language), lambda: _names(reading))
    facets = []
    for parameter, (facet, heading) in FACETS.items():
        chosen = filters.get(facet, ())
        found = {value: counts.get(facet, {}).get(value, 0) for value in (*counts.get(facet, {}), *chosen)}
        values = tuple(
            FacetValue(value, _label(facet, value, names), count, value in chosen)
            for value, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
            if _is_known(facet, value, names)
        )
        if any(value.chosen for value in values) or len(values) > (0 if facet == "free" else 1):
            facets.append(Facet(parameter, str(heading), values))
    return tuple(facets)


def kind_name(kind: str) -> str:
    """Return what a kind of result is called."""
    return str(KIND_NAMES.get(kind, kind))


def _names(reading: Reading) -> dict[tuple[str, str], str]:
    lists = {"target_group": list_target_groups, "topic": list_topics, "organisation": list_organisations}
    return {(facet, card.id): card.title.value for facet, cards in lists.items() for card in cards(reading).cards}


def _is_known(facet: str, value: str, names: Mapping[tuple[str, str], str]) -> bool:
    match facet:
        case "kind":
            return value in KIND_NAMES
        case "channel":
            return value in list(ChannelKind)
        case "free":
            return value == "yes"
        case _:
            return (facet, value) in names


def _label(facet: str, value: str, names: Mapping[tuple[str, str], str]) -> str:
    match facet:
        case "kind":
            return kind_name(value)
        case "channel":
            return label(ChannelKind(value)) if value in list(ChannelKind) else value
        case "free":
            return str(FREE)
        case _:
            return names.get((facet, value), value)
