"""Counts of "was this answered?" and of questions without an answer: per day, of no conversation and no person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bots.conversations.store import Conversations
from bots.dialogue.reply import Rating

FEWEST = 5
"""What fewer answers tell is shown to nobody: a single one might be recognised."""


@dataclass(frozen=True, slots=True)
class Ratings:
    """What people said about the answers to one service or life event, in one language on one channel."""

    language: str
    channel: str
    kind: str
    """Empty for questions that were declined, which are about nothing we have."""
    id: str
    yes: int
    no: int
    declined: int


def note_rating(conversations: Conversations, rating: Rating, language: str, channel: str, day: date) -> None:
    """Count what a person said to "was this answered?"."""
    _count(conversations, "yes" if rating.useful else "no", day, language, channel, rating.kind, rating.id)


def note_declined(conversations: Conversations, language: str, channel: str, day: date) -> None:
    """Count a question to which there was no answer."""
    _count(conversations, "declined", day, language, channel, "", "")


def list_ratings(conversations: Conversations, since: date, until: date) -> tuple[Ratings, ...]:
    """Return the counts of a span of days, both included; what has most "no" first, nothing of fewer than `FEWEST`."""
    with conversations.file.reading() as connection:
        rows = connection.execute(
            "SELECT language, channel, kind, id, sum(yes), sum(no), sum(declined) FROM ratings"
            " WHERE day BETWEEN ? AND ? GROUP BY language, channel, kind, id"
            " HAVING sum(yes) + sum(no) + sum(declined) >= ?"
            " ORDER BY sum(no) DESC, sum(declined) DESC, kind, id, language, channel",
            (since.isoformat(), until.isoformat(), FEWEST),
        ).fetchall()
    return tuple(Ratings(*row) for row in rows)


def _count(conversations: Conversations, what: str, day: date, language: str, channel: str, kind: str, id: str) -> None:
    with conversations.file.changing() as connection:
        connection.execute(
            f"INSERT INTO ratings (day, language, channel, kind, id, {what}) VALUES (?, ?, ?, ?, ?, 1)"  # noqa: S608 - a column of ours
            f" ON CONFLICT DO UPDATE SET {what} = {what} + 1",
            (day.isoformat(), language, channel, kind, id),
        )
