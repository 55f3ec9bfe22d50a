"""A service page: all of one service for one place, one day and one language, in the fixed order of row C1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.service_lines import (
    ChannelSection,
    CriterionLine,
    DeadlineLine,
    ExceptionLine,
    FeeLine,
    FileLine,
    LawLine,
    OutputLine,
    RequirementGroup,
    RequirementLine,
    TimeLine,
    WaiverLine,
)
from catalogue.read_models.text import Freshness, Text


@dataclass(frozen=True, slots=True)
class PartOf:
    """A life event that the service is a step of (row B3)."""

    life_event: Card
    step: str
    number: int
    total: int
    previous: Card | None
    following: Card | None
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """When the service was last checked, by whom, and when the next check is due. Saving is not checking."""

    on: date | None
    by: Text | None
    review: date | None
    overdue: bool
    being_rechecked: bool
    """A law it rests on has changed since the check."""


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything about one service for one reader."""

    id: str
    code: str
    language: str
    place: LocalRule | None
    """The place it is shown for, or None for national rules."""
    as_of: date
    title: Text
    summary: Text
    overview: Text | None
    local: Text | None
    """What the place says of its own."""
    organisation: Card
    organisation_phone: str | None
    organisation_mail: str | None
    organisation_address: str | None
    who: Text
    criteria: tuple[CriterionLine, ...]
    requirements: tuple[RequirementGroup, ...]
    """What the person brings."""
    supplied: tuple[RequirementLine, ...]
    """What the person need not bring."""
    fees: tuple[FeeLine, ...]
    waivers: tuple[WaiverLine, ...]
    times: tuple[TimeLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    channels: tuple[ChannelSection, ...]
    outputs: tuple[OutputLine, ...]
    next: Text | None
    exceptions: tuple[ExceptionLine, ...]
    files: tuple[FileLine, ...]
    complaint: Text | None
    laws: tuple[LawLine, ...]
    part_of: tuple[PartOf, ...]
    target_groups: tuple[Card, ...]
    topics: tuple[Card, ...]
    related: tuple[Card, ...]
    local_places: tuple[LocalRule, ...]
    """Places that have rules of their own for this service."""
    checked: Checked
    freshness: Freshness
    """How the stalest section of the page's words stands to its source."""
    sequence: int
    valid_until: date | None
    """The first day on which a fact shown here changes of itself."""
    sensitive: bool = False
    """Nobody else should come across that somebody read this page (row B7)."""
