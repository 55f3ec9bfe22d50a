"""Counting whether a page, or the bot's answer about the same object, was useful: per day, and of no person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case

from catalogue.commands.reports.about import check_told, get_day
from catalogue.context import Work
from catalogue.database import insert_into
from catalogue.facts import Kind
from catalogue.models import PageRating
from catalogue.reporting import SECONDS_OF_ONE_CLICK, Channel


def rate_page(
    work: Work, kind: Kind, key: str, useful: bool, *, place: str | None, language: str, channel: Channel
) -> None:
    """Count one answer to “was this useful?”; a second click of the same hand counts nothing.

    Who answers is not known, so a click is the same hand's when it says the same of the same page within two seconds.
    Raises `NotFound` for what is not published.
    """
    told = check_told(work, kind, key, place=place, language=language)
    second = int(work.now.timestamp())
    counts = {"yes": int(useful), "no": int(not useful)}
    seen = {"last_yes": second if useful else 0, "last_no": 0 if useful else second}
    row: dict[str, Any] = {
        "day": get_day(work),
        "kind": kind.value,
        "key": key,
        "language": language,
        "channel": channel.value,
        "place": told.place or "",
        **counts,
        **seen,
    }
    column, last = ("yes", PageRating.last_yes) if useful else ("no", PageRating.last_no)
    is_another = last <= second - SECONDS_OF_ONE_CLICK
    counted = getattr(PageRating, column)
    work.session.execute(
        insert_into(work.session, PageRating)
        .values(row)
        .on_conflict_do_update(
            index_elements=["day", "kind", "key", "language", "channel", "place"],
            set_={column: counted + case((is_another, 1), else_=0), last.key: case((is_another, second), else_=last)},
        )
    )
