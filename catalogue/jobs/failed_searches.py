"""Keeps the ledger of failed searches: writes what was gathered every few seconds, forgets what is due every hour."""

from __future__ import annotations

from datetime import timedelta

from catalogue.commands.forget_failed_searches import forget_failed_searches
from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.context import Catalogue
from catalogue.errors import NotReady

SECONDS_GATHERED = 5.0
"""So much of the tally a process that is killed may lose."""
BETWEEN_LOOKS = timedelta(hours=1)
"""The day changes at another hour in every country, so once a day would be up to a day late."""


def keep_failed_searches(catalogue: Catalogue) -> None:
    """Write and forget what is due; most of the time this asks the database nothing."""
    if catalogue.tally.waits() >= SECONDS_GATHERED:
        record_failed_searches(catalogue)
    last, now = catalogue.tally.last_forgetting, catalogue.clock()
    if last is None or now - last >= BETWEEN_LOOKS:
        forget_failed_searches(catalogue, lambda text, language: _is_known(catalogue, text, language))
        catalogue.tally.last_forgetting = now


def _is_known(catalogue: Catalogue, text: str, language: str) -> bool:
    try:
        return catalogue.search_index.knows(text, language)
    except NotReady:
        # Thirty days is what citizens were told. Without an index nobody can vouch for a text, so it goes.
        return False
