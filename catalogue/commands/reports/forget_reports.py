"""Forgetting reports: those that were dealt with after ninety days, all others after a year."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, delete, or_, select

from catalogue.commands.reports.about import get_day
from catalogue.context import Catalogue
from catalogue.models import Report
from catalogue.reporting import DAYS_KEPT_CLOSED, DAYS_KEPT_OPEN

ACTOR = "reports"


def forget_reports(catalogue: Catalogue) -> int:
    """Delete the reports that are due and return how many; what was changed because of them stays public."""
    with catalogue.reading("en") as reading:
        due = _due(reading.today)
        if reading.session.scalars(select(Report.id).where(due).limit(1)).first() is None:
            return 0
    with catalogue.work(ACTOR) as work:
        return work.session.execute(delete(Report).where(_due(get_day(work)))).rowcount


def _due(today: date) -> ColumnElement[bool]:
    return or_(
        Report.closed_on < today - timedelta(days=DAYS_KEPT_CLOSED),
        Report.received_on < today - timedelta(days=DAYS_KEPT_OPEN),
    )
