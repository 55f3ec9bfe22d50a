"""Faults on demand: what goes wrong with the next calls of a method, one kind a call."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from typing import Any

from tornado.web import RequestHandler

AFTER = ("drop-after", "hang-after", "garbled-after")
"""What is asked for happens, and the bot never hears of it."""
KINDS = {"400", "401", "403", "409", "429", "500", "502", "drop", "hang", *AFTER}
SECONDS_TO_HANG = 60.0
RETRY_AFTER = 1
_DESCRIPTIONS = {
    400: "Bad Request: something it does not like",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request",
    500: "Internal Server Error",
}


class Faults:
    """The faults that wait for their call."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[str]] = defaultdict(deque)
        self._always: dict[str, str] = {}

    def add(self, method: str, *kinds: str) -> None:
        """Let the next calls of a method fail."""
        assert set(kinds) <= KINDS, kinds
        self._waiting[method.lower()].extend(kinds)

    def set(self, method: str, kind: str | None) -> None:
        """Let every call of a method fail, until it is set to None."""
        if kind is None:
            self._always.pop(method.lower(), None)
        else:
            self._always[method.lower()] = kind

    def take(self, method: str) -> str | None:
        """Return the fault of this call."""
        waiting = self._waiting[method.lower()]
        return waiting.popleft() if waiting else self._always.get(method.lower())


async def fail(handler: RequestHandler, kind: str, result: Any = None) -> None:
    """Answer a request with a fault; what would have been the result is there for a fault that comes after it."""
    if kind.startswith("hang"):
        await asyncio.sleep(SECONDS_TO_HANG)
    if kind.startswith(("drop", "hang")):
        handler.request.connection.stream.close()  # type: ignore[attr-defined]
    elif kind == "garbled-after":
        handler.set_header("Content-Type", "application/json")
        handler.write(json.dumps({"ok": True, "result": result}, ensure_ascii=False)[:-3])
    elif kind == "429":
        parameters = {"retry_after": RETRY_AFTER}
        refuse(handler, 429, f"Too Many Requests: retry after {RETRY_AFTER}", parameters=parameters)
    elif kind == "502":
        handler.set_status(502)
        handler.set_header("Content-Type", "text/html")
        handler.write("<html><body><h1>502 Bad Gateway</h1></body></html>")
    else:
        refuse(handler, int(kind), _DESCRIPTIONS[int(kind)])


def refuse(handler: RequestHandler, status: int, description: str, **rest: Any) -> None:
    """Answer as Telegram does what it refuses."""
    handler.set_status(status)
    handler.write({"ok": False, "error_code": status, "description": description, **rest})
