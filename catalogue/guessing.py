"""Slows down who tries codes that are none: a few go wrong for everybody, then the network, or the chat, has to wait.

Counted in the memory of this process, by a digest of the network that no other process could make; nothing is written
down, and after ten minutes nothing is known. What one gives up by that is exactness: each process counts for itself.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

FREE = 10
WITHIN = timedelta(minutes=10)
NETWORKS = 10_000
"""More than so many networks are not remembered; the ones longest unseen are forgotten."""


class Guesses:
    """The wrong codes of the last minutes, by network or chat. None is the network of all whom nothing tells apart."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._wrong: OrderedDict[bytes, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def must_wait(self, network: str | None) -> bool:
        """Tell whether so many codes of this network were wrong that the next one is not even looked at."""
        with self._lock:
            return len(self._recent(self._digest(network))) >= FREE

    def was_wrong(self, network: str | None) -> None:
        """Count a wrong code."""
        digest = self._digest(network)
        with self._lock:
            self._wrong[digest] = [*self._recent(digest), self._clock()][-FREE:]
            self._wrong.move_to_end(digest)
            while len(self._wrong) > NETWORKS:
                self._wrong.popitem(last=False)

    def _recent(self, digest: bytes) -> list[datetime]:
        oldest = self._clock() - WITHIN
        return [at for at in self._wrong.get(digest, ()) if at > oldest]

    def _digest(self, network: str | None) -> bytes:
        return hashlib.blake2b((network or "").encode(), key=self._key, digest_size=16).digest()
