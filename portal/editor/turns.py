"""Pages of editors and owners take turns, one at a time in each process: all else in it waits for one of them only."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from threading import Lock
from typing import Any

from portal.relay import ROOMS

LARGEST_READ_FIRST = 4 * 1024 * 1024
"""Bytes of a form; the largest one of facts is a tenth of it."""


class Turns:
    """WSGI middleware. A form of facts is a tenth of a second of computing, what-if the first time in a day nearly a
    whole one: five at once make the search index wait for five, which the same process keeps level.

    Together they would not be answered any sooner: one process computes one thing at a time.
    """

    def __init__(self, application: Any) -> None:
        self._application = application
        self._turn = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(ROOMS):
            return self._application(environ, start_response)
        # A turn must not last as long as somebody's network is slow: what is sent is received before it begins, and
        # answers are made as a whole before they are sent. What is too large to be held is none of our forms.
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LARGEST_READ_FIRST:
            return self._application(environ, start_response)
        received = BytesIO(environ["wsgi.input"].read(int(length))) if int(length) else environ["wsgi.input"]
        with self._turn:
            return self._application({**environ, "wsgi.input": received}, start_response)
