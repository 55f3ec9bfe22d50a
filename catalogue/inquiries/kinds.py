"""The kinds of case, and how a case came in."""

from __future__ import annotations

from enum import StrEnum


class InquiryKind(StrEnum):
    """What a person wants of the administration when no page answers."""

    QUESTION = "question"
    SUGGESTION = "suggestion"
    COMPLAINT = "complaint"
    """A service was not given as it should be."""
    GRIEVANCE = "grievance"
    """Somebody was wronged by what an office decided or did."""


class Came(StrEnum):
    """The door through which a case came in."""

    PORTAL = "portal"
    DESK = "desk"
    """A clerk wrote it down for somebody at the counter."""


class NoteOutcome(StrEnum):
    """What the public is told came of a case."""

    CHANGED = "changed"
    ANSWERED = "answered"
    NOTHING = "nothing"
    """Nothing was changed, and the note says why."""
