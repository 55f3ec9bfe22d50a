"""The job of visiting links: now and then some, one site at a time, by one process at a time, beside all other work."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from catalogue.care.visits import Visit
from catalogue.commands.record_visits import forget_unnamed, record_visits
from catalogue.context import Catalogue
from catalogue.jobs.beside import Beside
from catalogue.jobs.leases import leased
from catalogue.queries.link_checks import list_due, list_written_addresses

if TYPE_CHECKING:
    from catalogue.care.visiting import Visitor

BETWEEN_ROUNDS = timedelta(minutes=15)
IN_ONE_ROUND = 60
SECONDS_BETWEEN_VISITS = 5.0
"""To one site. Different sites do not wait for each other."""
LEASE = timedelta(minutes=30)

_log = logging.getLogger(__name__)


class VisitingLinks:
    """Visits what is due. Other work never waits for another site: a thread `beside` it does, where there are such."""

    def __init__(
        self, beside: Beside | None = None, *, visitor: Visitor | None = None, pause: float = SECONDS_BETWEEN_VISITS
    ) -> None:
        self._beside = beside
        self._visitor = visitor
        self._pause = pause
        self._last: datetime | None = None

    def __call__(self, catalogue: Catalogue) -> None:
        """Begin a round, if the last one is long enough ago and the settings allow it."""
        now = catalogue.clock()
        if not catalogue.settings.check_links or (self._last is not None and now - self._last < BETWEEN_ROUNDS):
            return
        if self._beside is not None and self._beside.is_busy("links"):
            return
        self._last = now
        if self._beside is not None:
            self._beside.run("links", partial(self._quietly, catalogue))
        else:
            self.visit_due(catalogue)

    def _quietly(self, catalogue: Catalogue) -> None:
        try:
            self.visit_due(catalogue)
        except Exception:  # noqa: BLE001 - the next round tries again, and nobody waits for this one
            _log.exception("links could not be visited")

    def visit_due(self, catalogue: Catalogue) -> None:
        """Visit the addresses that are due, at most `IN_ONE_ROUND` of them, and write down what came of it."""
        with catalogue.reading("en") as reading:
            named = list_written_addresses(reading)
            due = list_due(reading, named)[:IN_ONE_ROUND]
        if not due:
            return
        with leased(catalogue, "links", LEASE) as held:
            if not held:
                return
            visits = dict(self._visits(self._visitor or _new_visitor(catalogue), due))
            with catalogue.work("links") as work:
                record_visits(work, visits)
                forget_unnamed(work, named)

    def _visits(self, visitor: Visitor, addresses: Iterable[str]) -> Iterable[tuple[str, Visit]]:
        """Visit each address; a site is left in peace for a while between two visits, or for long if it asks to be."""
        visited: dict[str, float] = {}
        left_alone: set[str] = set()
        for address in addresses:
            site = urlsplit(address).hostname or ""
            if site in left_alone:
                continue
            rest = visited.get(site, 0.0) + self._pause - time.monotonic()
            if site in visited and rest > 0:
                self._rest(rest)
            if self._beside is not None and self._beside.is_ending:
                return
            visit = visitor.visit(address)
            visited[site] = time.monotonic()
            if visit.wait is not None:
                left_alone.add(site)
            yield address, visit

    def _rest(self, seconds: float) -> None:
        if self._beside is not None:
            self._beside.rest(seconds)
        else:
            time.sleep(seconds)


def _new_visitor(catalogue: Catalogue) -> Visitor:
    # Imported late: most processes never visit anybody, and a client for HTTPS takes megabytes.
    from catalogue.care.visiting import Visitor

    return Visitor(f"Onedoor link check (+{catalogue.settings.public_address})")
