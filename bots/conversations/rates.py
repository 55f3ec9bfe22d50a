"""How fast one chat may ask, so that it cannot flood all others. Kept in the memory of a process only."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

BURST = 20
"""Messages that may come at once."""
PER_MINUTE = 20.0
MOST_CHATS = 10_000


class Rates:
    """A bucket of tokens per conversation. Threads may share it; who has not written for long is not remembered."""

    def __init__(self, burst: int = BURST, per_minute: float = PER_MINUTE, most: int = MOST_CHATS) -> None:
        self._burst = float(burst)
        self._per_second = per_minute / 60
        self._most = most
        self._buckets: OrderedDict[str, tuple[float, datetime]] = OrderedDict()
        self._lock = Lock()

    def allow(self, key: str, now: datetime) -> bool:
        """Tell whether a message of this conversation is answered now, and count it if so."""
        with self._lock:
            left, since = self._buckets.pop(key, (self._burst, now))
            passed = max(0.0, (now - since).total_seconds())
            left = min(self._burst, left + passed * self._per_second)
            allowed = left >= 1
            self._buckets[key] = (left - 1 if allowed else left, now)
            while len(self._buckets) > self._most:
                self._buckets.popitem(last=False)
            return allowed
