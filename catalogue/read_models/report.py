"""Readers' reports as editors see them, ratings as figures, and the public notes of what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.facts.kinds import Kind
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the inbox."""

    id: int
    kind: str
    """A `catalogue.reporting.ReportKind`."""
    object_kind: Kind
    object_key: str
    title: str
    part: str | None
    field: str
    edition: int | None
    edition_now: int | None
    """The number that is live now; another than `edition` when the page was changed meanwhile."""
    place: str | None
    language: str
    channel: str
    text: str
    received_on: date
    office: str | None
    """The title of the office."""
    happened_on: date | None
    state: str
    reason: str
    moves: tuple[str, ...]
    """The states that it may move to."""
    told: bool
    """A public note says what was changed."""
    may_tell: bool
    """Whoever looks may write that note now."""


@dataclass(frozen=True, slots=True)
class PageRatings:
    """What people said of one object through one door, in one language."""

    kind: str
    key: str
    language: str
    channel: str
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Change:
    """What readers said of a page, and what was changed on it."""

    day: date
    said: Text
    changed: Text
