"""Forgetting: after thirty days the text of a failed search goes for good, unless it can tell of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from catalogue.commands.record_failed_searches import ACTOR, add_counts, forgotten_row
from catalogue.context import Catalogue
from catalogue.models import FORGOTTEN, FailedSearch, oldest_day_kept
from catalogue.sealing import Seal

DAYS_OF_MANY = 5
"""A text that was looked for on so many different days is hardly one person's own."""

_ROWS_AT_ONCE = 500

IsKnown = Callable[[str, str], bool]
"""Tells of a text and its language whether all its words are words of the catalogue."""


def forget_failed_searches(catalogue: Catalogue, is_known: IsKnown) -> int:
    """Forget the texts that are due and return how many rows of the ledger lost theirs; their counts stay.

    A text stays if all its words are words of the catalogue or it was looked for on five different days.
    """
    with catalogue.reading("en") as reading:
        oldest = oldest_day_kept(reading.today)
        if reading.session.scalars(select(FailedSearch.day).where(*_due(oldest)).limit(1)).first() is None:
            return 0
    forgotten = 0
    while True:
        with catalogue.work(ACTOR) as work:
            seen, gone = _forget_some(work.session, oldest, catalogue.seal, is_known)
        forgotten += gone
        if not seen:
            return forgotten


def _due(oldest: date) -> tuple:
    return FailedSearch.day < oldest, FailedSearch.digest != FORGOTTEN, FailedSearch.stays.is_(False)


def _forget_some(session: Session, oldest: date, seal: Seal, is_known: IsKnown) -> tuple[int, int]:
    """Decide some of what is due; return how many rows that were and how many of them are gone."""
    # Another process that does the same waits here, and then finds nothing left to count twice.
    due = (
        select(FailedSearch)
        .where(*_due(oldest))
        .order_by(FailedSearch.language, FailedSearch.digest, FailedSearch.day)
        .limit(_ROWS_AT_ONCE)
        .with_for_update()
    )
    rows = session.scalars(due).all()
    days = _days_of(session, {(row.language, row.digest) for row in rows})
    searches: Counter[tuple[str, date]] = Counter()
    reports: Counter[tuple[str, date]] = Counter()
    for row in rows:
        text = seal.open(row.sealed or b"", row.place)
        many = days[row.language, row.digest] >= DAYS_OF_MANY
        if text is not None and (many or is_known(text, row.language)):
            row.stays = True
            continue
        searches[row.language, row.day] += row.searches
        reports[row.language, row.day] += row.reports
        session.delete(row)
    session.flush()
    add_counts(session, [forgotten_row(*key, number, reports[key]) for key, number in searches.items()])
    return len(rows), sum(1 for row in rows if not row.stays)


def _days_of(session: Session, groups: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    if not groups:
        return {}
    counted = (
        select(FailedSearch.language, FailedSearch.digest, func.count())
        .where(tuple_(FailedSearch.language, FailedSearch.digest).in_(sorted(groups)))
        .group_by(FailedSearch.language, FailedSearch.digest)
    )
    return {(language, digest): days for language, digest, days in session.execute(counted)}
