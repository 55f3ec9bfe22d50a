"""The service index of the live catalogue: measured once for each of its states and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from catalogue.facts import Kind, Service
from catalogue.facts.words import Shape, Words, sections
from catalogue.figures.service_index import Measures, Score, Topic, average, check_of, score, tenths
from catalogue.languages import formats
from catalogue.queries.experience import NONE, Experience, list_experiences
from catalogue.queries.live import Live, fetch, selection
from catalogue.queries.named import every
from catalogue.queries.wording import card, freshness
from catalogue.read_models.service_index import RankedOrganisation, RankedService, ServiceIndex
from catalogue.read_models.text import Freshness

if TYPE_CHECKING:
    from catalogue.context import Reading

_MEASURED = selection(whole=every(Kind.SERVICE))
_CARDS = selection(cards=every(Kind.SERVICE, Kind.ORGANISATION))


@dataclass(frozen=True, slots=True)
class Measured:
    """One service, who answers for it, and what was measured of it."""

    key: str
    organisation: str
    place: str | None
    measures: Measures
    behind: tuple[str, ...]
    """The languages in which it is not told in full and current."""


Scored = Mapping[str, tuple[str, Score]]
"""By service: the organisation that answers for it, and the score."""


def get_service_index(reading: Reading, experiences: Mapping[str, Experience] | None = None) -> ServiceIndex:
    """Return services and organisations by their national facts, the best first, equal ones by title.

    `experiences` tells by service what people experienced; left out, it is what they told within a year.
    """
    if experiences is None:
        scored: Scored = reading.kept(
            ("service index", reading.today), lambda: _score(reading, list_experiences(reading))
        )
    else:
        scored = _score(reading, experiences)
    cards = {(live.kind, live.key): card(live, reading) for live in fetch(reading, _CARDS).values()}

    def order(found: tuple[int, str], kind: Kind) -> tuple[int, bytes, str]:
        return (-found[0], formats.sort_key(cards[kind, found[1]].title.value, reading.language), found[1])

    services = sorted(((one.tenths, key) for key, (_, one) in scored.items()), key=lambda one: order(one, Kind.SERVICE))
    of_organisation: dict[str, list[Score]] = {}
    for organisation, one in scored.values():
        if (Kind.ORGANISATION, organisation) in cards:
            of_organisation.setdefault(organisation, []).append(one)
    means = ((tenths(average(found)), key) for key, found in of_organisation.items())
    organisations = sorted(means, key=lambda one: order(one, Kind.ORGANISATION))
    return ServiceIndex(
        tuple(
            RankedOrganisation(rank, cards[Kind.ORGANISATION, key], value, len(of_organisation[key]))
            for rank, value, key in _ranked(organisations)
        ),
        tuple(
            RankedService(
                rank, cards[Kind.SERVICE, key], scored[key][0], value,
                tuple((part.criterion.value, tenths(part.points), part.most) for part in scored[key][1].parts),
            )
            for rank, value, key in _ranked(services)
        ),
    )  # fmt: skip


def _ranked(found: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
    """Return rank, value and key; who is equal shares the rank, and the next rank tells how many go before."""
    ranked: list[tuple[int, int, str]] = []
    for value, group in groupby(found, key=lambda one: one[0]):
        rank = len(ranked) + 1
        ranked += [(rank, value, key) for _, key in group]
    return ranked


def list_measured(reading: Reading) -> tuple[Measured, ...]:
    """Return every live service with its measures, in the order of their ids."""
    return reading.kept(("measured services", reading.today), lambda: tuple(_measured(reading)))


def _measured(reading: Reading) -> Iterator[Measured]:
    bundle = fetch(reading, _MEASURED, languages=reading.all_languages)
    for live in sorted(bundle.of(Kind.SERVICE), key=lambda one: one.key):
        if live.facts is not None:
            behind = [code for code in reading.all_languages if not _is_current_in(code, live, reading)]
            yield Measured(live.key, live.facts.organisation, live.facts.place, _measure(live, reading), tuple(behind))


def _score(reading: Reading, experiences: Mapping[str, Experience]) -> Scored:
    return {
        one.key: (one.organisation, score_of(one, experiences.get(one.key, NONE))) for one in list_measured(reading)
    }


def score_of(measured: Measured, experience: Experience) -> Score:
    """Return the score of a service by what was measured of it and what people experienced."""
    return score(measured.measures, experience.satisfaction, experience.punctuality)


def _measure(live: Live, reading: Reading) -> Measures:
    service: Service = live.facts
    source = live.words.get(reading.source_language) or Words({})
    everywhere = any(not time.channels for time in service.times)
    timed = {channel for time in service.times for channel in time.channels}
    told = {
        Topic.WHO: source.sections.get("who") or service.criteria,
        Topic.NEXT: source.sections.get("next"),
        Topic.OUTPUT: service.outputs,
        Topic.LAW: service.laws or any(fee.law for fee in service.fees),
        Topic.HOW: all(source.sections.get(f"channels.{channel.id}") for channel in service.channels),
    }
    languages = reading.all_languages
    return Measures(
        frozenset(topic for topic, found in told.items() if found),
        tuple((channel.kind, channel.depth) for channel in service.channels),
        sum(everywhere or channel.id in timed for channel in service.channels),
        sum(_is_current_in(language, live, reading) for language in languages),
        len(languages),
        check_of(service.checked, service.review, reading.today),
    )


def _is_current_in(language: str, live: Live, reading: Reading) -> bool:
    source = live.words.get(reading.source_language) or Words({})
    if language == reading.source_language:
        return bool(source.sections)
    words = live.words.get(language)
    if words is None:
        return False
    # Lists, such as other names, every language has of its own.
    needed = [section.key for section in sections(live.facts) if section.shape is not Shape.LIST]
    return all(
        words.sections.get(key) and freshness(key, words, source) is Freshness.CURRENT
        for key in needed
        if source.sections.get(key)
    )
