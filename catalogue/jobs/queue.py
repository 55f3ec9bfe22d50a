"""The job that deletes the queues of days that are over, looked for once an hour."""

from __future__ import annotations

from datetime import datetime

from catalogue.commands.desk.queue import forget_queue
from catalogue.context import Catalogue
from catalogue.jobs.failed_searches import BETWEEN_LOOKS


class ForgettingQueue:
    """Deletes what is over, and looks for it at most once an hour; a look that failed is repeated."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Delete what is over, if the last look was long enough ago."""
        now = catalogue.clock()
        if self._last is None or now - self._last >= BETWEEN_LOOKS:
            forget_queue(catalogue)
            self._last = now
