"""Counts of "was this answered?" and of questions without an answer: per day, of no conversation and no person.

Ratings are counted in the catalogue, beside those of the portal's pages; questions that were declined are about nothing
that the catalogue has, and are counted here.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from bots.conversations.deeds import count_deeds
from bots.conversations.store import Conversations
from bots.dialogue.reply import Rating, Reply
from catalogue.commands.reports.rate_page import rate_page
from catalogue.context import Catalogue
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.reporting import Channel

FEWEST = 5
"""What fewer questions tell is shown to nobody: a single one might be recognised."""
ACTOR = "bot"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Declined:
    """How many questions found no answer, in one language on one channel."""

    language: str
    channel: str
    declined: int


def count_reply(
    catalogue: Catalogue, conversations: Conversations, reply: Reply, *, place: str | None, channel: str, day: date
) -> None:
    """Count what a reply tells of: a rating, an answer, or that there was none.

    An answer is not lost because it could not be counted.
    """
    try:
        count_deeds(catalogue, reply, place=place, channel=channel)
        if reply.rating is not None:
            note_rating(catalogue, reply.rating, reply.language, place)
        elif reply.confidence == 0.0:
            note_declined(conversations, reply.language, channel, day)
    except Exception as failure:  # noqa: BLE001 - a count is worth less than the answer
        _log.error("a turn of the chat could not be counted: %s", type(failure).__name__)


def note_rating(catalogue: Catalogue, rating: Rating, language: str, place: str | None) -> None:
    """Count what a person said to "was this answered?" among the ratings of the page about the same thing.

    What is not published any more is not rated.
    """
    try:
        with catalogue.work(ACTOR) as work:
            kind = Kind(rating.kind)
            rate_page(work, kind, rating.id, rating.useful, place=place, language=language, channel=Channel.BOT)
    except NotFound:
        return


def note_declined(conversations: Conversations, language: str, channel: str, day: date) -> None:
    """Count a question to which there was no answer."""
    with conversations.file.changing() as connection:
        connection.execute(
            "INSERT INTO ratings (day, language, channel, kind, id, declined) VALUES (?, ?, ?, '', '', 1)"
            " ON CONFLICT DO UPDATE SET declined = declined + 1",
            (day.isoformat(), language, channel),
        )


def list_declined(conversations: Conversations, since: date, until: date) -> tuple[Declined, ...]:
    """Return the counts of a span of days, both included; the most first, nothing of fewer than `FEWEST`."""
    with conversations.file.reading() as connection:
        rows = connection.execute(
            "SELECT language, channel, sum(declined) FROM ratings WHERE day BETWEEN ? AND ?"
            " GROUP BY language, channel HAVING sum(declined) >= ? ORDER BY sum(declined) DESC, language, channel",
            (since.isoformat(), until.isoformat(), FEWEST),
        ).fetchall()
    return tuple(Declined(*row) for row in rows)
