"""The jobs of the counts: to write what was gathered every few seconds, to fold what is old every hour."""

from __future__ import annotations

from datetime import datetime

from catalogue.commands.counts.fold_counts import fold_counts
from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.context import Catalogue
from catalogue.jobs.failed_searches import BETWEEN_LOOKS

SECONDS_GATHERED = 5.0
"""So much of the deeds a process that is killed may lose."""


def write_deeds(catalogue: Catalogue) -> None:
    """Write what has been gathered long enough; most of the time this asks the database nothing."""
    if catalogue.deeds.waits() >= SECONDS_GATHERED:
        record_deeds(catalogue)


class FoldingCounts:
    """Folds what is due, and looks for it at most once an hour; a look that failed is repeated."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Fold what is due, if the last look was long enough ago."""
        now = catalogue.clock()
        if self._last is None or now - self._last >= BETWEEN_LOOKS:
            fold_counts(catalogue)
            self._last = now
