"""Cases as they are read: by who has the code, by clerks, by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from catalogue.inquiries.kinds import InquiryKind, NoteOutcome
from catalogue.inquiries.states import Act, InquiryState
from catalogue.read_models.cards import Card
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class Message:
    """What the person wrote, or what was answered."""

    from_person: bool
    text: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseStanding:
    """How a case stands: all that a bot tells who sends its code."""

    number: str
    """As it is printed."""
    kind: InquiryKind
    state: InquiryState
    received: date
    promised: date | None
    """None when no answer is owed any more."""
    late: bool
    answered: date | None
    reopen_until: date | None
    escalated: bool = False
    """It was late twice and the organisation above was told; only while an answer is owed."""


@dataclass(frozen=True, slots=True)
class FollowedCase:
    """What the person of a case sees with its code."""

    standing: CaseStanding
    about: Card | None
    organisation: Text | None
    messages: tuple[Message, ...]
    can_reopen: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a clerk's list."""

    number: str
    """As it is stored, for addresses."""
    shown_number: str
    kind: InquiryKind
    state: InquiryState
    about: Text | None
    organisation: str | None
    assigned_to: str | None
    received: date
    promised: date
    late: bool
    escalated: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of a clerk's list."""

    lines: tuple[CaseLine, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class TrailStep:
    """One act of the trail."""

    at: datetime
    actor: str
    act: Act
    source: str | None
    """The organisation that had it."""
    target: str | None


@dataclass(frozen=True, slots=True)
class Note:
    """What the public is told, or could be."""

    outcome: NoteOutcome
    text: str
    language: str
    written_by: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier case about the same, with what was answered."""

    number: str
    shown_number: str
    answered: date
    text: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class StaffCase:
    """A case as who handles it sees it."""

    line: CaseLine
    language: str
    about: Card | None
    place: str | None
    helping: tuple[str, ...]
    messages: tuple[Message, ...]
    trail: tuple[TrailStep, ...]
    note: Note | None
    contact: tuple[tuple[str, str], ...]
    """Pairs of `name`, `mail` or `phone` and what the person gave; none when they gave nothing, it
    was deleted, or somebody else has the case."""
    acts: frozenset[Act]
    """What can be done to it as it stands."""
    may_publish: bool
    reopen_until: date | None


@dataclass(frozen=True, slots=True)
class PublicNote:
    """“You said, we changed”: what a reviewer published of a case. Nothing of what the person wrote."""

    outcome: NoteOutcome
    text: Text
    kind: InquiryKind
    about: Card | None
    organisation: Text | None
    day: date


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What became of the cases of one kind; None stands for fewer than are told."""

    kind: InquiryKind
    received: int | None
    answered: int | None
    in_time: int | None
    """Of a hundred that were answered."""
    days: int | None
    """Within so many days half of them were answered."""
    promised_days: int
    """Working days that are promised."""
