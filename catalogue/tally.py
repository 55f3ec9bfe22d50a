"""The tally: what readers could not find, gathered in the memory of a process until its one writer takes it.

Pages that are only read write nothing to the database. What is gathered here is masked already.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

MOST = 2_000
"""Different searches that are held, in some hundred kilobytes: more than fail in a few seconds in any country."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What was looked for on one day in one language; an empty text is one that found no room."""

    text: str
    language: str
    day: date


@dataclass(slots=True)
class Times:
    """How often something was looked for, and how often a reader told us that it is missing."""

    searches: int = 0
    reports: int = 0
    at_desk: int = 0
    """How many of the searches a clerk noted, whom a visitor had asked."""


@dataclass
class Tally:
    """Counts failed searches; threads may share it. When it is full, new texts are dropped and only counted."""

    bound: int = MOST
    _times: dict[Sought, Times] = field(default_factory=dict)
    _since: float | None = None
    _lock: Lock = field(default_factory=Lock)

    def note(self, sought: Sought, times: Times) -> None:
        """Add to the counts of a search."""
        with self._lock:
            self._add(sought, times)

    def take(self) -> dict[Sought, Times]:
        """Return all counts and begin anew."""
        with self._lock:
            taken, self._times, self._since = self._times, {}, None
            return taken

    def put_back(self, taken: dict[Sought, Times]) -> None:
        """Add again what was taken and could not be written."""
        with self._lock:
            for sought, times in taken.items():
                self._add(sought, times)

    def waits(self) -> float:
        """Return for how many seconds something has been waiting to be taken."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def _add(self, sought: Sought, times: Times) -> None:
        if sought not in self._times and len(self._times) >= self.bound:
            sought = Sought("", sought.language, sought.day)
        held = self._times.setdefault(sought, Times())
        held.searches += times.searches
        held.reports += times.reports
        held.at_desk += times.at_desk
        if self._since is None:
            self._since = time.monotonic()
