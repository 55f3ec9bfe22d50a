"""Why services lose points of the index, for the owners of their organisations."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from catalogue.errors import NotAllowed
from catalogue.facts import Kind
from catalogue.figures.service_index import Criterion, Measures, average, tenths
from catalogue.queries.experience import NONE, list_experiences
from catalogue.queries.live import fetch, selection
from catalogue.queries.named import every
from catalogue.queries.service_index import list_measured, score_of
from catalogue.queries.subjects import Hierarchy
from catalogue.queries.wording import title
from catalogue.rights import Action, Person, Subject, may, require

if TYPE_CHECKING:
    from catalogue.context import Reading

_NAMED = selection(cards=every(Kind.SERVICE, Kind.ORGANISATION))


@dataclass(frozen=True, slots=True)
class Loss:
    """What one service lacks of one criterion, in tenths of a point."""

    criterion: Criterion
    tenths: int
    most: int
    """Points that there are to earn."""


@dataclass(frozen=True, slots=True)
class ScoredService:
    """One service with its score in tenths, and what it loses: the most first."""

    key: str
    title: str
    organisation: str
    tenths: int
    losses: tuple[Loss, ...]
    measures: Measures
    behind: tuple[str, ...]
    """Languages in which it is not told in full and current."""


@dataclass(frozen=True, slots=True)
class ScoredOrganisation:
    """One organisation by the mean of its services, in tenths."""

    key: str
    title: str
    tenths: int
    services: int


@dataclass(frozen=True, slots=True)
class LostPoints:
    """Organisations and services that somebody looks after, those with most to gain first."""

    organisations: tuple[ScoredOrganisation, ...]
    services: tuple[ScoredService, ...]


def get_lost_points(reading: Reading, person: Person, *, organisation: str | None = None) -> LostPoints:
    """Return what the services in somebody's care lose: of all their organisations, or of one with all below it.

    Raises `NotAllowed` for an organisation that they do not look after.
    """
    require(person, Action.SEE_INSIGHTS)
    hierarchy = Hierarchy.read(reading.session, now=reading.now)
    if organisation is not None:
        above = hierarchy.up_from(organisation)
        if not may(person, Action.SEE_INSIGHTS, Subject(Kind.ORGANISATION, organisation, above)):
            raise NotAllowed(Action.SEE_INSIGHTS.value)
    titles = {(live.kind, live.key): str(title(live, reading)) for live in fetch(reading, _NAMED).values()}
    experiences = list_experiences(reading)
    services: list[ScoredService] = []
    means: dict[str, list] = {}
    for one in list_measured(reading):
        above = hierarchy.up_from(one.organisation)
        if organisation is not None and organisation not in above:
            continue
        if not may(person, Action.SEE_INSIGHTS, Subject(Kind.SERVICE, one.key, above, one.place)):
            continue
        found = score_of(one, experiences.get(one.key, NONE))
        losses = [
            Loss(part.criterion, lost, part.most)
            for part in found.parts
            if (lost := tenths(Fraction(part.most) - part.points))
        ]
        means.setdefault(one.organisation, []).append(found)
        services.append(
            ScoredService(
                one.key,
                titles.get((Kind.SERVICE, one.key), one.key),
                one.organisation,
                found.tenths,
                tuple(sorted(losses, key=lambda loss: -loss.tenths)),
                one.measures,
                one.behind,
            )
        )
    organisations = [
        ScoredOrganisation(key, titles.get((Kind.ORGANISATION, key), key), tenths(average(found)), len(found))
        for key, found in means.items()
    ]
    return LostPoints(
        tuple(sorted(organisations, key=lambda one: (one.tenths, one.title))),
        tuple(sorted(services, key=lambda one: (one.tenths, one.title))),
    )
