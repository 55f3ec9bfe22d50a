"""Writing the gathered failed searches into their ledger: sealed, and counted together when their words are equal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from catalogue.commands.note_failed_search import normalised
from catalogue.context import Catalogue
from catalogue.database import insert_into
from catalogue.models import FORGOTTEN, FailedSearch, place_of
from catalogue.sealing import Seal
from catalogue.tally import Sought, Times

ACTOR = "ledger"
_ROWS_AT_ONCE = 200


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
            add_counts(work.session, rows)
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
            name: getattr(FailedSearch, name) + getattr(statement.excluded, name) for name in ("searches", "reports")
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
        "sealed": None,
        "stays": False,
    }


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
    return list(rows.values())
