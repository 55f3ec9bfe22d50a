"""The jobs of cases: who waits too long is told, what is over is closed, and forgotten on time."""

from __future__ import annotations

from datetime import datetime, timedelta

from catalogue.commands.inquiries.pass_time import close_answered, forget_contacts, forget_texts, tell_of_late
from catalogue.context import Catalogue

BETWEEN_LOOKS = timedelta(hours=1)
"""The day changes at another hour in every country, so once a day would be up to a day late."""


class PassingTime:
    """Does what time does to cases, and looks for it at most once an hour; a look that failed is repeated."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Do what is due, if the last look was long enough ago."""
        now = catalogue.clock()
        if self._last is not None and now - self._last < BETWEEN_LOOKS:
            return
        for act in (tell_of_late, close_answered, forget_contacts, forget_texts):
            act(catalogue)
        self._last = now
