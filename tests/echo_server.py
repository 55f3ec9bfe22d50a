"""The portal's server with an application that tells what it sees: `python -m echo_server`, set up as the portal is."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.settings import Settings as CatalogueSettings
from portal.relay import AWAY
from portal.server import Server
from portal.settings import Settings

ECHO = [sys.executable, "-m", "echo_server"]
SLOW = "slow"
SECONDS_THAT_IS_SLOW = 60
"""What is asked for that takes a minute, and the file in the state folder that says that somebody waits."""
TOLD = (
    "RAW_URI",
    "PATH_INFO",
    "QUERY_STRING",
    "CONTENT_TYPE",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "SCRIPT_NAME",
)


def echo(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    """Answer what the last part of the path asks for; what was seen, for any other."""
    if AWAY in environ:
        start_response("503 SERVICE UNAVAILABLE", [("Content-Length", "4")])
        return [b"away"]
    asked = environ["PATH_INFO"].rpartition("/")[2]
    status, headers, body = ANSWERS.get(asked, _seen)(environ)
    start_response(status, headers)
    return body


def _seen(environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
    length, digest = 0, hashlib.sha256()
    while piece := environ["wsgi.input"].read(65536):
        length += len(piece)
        digest.update(piece)
    told = {
        "process": os.getpid(),
        "niceness": os.nice(0),
        "method": environ["REQUEST_METHOD"],
        "scheme": environ["wsgi.url_scheme"],
        "headers": {name: value for name, value in environ.items() if name.startswith("HTTP_")},
        "length": length,
        "digest": digest.hexdigest(),
        **{name: environ.get(name) for name in TOLD},
    }
    body = json.dumps(told).encode()
    return "200 OK", [("Content-Length", str(len(body)))], [body]


def _slow(environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], Iterable[bytes]]:
    Path(os.environ["ONEDOOR_HOME"], SLOW).touch()
    time.sleep(SECONDS_THAT_IS_SLOW)
    return _seen(environ)


def _breaking() -> Iterator[bytes]:
    yield b"begun"
    os._exit(1)


PACKED = gzip.compress(b"packed")
ANSWERS: dict[str, Callable[[dict[str, Any]], tuple[str, list[tuple[str, str]], Iterable[bytes]]]] = {
    "healthz": lambda environ: ("200 OK", [("Content-Length", "2")], [b"ok"]),
    SLOW: _slow,
    "too-large": lambda environ: ("413 CONTENT TOO LARGE", [("Content-Length", "9")], [b"too large"]),
    "cookies": lambda environ: (
        "303 SEE OTHER",
        [
            ("Location", "/staff/login?next=/editor/"),
            ("Set-Cookie", "one=1; HttpOnly"),
            ("Set-Cookie", "two=2; Path=/"),
            ("Content-Length", "0"),
        ],
        [],
    ),
    "pieces": lambda environ: ("200 OK", [], iter([b"first ", b"x" * 200_000])),
    "packed": lambda environ: (
        "200 OK",
        [("Content-Encoding", "gzip"), ("Content-Length", str(len(PACKED)))],
        [PACKED],
    ),
    "unchanged": lambda environ: ("304 NOT MODIFIED", [("ETag", '"one"')], []),
    "nothing": lambda environ: ("204 NO CONTENT", [], []),
    "breaks": lambda environ: ("200 OK", [("Content-Length", "100")], _breaking()),
}


class EchoServer(Server):
    """The portal's server with that application in it."""

    def open(self) -> Any:
        """Return the application."""
        return echo


if __name__ == "__main__":
    EchoServer(Settings.from_environment(), CatalogueSettings.from_environment()).run()
