"""The job of the reports: to forget what is due, looked for once an hour."""

from __future__ import annotations

from datetime import datetime

from catalogue.commands.reports.forget_reports import forget_reports
from catalogue.context import Catalogue
from catalogue.jobs.failed_searches import BETWEEN_LOOKS


class ForgettingReports:
    """Forgets reports that are due, and looks for them at most once an hour; a look that failed is repeated."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Forget what is due, if the last look was long enough ago."""
        now = catalogue.clock()
        if self._last is None or now - self._last >= BETWEEN_LOOKS:
            forget_reports(catalogue)
            self._last = now
