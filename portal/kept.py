"""Kept pages: what was rendered once is answered again before Flask is asked, until the catalogue or the clock says no.

Nothing personal is ever kept: of a reader's choices only the place, and only what a view allowed.
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
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

from catalogue.sources import EVERYTHING, MadeOf

KEEP = "onedoor.keeping"
"""Under this name a view puts its `Keeping` into the environment of the request."""

COUNTED = "onedoor.counted"
"""Under this name it puts what its answer counts as, such as a reading of one service."""

KEPT_PARAMETERS = frozenset({"place", "topic"})
"""Parameters that may stand in the address of a kept page, each once. A day, words or answers are a reader's own."""

SECONDS_BETWEEN_LOOKS = 0.5
BYTES_AROUND_A_PAGE = 512
LEAST_WORTH_PACKING = 300
PACKING = 6
"""How hard gzip tries: its hardest takes half as long again, and leaves out another half of a percent."""
PACKED_TYPES = ("text/", "application/json", "application/xml", "image/svg+xml")
NO_PACKING = re.compile(r"gzip\s*;\s*q=0(?:\.0*)?(?:\s*,|\s*$)")

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """A view's leave to keep its page, until an instant."""

    until: datetime
    parameters: frozenset[str] = frozenset()
    """Parameters whose values the catalogue knows. With any other the page is not kept: strangers could fill the store
    with addresses that they made up."""
    pulse: object = None
    """The state of the catalogue that the page was made from; None for a page that is made of none."""
    made_of: MadeOf = EVERYTHING
    """The objects of the catalogue that the page was made of."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. It is kept packed, as nearly everybody takes it; a page unpacked is five times as big."""

    status: str
    headers: Headers
    body: bytes
    packed: bool
    tag: str | None
    until: datetime | None
    counted: object = None
    """What a view said that the answer counts as."""
    made_of: MadeOf = EVERYTHING

    @property
    def size(self) -> int:
        """Return how many bytes it takes to keep."""
        return len(self.body) + self.made_of.size + BYTES_AROUND_A_PAGE


class KeptPages:
    """WSGI middleware that keeps pages within a bound of bytes, packs answers, and answers 304 by ETag.

    `pulse` returns what is equal as long as nothing was published, and `changed` the objects by which the states of
    two pulses differ, or None when they differ in more. `count` is told of each answer that counts as something, kept
    or not.
    """

    def __init__(
        self,
        application: Any,
        pulse: Callable[[], object],
        *,
        limit: int,
        changed: Callable[[Any, Any], frozenset[int] | None] = lambda before, now: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        count: Callable[[dict[str, Any], Any], None] | None = None,
    ) -> None:
        self._application = application
        self._ask_pulse = pulse
        self._ask_changed = changed
        self._limit = limit
        self._clock = clock
        self._count = count
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._bytes = 0
        self._pulse: object = None
        self._next_look = 0.0
        self._changes = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start_response)
        key = _key(environ)
        answer = self._find(key)
        if answer is None:
            changes = self._changes
            answer, keeping = _ask(self._application, environ)
            if key is not None and keeping is not None and _named(environ) <= keeping.parameters:
                self._keep(key, answer, keeping.pulse, changes)
        if answer.counted is not None and self._count is not None:
            self._count(environ, answer.counted)
        return _give(answer, environ, start_response)

    def _find(self, key: str | None) -> Answer | None:
        # Only a kept page may be out of date, so only for a kept page the catalogue is asked whether it changed.
        if key is None or key not in self._kept:
            return None
        self._look()
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
        """Throw away what was made of something that was published since the last look."""
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
                self._begin_anew(pulse)
        finally:
            self._lock.release()

    def _begin_anew(self, pulse: object) -> None:
        try:
            changed = self._ask_changed(self._pulse, pulse)
        except Exception:  # noqa: BLE001
            # Nobody can be asked what is as it was; all that is known is that something is not.
            changed = None
        self._pulse = pulse
        self._changes += 1
        for key in [key for key, answer in self._kept.items() if not answer.made_of.outlives(changed)]:
            self._drop(key)

    def _keep(self, key: str, answer: Answer, pulse: object, changes: int) -> None:
        with self._lock:
            if answer.size > self._limit:
                return
            if pulse is not None and pulse != self._pulse:
                # Somebody else noticed a change while this page was made: it may be from before or after, nobody knows.
                if changes != self._changes:
                    return
                # Nobody did, so the maker of this page is the first to see the new state.
                self._begin_anew(pulse)
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
    # In their order: the links of a page carry its parameters on as they came.
    parameters = parse_qsl(query, keep_blank_values=True)
    names = [name for name, _ in parameters]
    if not KEPT_PARAMETERS.issuperset(names) or len(names) > len(set(names)):
        return None
    return f"{environ['PATH_INFO']}?{urlencode(parameters)}"


def _named(environ: dict[str, Any]) -> set[str]:
    """Return the names of an address's parameters."""
    return {name for name, _ in parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)}


def _ask(application: Any, environ: dict[str, Any]) -> tuple[Answer, Keeping | None]:
    """Have the application answer, as a whole, and tell whether that may be kept."""
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
    named = {name.lower(): value for name, value in headers}
    packable = len(body) >= LEAST_WORTH_PACKING and named.get("content-type", "").startswith(PACKED_TYPES)
    tagged = status.startswith("200") and "no-store" not in named.get("cache-control", "")
    if packable:
        headers.append(("Vary", "Accept-Encoding"))
    keeping: Keeping | None = asked.get(KEEP) if status.startswith("200") and "set-cookie" not in named else None
    answer = Answer(
        status=status,
        headers=_shared(
            tuple((name, value) for name, value in headers if name.lower() not in ("content-length", "etag"))
        ),
        body=gzip.compress(body, PACKING, mtime=0) if packable else body,
        packed=packable,
        tag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"' if tagged else None,
        until=keeping.until if keeping else None,
        counted=asked.get(COUNTED),
        made_of=keeping.made_of if keeping else EVERYTHING,
    )
    return answer, keeping


@lru_cache(maxsize=64)
def _shared(headers: Headers) -> Headers:
    # Nearly all pages have the same headers, which weigh as much as a small page.
    return headers


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
        headers.append(("Content-Encoding", "gzip"))
    elif answer.packed:
        body = gzip.decompress(body)
    headers.append(("Content-Length", str(len(body))))
    start_response(answer.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
