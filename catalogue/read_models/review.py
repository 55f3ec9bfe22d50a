"""Drafts, reviews and care as staff see them: who has what to do, how a part stands, and what became of it before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from catalogue.facts.kinds import Kind


class Stage(StrEnum):
    """Where an edition stands for those who read its history."""

    DRAFT = "draft"
    SENT_BACK = "sent_back"
    IN_REVIEW = "in_review"
    SCHEDULED = "scheduled"
    LIVE = "live"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class OpenPart:
    """One draft, or one edition in review."""

    kind: Kind
    key: str
    part: str
    title: str
    stage: Stage
    number: int
    authors: tuple[str, ...]
    note: str | None
    comment: str | None
    changed: datetime
    """When somebody last did something to it."""


@dataclass(frozen=True, slots=True)
class ScheduledPart:
    """One edition that takes over at an instant to come."""

    kind: Kind
    key: str
    part: str
    title: str
    number: int
    author: str
    reviewer: str | None
    published_from: datetime


@dataclass(frozen=True, slots=True)
class Overdue:
    """An object whose check was due."""

    kind: Kind
    key: str
    title: str
    owner: str | None
    review: date
    very: bool
    """More than twice the time from check to check has passed since the last check."""


@dataclass(frozen=True, slots=True)
class TranslationCounts:
    """How many sections of a translation need a hand."""

    outdated: int = 0
    missing: int = 0
    machine: int = 0

    def __bool__(self) -> bool:
        return bool(self.outdated or self.missing or self.machine)


@dataclass(frozen=True, slots=True)
class TranslationNeed:
    """One object whose words in one language need a hand."""

    kind: Kind
    key: str
    title: str
    language: str
    counts: TranslationCounts


@dataclass(frozen=True)
class WorkList:
    """What one person has to do, the most pressing first."""

    sent_back: tuple[OpenPart, ...]
    mine: tuple[OpenPart, ...]
    waiting: tuple[OpenPart, ...]
    """What the person may review and did not write."""
    in_review: tuple[OpenPart, ...]
    """What the person wrote and others review."""
    overdue: tuple[Overdue, ...]
    translations: Mapping[str, int]
    """By language: how many objects need a hand. `list_translations` names them."""
    scheduled: tuple[ScheduledPart, ...]


@dataclass(frozen=True)
class Editable:
    """One part as an editor opens it."""

    kind: Kind
    key: str
    part: str
    body: dict[str, Any]
    """The open draft, or what is live, or what was published last; empty for what is new."""
    lock: str
    """Handed back with what is saved."""
    stage: Stage | None
    """How the open draft stands; None when none is open."""
    number: int | None
    authors: tuple[str, ...]
    note: str | None
    comment: str | None
    minor: bool
    by_files: bool
    """Content files left the draft; nobody has read it."""
    live: dict[str, Any] | None
    live_number: int | None
    behind: bool
    """Something was published since the draft was begun; it has to be brought up to date before it is published."""
    scheduled: tuple[tuple[int, datetime], ...]
    """Numbers and instants of the editions that take over later."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the history of a part."""

    part: str
    number: int
    stage: Stage
    author: str
    reviewer: str | None
    by_files: bool
    minor: bool
    note: str | None
    comment: str | None
    created_at: datetime
    published_from: datetime | None
    published_until: datetime | None


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the log."""

    at: datetime
    actor: str
    action: str
    part: str | None
    number: int | None
    """Of the edition that it was done to."""
    before: int | None
    """Of the edition that was live until then."""
    said: str | None
    """The note, the comment or the reason that was given."""


@dataclass(frozen=True)
class History:
    """What became of an object: its editions, newest first within each part, and the log, newest first."""

    kind: Kind
    key: str
    withdrawn_at: datetime | None
    editions: tuple[EditionLine, ...]
    acts: tuple[Act, ...]
