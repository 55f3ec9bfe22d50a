"""What a conversation remembers: ids, enumerated codes and dates – and, for half an hour, words that the catalogue has.

Nothing that a person typed is in here, so a memory can be stored, printed and carried by a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal, Self, cast

from bots.dialogue.utterance import Action
from catalogue.facts.base import ID_PATTERN
from catalogue.languages import languages
from catalogue.plans.pathway import Situation
from catalogue.read_models.plan import Tick

TERMS_KEPT = timedelta(minutes=30)
"""For so long the catalogue's own words of the last turn help to understand the next one."""
MOST_TERMS = 12
MOST_KEPT = 60
"""Entries of a table that are kept of a memory that comes from outside."""

SubjectKind = Literal["service", "life_event", "office", "document", "organisation"]
TICKS: tuple[Tick, ...] = ("done", "not-for-me", "waiting")
_KINDS = ("service", "life_event", "office", "document", "organisation")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the conversation is about."""

    kind: SubjectKind
    id: str


@dataclass(frozen=True, slots=True)
class Memory:
    """One conversation. Whatever is not known any more by the catalogue is ignored by who reads it."""

    language: str | None = None
    """Chosen by the person, or heard in the first clear sentence; then it stays until another is chosen."""
    place: str | None = None
    subject: Subject | None = None
    intents: tuple[str, ...] = ()
    """What was asked in the last turn about the subject."""
    awaiting: Action | None = None
    """What the bot asked last, as the action that takes the answer, such as `answer:parents-married`."""
    life_event: str | None = None
    """The life event whose plan is being made."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """Question → option; questions are shared by all pathways, so nobody is asked twice."""
    skipped: tuple[str, ...] = ()
    """Questions that the person did not want to answer, `event-date` and `place` among them."""
    event_date: date | None = None
    ticks: Mapping[str, Tick] = field(default_factory=dict)
    """Step → how it stands, of the life event whose plan is being made."""
    applied: Mapping[str, date] = field(default_factory=dict)
    """Step → the day on which the person asked for it."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """Step → the way of doing it that was chosen on the portal, where a plan's code brought one."""
    reminders: bool = False
    """The person asked to be reminded of the deadlines of the plan."""
    rated: bool = False
    """Whether "was this answered?" was asked; it is asked once."""
    answered: bool = False
    """Whether the person has said so; it is counted once, however often the button is pressed."""
    ticket: str | None = None
    """The secret by which the conversation finds its place in the queue of the desk."""
    ticket_day: date | None = None
    """The day on which it stands there; the queue ends with it."""
    notices: tuple[str, ...] = ()
    """Emergency notices that the person has seen."""
    offered_language: str | None = None
    """Another language that was heard and offered, so that it is not offered again and again."""
    terms: tuple[str, ...] = ()
    terms_until: datetime | None = None

    def changed(self, **changes: Any) -> Self:
        """Return the memory with some of it changed."""
        return replace(self, **changes)

    def terms_at(self, now: datetime) -> tuple[str, ...]:
        """Return the catalogue's words of the last turn, while they may still be used."""
        return self.terms if self.terms_until is not None and now < self.terms_until else ()

    def with_terms(self, terms: tuple[str, ...], now: datetime) -> Self:
        """Return the memory with the catalogue's words of this turn in place of those of the last one."""
        return replace(self, terms=terms[:MOST_TERMS], terms_until=now + TERMS_KEPT if terms else None)

    def situation(self, as_of: date, as_of_chosen: bool = False) -> Situation:
        """Return what is known of the person, as plans read it."""
        return Situation(
            as_of=as_of,
            answers=self.answers,
            place=self.place,
            event_date=self.event_date,
            channels=self.channels,
            ticks=self.ticks,
            applied=self.applied,
            as_of_chosen=as_of_chosen,
        )

    def to_plain(self) -> dict[str, Any]:
        """Return the memory as JSON has it; what is empty is left out."""
        plain: dict[str, Any] = {
            "language": self.language,
            "place": self.place,
            "subject": [self.subject.kind, self.subject.id] if self.subject else None,
            "intents": list(self.intents),
            "awaiting": str(self.awaiting) if self.awaiting else None,
            "life_event": self.life_event,
            "answers": dict(self.answers),
            "skipped": list(self.skipped),
            "event_date": self.event_date.isoformat() if self.event_date else None,
            "ticks": dict(self.ticks),
            "applied": {step: day.isoformat() for step, day in self.applied.items()},
            "channels": dict(self.channels),
            "reminders": self.reminders,
            "rated": self.rated,
            "answered": self.answered,
            "ticket": self.ticket,
            "ticket_day": self.ticket_day.isoformat() if self.ticket_day else None,
            "notices": list(self.notices),
            "offered_language": self.offered_language,
            "terms": list(self.terms),
            "terms_until": self.terms_until.isoformat(timespec="seconds") if self.terms_until else None,
        }
        return {name: value for name, value in plain.items() if value}

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Return the memory that JSON carries. Never raises: what has another shape is forgotten, field by field."""
        if not isinstance(plain, dict):
            return cls()
        subject = plain.get("subject")
        kept = isinstance(subject, list) and len(subject) == 2 and subject[0] in _KINDS and _is_id(subject[1])
        awaiting = plain.get("awaiting")
        return cls(
            language=_known(plain.get("language")),
            place=_id(plain.get("place")),
            subject=Subject(cast(SubjectKind, subject[0]), subject[1]) if kept else None,
            intents=_ids(plain.get("intents")),
            awaiting=Action.parse(awaiting) if isinstance(awaiting, str) else None,
            life_event=_id(plain.get("life_event")),
            answers=_table(plain.get("answers"), _id),
            skipped=_ids(plain.get("skipped")),
            event_date=_day(plain.get("event_date")),
            ticks=_table(plain.get("ticks"), lambda tick: tick if tick in TICKS else None),
            applied=_table(plain.get("applied"), _day),
            channels=_table(plain.get("channels"), _id),
            reminders=plain.get("reminders") is True,
            rated=plain.get("rated") is True,
            answered=plain.get("answered") is True,
            ticket=_id(plain.get("ticket")),
            ticket_day=_day(plain.get("ticket_day")),
            notices=_ids(plain.get("notices")),
            offered_language=_known(plain.get("offered_language")),
            terms=tuple(term[:60] for term in _list(plain.get("terms"))[:MOST_TERMS] if isinstance(term, str)),
            terms_until=_instant(plain.get("terms_until")),
        )


def _known(code: object) -> str | None:
    return code if isinstance(code, str) and code in languages() else None


_ID = re.compile(ID_PATTERN.replace("(?:-", "(?:[-_]"))


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 60 and _ID.fullmatch(value) is not None


def _id(value: object) -> str | None:
    return cast(str, value) if _is_id(value) else None


def _list(value: object) -> list[object]:
    return value[:MOST_KEPT] if isinstance(value, list) else []


def _ids(value: object) -> tuple[str, ...]:
    return tuple(cast(str, one) for one in _list(value) if _is_id(one))


def _table(value: object, read: Callable[[object], Any]) -> dict[str, Any]:
    if not isinstance(value, dict):
        return {}
    found = {key: read(one) for key, one in list(value.items())[:MOST_KEPT] if _is_id(key)}
    return {key: one for key, one in found.items() if one is not None}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _instant(value: object) -> datetime | None:
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return instant if instant is not None and instant.tzinfo is not None else None
