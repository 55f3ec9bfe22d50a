"""The queue of people whom the chat handed over, as a clerk and as their own conversation see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from catalogue.handed_over import DeskReply, QueueState
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class QueueLine:
    """Somebody in the queue, as a clerk sees them: codes and what these are called."""

    id: int
    number: int
    state: QueueState
    since: datetime
    language: str
    service: str | None
    service_title: Text | None
    life_event: str | None
    life_event_title: Text | None
    place: str | None
    plan: str | None
    taken_by: str | None
    reply: DeskReply | None


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """What a clerk tells: a sentence of ours, with an office or the code of a slip."""

    reply: DeskReply
    office: str | None
    slip: str | None


@dataclass(frozen=True, slots=True)
class PlaceInQueue:
    """The place of one conversation."""

    number: int
    before: int
    """How many wait before it."""
    state: QueueState
    answer: DeskAnswer | None
