"""The job that forgets which services clerks opened, looked for every hour: days begin at every hour somewhere."""

from __future__ import annotations

from datetime import datetime

from catalogue.commands.desk.opened import forget_opened
from catalogue.context import Catalogue
from catalogue.jobs.failed_searches import BETWEEN_LOOKS


class ForgettingOpened:
    """Forgets what is due, and looks for it at most once an hour; a look that failed is repeated."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Forget what is due, if the last look was long enough ago."""
        now = catalogue.clock()
        if self._last is None or now - self._last >= BETWEEN_LOOKS:
            forget_opened(catalogue)
            self._last = now
