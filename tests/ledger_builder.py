"""Builders for tests of the ledger: searches that failed on a day, what is stored of them, what is given out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from catalogue.commands.note_failed_search import note_failed_search
from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.context import Catalogue
from catalogue.models import FailedSearch
from catalogue.queries.failed_searches import list_failed_searches
from catalogue.read_models.failed_searches import FailedSearchList


def seek(catalogue: Catalogue, *texts: str, language: str = "en", times: int = 1, reports: int = 0) -> None:
    """Search in vain for these texts, each so many times, and record it."""
    with catalogue.reading(language) as reading:
        for text in texts:
            for _ in range(times):
                note_failed_search(catalogue, reading, text)
            for _ in range(reports):
                note_failed_search(catalogue, reading, text, report=True)
    record_failed_searches(catalogue)


def seek_on_two_days(catalogue: Catalogue, *texts: str, language: str = "en", times: int = 1, reports: int = 0) -> None:
    """Search in vain for these texts, each so many times in all: once the day before, all other times today."""
    clock: Any = catalogue.clock
    clock.move(days=-1)
    seek(catalogue, *texts, language=language)
    clock.move(days=1)
    seek(catalogue, *texts, language=language, times=times - 1, reports=reports)


def stored(catalogue: Catalogue) -> list[tuple]:
    """Return the rows of the ledger: language, days ago, searches, reports, text (None where it is forgotten)."""
    with catalogue.reading("en") as reading:
        rows = reading.session.scalars(select(FailedSearch).order_by(FailedSearch.day, FailedSearch.digest)).all()
        today = reading.today
        return [
            (
                row.language,
                (today - row.day) // timedelta(days=1),
                row.searches,
                row.reports,
                None if row.sealed is None else catalogue.seal.open(row.sealed, row.place),
            )
            for row in rows
        ]


def listed(catalogue: Catalogue, **narrowed: object) -> FailedSearchList:
    """Return what is given out."""
    with catalogue.reading("en") as reading:
        return list_failed_searches(reading, catalogue.seal, **narrowed)
