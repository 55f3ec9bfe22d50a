"""The jobs of the ledger of failed searches: to write what was gathered every few seconds, to forget every hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from catalogue.commands.forget_failed_searches import forget_failed_searches
from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.context import Catalogue
from catalogue.errors import NotReady

SECONDS_GATHERED = 5.0
"""So much of the tally a process that is killed may lose."""
BETWEEN_LOOKS = timedelta(hours=1)
"""The day changes at another hour in every country, so once a day would be up to a day late."""


def write_gathered(catalogue: Catalogue) -> None:
    """Write what has been gathered long enough; most of the time this asks the database nothing."""
    if catalogue.tally.waits() >= SECONDS_GATHERED:
        record_failed_searches(catalogue)


class Forgetting:
    """Forgets what is due, and looks for it at most once an hour; a look that failed is repeated."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Forget what is due, if the last look was long enough ago."""
        now = catalogue.clock()
        if self._last is None or now - self._last >= BETWEEN_LOOKS:
            forget_failed_searches(catalogue, lambda text, language: _is_known(catalogue, text, language))
            self._last = now


def _is_known(catalogue: Catalogue, text: str, language: str) -> bool:
    try:
        return catalogue.search_index.knows(text, language)
    except NotReady:
        # Thirty days is what citizens were told. Without an index nobody can vouch for a text, so it goes.
        return False
