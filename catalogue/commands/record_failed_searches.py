"""Writing the gathered failed searches into their ledger: sealed, and counted together when their words are equal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from catalogue.commands.note_failed_search import normalised
from catalogue.context import Catalogue
from catalogue.database import insert_into
from catalogue.models import FORGOTTEN, FailedSearch, place_of
from catalogue.sealing import Seal
from catalogue.tally import Sought, Times

ACTOR = "ledger"
_ROWS_AT_ONCE = 200

MOST_TEXTS_A_DAY = 20_000
"""Different texts that are kept of one day; a flood of made-up searches fills the ledger no further. More than that
fail in no country on a day for reasons that an editor could mend."""


def record_failed_searches(catalogue: Catalogue) -> int:
    """Write what this process has gathered, in one transaction; return how many searches and reports that were.

    What cannot be written is gathered again, within the bound of the tally.
    """
    gathered = catalogue.tally.take()
    if not gathered:
        return 0
    try:
        rows = _rows(gathered, catalogue.seal)
        with catalogue.work(ACTOR) as work:
            add_counts(work.session, _within_room(work.session, rows))
    except BaseException:
        catalogue.tally.put_back(gathered)
        raise
    return sum(times.searches + times.reports for times in gathered.values())


def add_counts(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    """Add rows of counts to the ledger; a text that is there already stays as it is."""
    # Always in the same order, so that two processes that write at once wait for each other and not in a circle.
    ordered = sorted(rows, key=lambda row: (row["language"], row["digest"], row["day"]))
    for start in range(0, len(ordered), _ROWS_AT_ONCE):
        statement = insert_into(session, FailedSearch).values(ordered[start : start + _ROWS_AT_ONCE])
        added = {
            name: getattr(FailedSearch, name) + getattr(statement.excluded, name)
            for name in ("searches", "reports", "at_desk")
        }
        session.execute(
            statement.on_conflict_do_update(
                index_elements=[FailedSearch.language, FailedSearch.digest, FailedSearch.day], set_=added
            )
        )


def forgotten_row(language: str, day: date, searches: int, reports: int) -> dict[str, Any]:
    """Return a row of counts of which no text is kept."""
    return {
        "language": language,
        "digest": FORGOTTEN,
        "day": day,
        "searches": searches,
        "reports": reports,
        "at_desk": 0,
        "sealed": None,
        "stays": False,
    }


def _within_room(session: Session, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows, without their texts where the ledger has no room left for new ones on their day."""
    days = {row["day"] for row in rows}
    counted = select(FailedSearch.day, func.count()).where(FailedSearch.day.in_(days)).group_by(FailedSearch.day)
    held = dict(session.execute(counted).all())
    room = {day: MOST_TEXTS_A_DAY - held.get(day, 0) for day in days}
    if min(room.values()) >= len(rows):
        return rows
    columns = (FailedSearch.language, FailedSearch.digest, FailedSearch.day)
    keys = [(row["language"], row["digest"], row["day"]) for row in rows]
    known = {tuple(key) for key in session.execute(select(*columns).where(tuple_(*columns).in_(keys)))}
    kept: list[dict[str, Any]] = []
    forgotten: dict[tuple[str, date], dict[str, Any]] = {}
    for key, row in zip(keys, rows, strict=True):
        if row["digest"] == FORGOTTEN or (key not in known and room[row["day"]] <= 0):
            sum_of_day = forgotten.setdefault((key[0], key[2]), forgotten_row(key[0], key[2], 0, 0))
            sum_of_day["searches"] += row["searches"]
            sum_of_day["reports"] += row["reports"]
            sum_of_day["at_desk"] += row["at_desk"]
            continue
        room[row["day"]] -= key not in known
        kept.append(row)
    return [*kept, *forgotten.values()]


def _rows(gathered: dict[Sought, Times], seal: Seal) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str, date], dict[str, Any]] = {}
    for sought, times in gathered.items():
        digest = seal.digest(normalised(sought.text)) if sought.text else FORGOTTEN
        key = (sought.language, digest, sought.day)
        if key not in rows:
            rows[key] = forgotten_row(sought.language, sought.day, 0, 0)
            if sought.text:
                rows[key] |= {"digest": digest, "sealed": seal.seal(sought.text, place_of(*key))}
        rows[key]["searches"] += times.searches
        rows[key]["reports"] += times.reports
        rows[key]["at_desk"] += times.at_desk
    return list(rows.values())
