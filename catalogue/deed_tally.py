"""The tally of deeds: gathered in the memory of a process until its one writer takes them.

Pages that are only read write nothing to the database; a process that is killed loses what a few seconds gathered.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from catalogue.figures.deeds import Counted

MOST = 20_000
"""Different deeds that are held, in a few megabytes: more than are done in a few seconds in any country."""


@dataclass
class DeedTally:
    """Counts deeds; threads may share it. When it is full, new ones are counted without their object."""

    counting: bool = True
    """Whether anything is counted at all."""
    bound: int = MOST
    _times: dict[Counted, int] = field(default_factory=dict)
    _since: float | None = None
    _lock: Lock = field(default_factory=Lock)

    def note(self, counted: Counted, times: int = 1) -> None:
        """Count a deed."""
        if not self.counting:
            return
        with self._lock:
            self._add(counted, times)

    def take(self) -> dict[Counted, int]:
        """Return all counts and begin anew."""
        with self._lock:
            taken, self._times, self._since = self._times, {}, None
            return taken

    def put_back(self, taken: Mapping[Counted, int]) -> None:
        """Add again what was taken and could not be written."""
        with self._lock:
            for counted, times in taken.items():
                self._add(counted, times)

    def waits(self) -> float:
        """Return for how many seconds something has been waiting to be taken."""
        since = self._since
        return 0.0 if since is None else time.monotonic() - since

    def _add(self, counted: Counted, times: int) -> None:
        if counted not in self._times and len(self._times) >= self.bound:
            counted = counted.without_object()
        self._times[counted] = self._times.get(counted, 0) + times
        if self._since is None:
            self._since = time.monotonic()
