"""Kept pages: what was rendered once is answered again before Flask is asked, until the catalogue or the clock says no.

Nothing personal is ever kept: only addresses that carry none of a reader's choices, and only what a view allowed.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

KEEP = "onedoor.keeping"
"""Under this name a view puts its `Keeping` into the environment of the request."""

KEPT_PARAMETERS = frozenset({"topic"})
"""Parameters that may stand in the address of a kept page. A place, a day, words or answers are a reader's own."""

SECONDS_BETWEEN_LOOKS = 0.5
BYTES_AROUND_A_PAGE = 1024
LEAST_WORTH_PACKING = 300
PACKING = 6
"""How hard gzip tries: its hardest takes half as long again, and leaves out another half of a percent."""
PACKED_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")
NO_PACKING = re.compile(r"gzip\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$)")

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Keeping:
    """A view's leave to keep its page, until an instant."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, plain and packed."""

    status: str
    headers: Headers
    body: bytes
    packed: bytes | None
    tag: str | None
    until: datetime | None = None

    @property
    def size(self) -> int:
        """Return how many bytes it takes to keep."""
        return len(self.body) + len(self.packed or b"") + BYTES_AROUND_A_PAGE


class KeptPages:
    """WSGI middleware that keeps pages within a bound of bytes, packs answers, and answers 304 by ETag.

    `pulse` returns what is equal as long as nothing was published.
    """

    def __init__(
        self,
        application: Any,
        pulse: Callable[[], object],
        *,
        limit: int,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._application = application
        self._ask_pulse = pulse
        self._limit = limit
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0
        self._pulse: object = None
        self._next_look = 0.0
        self._generation = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start_response)
        key = _key(environ)
        answer = self._find(key)
        if answer is None:
            generation = self._generation
            answer = _ask(self._application, environ)
            if key is not None and answer.until is not None:
                self._keep(key, answer, generation)
        return _give(answer, environ, start_response)

    def _find(self, key: str | None) -> Answer | None:
        self._look()
        if key is None:
            return None
        with self._lock:
            answer = self._kept.get(key)
            if answer is None:
                return None
            if answer.until is not None and answer.until <= self._clock():
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return answer

    def _look(self) -> None:
        """Throw everything away when something was published since the last look."""
        now = time.monotonic()
        if now < self._next_look or not self._lock.acquire(blocking=False):
            return
        try:
            self._next_look = now + SECONDS_BETWEEN_LOOKS
            try:
                pulse = self._ask_pulse()
            except Exception:  # noqa: BLE001
                # While the catalogue cannot be asked, the pages it published are the best there is; /readyz tells.
                return
            if pulse != self._pulse:
                self._pulse = pulse
                self._generation += 1
                self._kept.clear()
                self._bytes = 0
        finally:
            self._lock.release()

    def _keep(self, key: str, answer: Answer, generation: int) -> None:
        with self._lock:
            # Made from what was published before the last look: true then, perhaps not now.
            if generation != self._generation or answer.size > self._limit:
                return
            self._drop(key)
            self._kept[key] = answer
            self._bytes += answer.size
            while self._bytes > self._limit:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: str) -> None:
        answer = self._kept.pop(key, None)
        if answer is not None:
            self._bytes -= answer.size


def _key(environ: dict[str, Any]) -> str | None:
    """Return what an address is kept by; None for an address that is never kept."""
    query = environ.get("QUERY_STRING")
    if not query:
        return environ["PATH_INFO"]
    parameters = sorted(parse_qsl(query, keep_blank_values=True))
    if not all(name in KEPT_PARAMETERS for name, _ in parameters):
        return None
    return f"{environ['PATH_INFO']}?{urlencode(parameters)}"


def _ask(application: Any, environ: dict[str, Any]) -> Answer:
    """Have the application answer, as a whole."""
    begun: list[Any] = []
    # A kept page must be whole even if its first reader asked for the head only.
    asked = environ | {"REQUEST_METHOD": "GET"}
    chunks = application(asked, lambda status, headers, error=None: begun.extend((status, headers)))
    try:
        body = b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
    status, headers = begun[0], list(begun[1])
    keeping: Keeping | None = asked.get(KEEP)
    named = {name.lower(): value for name, value in headers}
    packable = len(body) >= LEAST_WORTH_PACKING and named.get("content-type", "").startswith(PACKED_TYPES)
    tagged = status.startswith("200") and "no-store" not in named.get("cache-control", "")
    if packable:
        headers.append(("Vary", "Accept-Encoding"))
    return Answer(
        status=status,
        headers=[(name, value) for name, value in headers if name.lower() not in ("content-length", "etag")],
        body=body,
        packed=gzip.compress(body, PACKING, mtime=0) if packable else None,
        tag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"' if tagged else None,
        until=keeping.until if keeping and status.startswith("200") and "set-cookie" not in named else None,
    )


def _give(answer: Answer, environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Give an answer in the form that this client takes."""
    headers = list(answer.headers)
    if answer.tag:
        headers.append(("ETag", answer.tag))
        known = environ.get("HTTP_IF_NONE_MATCH", "")
        if known and (known.strip() == "*" or answer.tag.removeprefix("W/") in known):
            start_response("304 Not Modified", [pair for pair in headers if not pair[0].startswith("Content-T")])
            return []
    body = answer.body
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    if answer.packed and "gzip" in accepted and not NO_PACKING.search(accepted):
        body = answer.packed
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(answer.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
