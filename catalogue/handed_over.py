"""People whom the chat hands over to the desk: how they stand in the queue, and what a clerk can tell them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from catalogue.passwords import digest_of_token


class QueueState(StrEnum):
    """How somebody stands in the queue."""

    WAITING = "waiting"
    TAKEN = "taken"
    """A clerk has them."""
    ANSWERED = "answered"
    GONE = "gone"
    """They left. Their codes are deleted; the number is kept until the day ends, so that nobody else gets it."""


class DeskReply(StrEnum):
    """What a clerk can tell: sentences of ours, with an office or a slip out of the catalogue and no free words."""

    COME = "come"
    CALL = "call"
    SLIP = "slip"


OF_AN_OFFICE = frozenset({DeskReply.COME, DeskReply.CALL})
"""Replies that name an office."""

MOST_WAITING = 60
"""So many wait at once at most: a longer queue helps nobody, and nobody can flood it."""
HIGHEST_NUMBER = 999
"""So many stand in the queue of one day at most: a number is short enough to be remembered."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What a conversation hands over: codes of the catalogue and of a plan. Nothing that a person wrote."""

    language: str
    life_event: str | None = None
    service: str | None = None
    place: str | None = None
    plan: str | None = None


def digest_of_ticket(ticket: str) -> str:
    """Return what is kept of a ticket, the secret by which a conversation finds its place in the queue."""
    return digest_of_token(f"queue {ticket}")
