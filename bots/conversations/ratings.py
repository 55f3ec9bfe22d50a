"""Counts of what a reply was – an answer, none, "was this answered?" – in the catalogue, beside those of the portal."""

from __future__ import annotations

import logging

from bots.conversations.deeds import count_deeds
from bots.dialogue.reply import Rating, Reply
from catalogue.commands.reports.rate_page import rate_page
from catalogue.context import Catalogue
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.reporting import Channel

ACTOR = "bot"

_log = logging.getLogger(__name__)


def count_reply(catalogue: Catalogue, reply: Reply, *, place: str | None, channel: str) -> None:
    """Count what a reply tells of: a rating, an answer, or that there was none.

    An answer is not lost because it could not be counted.
    """
    try:
        if reply.rating is not None:
            note_rating(catalogue, reply.rating, reply.language, place)
        else:
            count_deeds(catalogue, reply, place=place, channel=channel)
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
