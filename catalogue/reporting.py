"""Readers' reports on pages: their kinds, what they are about, how they stand and may move on. Pure.

A report is about a page, or about an office that asked for something else than the page says. It knows no person.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from catalogue.facts import KINDS, Kind
from catalogue.rights import FACTS_PART, Action, Person, Subject, may


class ReportKind(StrEnum):
    """What a report says."""

    WRONG = "wrong"
    """Something is wrong on a page."""
    ASKED = "asked"
    """An office asked for something that the page does not ask for."""
    CHARGED = "charged"
    """An office charged more than the page says."""


OF_OFFICES = frozenset({ReportKind.ASKED, ReportKind.CHARGED})
"""Reports about what happened at an office: one alone may be a misunderstanding, or tell who complained."""


class Channel(StrEnum):
    """The door through which something came."""

    PORTAL = "portal"
    BOT = "bot"
    DESK = "desk"


class Matter(StrEnum):
    """What on a page is wrong; the desk may name a field of its own choice instead."""

    DOCUMENTS = "documents"
    FEES = "fees"
    TIMES = "times"
    WHERE = "where"
    WORDS = "words"
    LINKS = "links"
    OTHER = "other"


class ReportState(StrEnum):
    """What became of a report."""

    NEW = "new"
    VALID = "valid"
    FIXED = "fixed"
    IRRELEVANT = "irrelevant"


MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.NEW: frozenset({ReportState.VALID, ReportState.FIXED, ReportState.IRRELEVANT}),
    ReportState.VALID: frozenset({ReportState.FIXED, ReportState.IRRELEVANT}),
    ReportState.FIXED: frozenset({ReportState.VALID}),
    ReportState.IRRELEVANT: frozenset({ReportState.VALID}),
}
"""From which state a report may move to which. Nothing becomes new again: somebody has looked at it."""

NEED_A_REASON = frozenset({ReportState.FIXED, ReportState.IRRELEVANT})
"""States of which the next one who looks must learn why."""

OPEN = frozenset({ReportState.NEW, ReportState.VALID})
"""States that ask for somebody's work."""

COUNTED = frozenset(ReportState) - {ReportState.IRRELEVANT}
"""States that count in figures."""

FEWEST = 3
"""So many reports about one office are needed before an editor sees any of them."""

LONGEST_TEXT = 1_000
"""Characters of a text that are read."""

PLAN = "plan"
"""What stands before a matter that is wrong on the plan of a life event and not on its page."""

OTHER_ITEM = "other"
"""The item of a report about something that is not on the page."""

DAYS_BACK = 365
"""How long ago a visit to an office may be: what was asked for before tells nothing of today."""

DAYS_KEPT_CLOSED = 90
"""For so long a report is kept that was dealt with; citizens are told this number."""
DAYS_KEPT_OPEN = 365
"""For so long a report is kept with which nobody dealt."""

DAYS_SHOWN = 60
"""For so long a page says what was changed on it because readers told us."""

SECONDS_OF_ONE_CLICK = 2
"""Ratings of one page that say the same within so many seconds are one: the second click of a hasty hand."""


def may_move(now: ReportState, then: ReportState) -> bool:
    """Tell whether a report that stands so may stand otherwise next."""
    return then in MOVES[now]


def may_handle(person: Person, kind: Kind, subject_of: Callable[[str | None], Subject], language: str) -> bool:
    """Tell whether somebody may deal with reports on an object, as far as they were written in a language.

    That is whoever may edit its facts, review it, or translate it into the language of the page that is reported.
    """
    if KINDS[kind].steers_search:
        return False
    return (
        may(person, Action.EDIT, subject_of(FACTS_PART))
        or may(person, Action.REVIEW, subject_of(FACTS_PART))
        or may(person, Action.TRANSLATE, subject_of(language))
    )
