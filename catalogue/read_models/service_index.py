"""The service index as its page and its file show it."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.read_models.cards import Card


@dataclass(frozen=True, slots=True)
class RankedService:
    """One service; equal scores have equal ranks. Scores and points are in tenths of a point."""

    rank: int
    card: Card
    organisation: str
    tenths: int
    parts: tuple[tuple[str, int, int], ...]
    """Criterion, tenths earned and points there are."""


@dataclass(frozen=True, slots=True)
class RankedOrganisation:
    """One organisation by the mean of its services' scores, in tenths of a point."""

    rank: int
    card: Card
    tenths: int
    services: int


@dataclass(frozen=True, slots=True)
class ServiceIndex:
    """Both rankings, the best first."""

    organisations: tuple[RankedOrganisation, ...]
    services: tuple[RankedService, ...]
