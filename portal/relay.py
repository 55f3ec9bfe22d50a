"""Hands what is asked of the rooms of editors and owners to the process that answers it, and its answers back."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException, HTTPResponse
from io import BytesIO
from itertools import chain
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from portal.handed_over import HEADER, told_of

ROOMS = ("/editor/", "/insights/")
"""What takes much computing, and can wait when readers cannot."""
AWAY = "onedoor.editors away"
"""Stands in the environment of a request that the editors' process did not answer."""

ANSWERED_AT_ONCE = 24
HANDED_ON_AT_ONCE = 64
"""What waits for the editors' process holds a thread and does nothing else. However many wait, readers have theirs."""
SECONDS_TO_ANSWER = 60
PIECE = 64 * 1024
RECEIVED_FIRST = 1024 * 1024
"""Bytes of a body that are here before the editors' process hears of it, which has few threads: a reader whose network
is slow, or who only pretends, must not hold one. The largest form is a third of it."""

_OF_ONE_CONNECTION = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect"}
)
"""Headers of a connection and not of what is sent over it."""
_NOT_HANDED_ON = _OF_ONE_CONNECTION | {"content-length", HEADER.lower()}
_NOT_HANDED_BACK = _OF_ONE_CONNECTION | {"date", "server"}

log = logging.getLogger("onedoor.portal")


class Relay:
    """WSGI middleware of a public process. For the editors' process, when it fails, the application apologises."""

    def __init__(self, application: Any, address: Path) -> None:
        self._application = application
        self._address = address
        self._here = BoundedSemaphore(ANSWERED_AT_ONCE)
        self._there = BoundedSemaphore(HANDED_ON_AT_ONCE)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith(ROOMS):
            # There are only so many connections to the database; what is answered does not need one any more.
            with self._here:
                return self._application(environ, start_response)
        with ExitStack() as opened:
            if not self._there.acquire(blocking=False):
                return self._apologise("too many wait for it", environ, start_response)
            opened.callback(self._there.release)
            body = _received(environ)
            connection = _Connection(self._address)
            opened.callback(connection.close)
            try:
                _send_head(connection, environ)
                # Between the two the reader's own connection may fail: that is not the editors' process' fault.
                _send_body(connection, environ, body)
                answer = connection.getresponse()
            except (_Unreachable, HTTPException) as failure:
                return self._apologise(type(failure.__cause__ or failure).__name__, environ, start_response)
            headers = [(name, value) for name, value in answer.headers.items() if name.lower() not in _NOT_HANDED_BACK]
            start_response(f"{answer.status} {answer.reason}", headers)
            return _Body(connection, answer, opened.pop_all())

    def _apologise(self, why: str, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        log.error("the editors’ process did not answer: %s", why)
        # Some of the body may have been read, and nothing of it is needed to say so.
        asked = {**environ, AWAY: True, "CONTENT_LENGTH": "0", "wsgi.input": BytesIO()}
        asked.pop("HTTP_TRANSFER_ENCODING", None)
        with self._here:
            return self._application(asked, start_response)


class _Unreachable(Exception):
    """The editors' process cannot be reached, or hung up."""


class _Connection(HTTPConnection):
    """One connection to the editors' process, for one request."""

    def __init__(self, address: Path) -> None:
        super().__init__("localhost", timeout=SECONDS_TO_ANSWER)
        self._address = address

    def connect(self) -> None:
        """Connect by the socket that is a file."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        with _its_fault():
            self.sock.connect(str(self._address))

    def send(self, data: Any) -> None:
        """Send bytes; raises `_Unreachable` when they cannot be sent."""
        with _its_fault():
            super().send(data)

    def getresponse(self) -> HTTPResponse:
        """Return the head of the answer; raises `_Unreachable` when none comes."""
        with _its_fault():
            return super().getresponse()


class _its_fault:  # noqa: N801 - read as a sentence
    """Turns an error of the connection within into one that says whose connection it was."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, failure: BaseException | None, trace: object) -> None:
        if isinstance(failure, OSError):
            raise _Unreachable from failure


class _Body:
    """The rest of an answer, as it comes. Closing it ends the connection."""

    def __init__(self, connection: HTTPConnection, answer: HTTPResponse, opened: ExitStack) -> None:
        self._connection = connection
        self._answer = answer
        self._opened = opened

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._answer.read1(PIECE):
            if self._answer.length == 0:
                # The editors' process need not wait until the reader has taken the last of it.
                self._connection.close()
            yield piece
            if self._answer.length == 0:
                return
        if self._answer.length:
            # An answer that breaks off must not look like a whole one.
            raise ConnectionResetError(errno.ECONNRESET, "the editors’ process ended within an answer")

    def close(self) -> None:
        """Let go of the connection."""
        self._opened.close()


def _send_head(connection: HTTPConnection, environ: dict[str, Any]) -> None:
    # The address goes on as it was sent, so that it is not understood in two ways.
    method, address = environ["REQUEST_METHOD"], environ["RAW_URI"]
    connection.putrequest(method, address, skip_host=True, skip_accept_encoding=True)
    for name, value in _headers(environ):
        if name.lower() not in _NOT_HANDED_ON:
            connection.putheader(name, value.encode("latin-1"))
    connection.putheader(HEADER, told_of(environ))
    if _is_chunked(environ):
        connection.putheader("Transfer-Encoding", "chunked")
    elif environ.get("CONTENT_LENGTH"):
        connection.putheader("Content-Length", environ["CONTENT_LENGTH"])
    connection.endheaders()


def _headers(environ: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in environ.items():
        if key.startswith("HTTP_"):
            yield key.removeprefix("HTTP_").replace("_", "-").title(), value
    if environ.get("CONTENT_TYPE"):
        yield "Content-Type", environ["CONTENT_TYPE"]


def _received(environ: dict[str, Any]) -> Iterator[bytes]:
    """Receive the beginning of a body, and return an iterator over all of it, which receives the rest as it goes.

    Both raise `ConnectionResetError` when the reader hangs up.
    """
    pieces = _pieces(environ)
    begun, length = [], 0
    for piece in pieces:
        begun.append(piece)
        length += len(piece)
        if length >= RECEIVED_FIRST:
            break
    return chain(begun, pieces)


def _pieces(environ: dict[str, Any]) -> Iterator[bytes]:
    chunked = _is_chunked(environ)
    left = int(environ.get("CONTENT_LENGTH") or 0)
    while (chunked or left) and (piece := environ["wsgi.input"].read(PIECE if chunked else min(left, PIECE))):
        left -= len(piece)
        yield piece
    if not chunked and left:
        raise ConnectionResetError(errno.ECONNRESET, "the reader hung up")


def _send_body(connection: HTTPConnection, environ: dict[str, Any], body: Iterator[bytes]) -> None:
    chunked = _is_chunked(environ)
    try:
        for piece in body:
            connection.send(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)
        if chunked:
            connection.send(b"0\r\n\r\n")
    except _Unreachable as failure:
        # Whoever refuses something large answers before having read it all.
        if not isinstance(failure.__cause__, (BrokenPipeError, ConnectionResetError)):
            raise


def _is_chunked(environ: dict[str, Any]) -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()
