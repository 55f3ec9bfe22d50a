"""How a case stands, and which act leads where. Everything that is not in the table cannot be done."""

from __future__ import annotations

from enum import StrEnum


class InquiryState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    """Somebody has taken it."""
    TRANSFERRED = "transferred"
    """It waits at another organisation for somebody to take it."""
    ANSWERED = "answered"
    REOPENED = "reopened"
    """The answer was not enough, and it waits again."""
    CLOSED = "closed"


class Act(StrEnum):
    """What is done to a case; the trail keeps these words."""

    RECEIVE = "received"
    TAKE = "taken"
    TRANSFER = "transferred"
    INVOLVE = "involved"
    """Another organisation is asked to help; the case stays where it is."""
    ANSWER = "answered"
    REOPEN = "reopened"
    CLOSE = "closed"
    NOTIFY = "notified"
    """The person was told that the answer is late."""
    ESCALATE = "escalated"
    """The organisation above was told that the answer is late."""
    NOTE = "noted"
    """Somebody wrote what the public could be told."""
    PUBLISH = "published"
    WITHDRAW = "withdrawn"
    """What the public was told was taken back."""
    FORGET = "forgotten"
    """Contact or texts were deleted because their time was over."""


_S, _A = InquiryState, Act
OPEN = frozenset({_S.RECEIVED, _S.ASSIGNED, _S.TRANSFERRED, _S.REOPENED})
"""States in which an answer is owed."""
DONE = frozenset({_S.ANSWERED, _S.CLOSED})

TABLE: dict[Act, dict[InquiryState, InquiryState]] = {
    _A.TAKE: dict.fromkeys(OPEN, _S.ASSIGNED),
    _A.TRANSFER: dict.fromkeys(OPEN, _S.TRANSFERRED),
    _A.INVOLVE: {state: state for state in OPEN},
    _A.ANSWER: {_S.ASSIGNED: _S.ANSWERED},
    _A.REOPEN: dict.fromkeys(DONE, _S.REOPENED),
    _A.CLOSE: {_S.ANSWERED: _S.CLOSED},
    _A.NOTIFY: {state: state for state in OPEN},
    _A.ESCALATE: {state: state for state in OPEN},
    _A.NOTE: {state: state for state in DONE},
    _A.PUBLISH: {state: state for state in DONE},
    _A.FORGET: {_S.CLOSED: _S.CLOSED},
}


def state_after(state: InquiryState, act: Act) -> InquiryState | None:
    """Return how a case stands after an act, or None where the act cannot be done to it."""
    return TABLE.get(act, {}).get(state)
