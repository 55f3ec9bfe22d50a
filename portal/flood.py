"""Keeps a flood of forms out of people's way: so many at once are taken from everybody together, then a few a minute.

Counted for all of this process together and of nobody: no address, no network. What one gives up by that is that the
one who floods and the one who has something to say wait alike; what they typed stays in the form.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock

AT_ONCE = 300
PER_MINUTE = 60.0
RETRY_AFTER = 120
"""Seconds after which a browser is told to try again."""


class Flood:
    """How many forms of one kind are still taken. Threads may share it."""

    def __init__(self, clock: Callable[[], datetime], at_once: int = AT_ONCE, per_minute: float = PER_MINUTE) -> None:
        self._clock = clock
        self._most = float(at_once)
        self._per_second = per_minute / 60
        self._left, self._since = self._most, clock()
        self._lock = Lock()

    def allows(self) -> bool:
        """Tell whether one more form is taken now, and count it if so."""
        with self._lock:
            now = self._clock()
            passed = max(0.0, (now - self._since).total_seconds())
            self._left, self._since = min(self._most, self._left + passed * self._per_second), now
            if self._left < 1:
                return False
            self._left -= 1
            return True
