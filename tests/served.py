"""Asking a real server as a stranger would: over HTTP, again until it answers, and each of its processes by itself."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection

from benchmarks.measuring import PROCESSES
from benchmarks.serving import SECONDS_TO_ANSWER, SECONDS_TO_START, Connection, Server


def ask(port: int, address: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def send_raw(port: int, request: bytes) -> bytes:
    """Send bytes as they are, say that nothing follows, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_ANSWER) as connection:
        received = b""
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while more := connection.recv(65536):
                received += more
        except ConnectionError:
            # A server that refuses to read on may end the connection at once.
            pass
        return received


def wait_until(ready: Callable[[], bool]) -> None:
    """Ask again until it is so; a server needs a few seconds to start, and many on a busy machine."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("the server did not become ready")


@contextmanager
def connection_to_each_worker(server: Server) -> Iterator[list[Connection]]:
    """Open a connection to each process that answers readers; such a connection stays with its process.

    Raises `ConnectionError` when one of them takes none.
    """
    workers = server.public_workers
    found: dict[int, Connection] = {}
    with ExitStack() as opened:
        for _ in range(100):
            connection = opened.enter_context(Connection(server.port))
            connection.get("/healthz")
            found.setdefault(_process_behind(connection, server.port, workers), connection)
            if len(found) == len(workers):
                yield list(found.values())
                return
    raise ConnectionError(f"only {len(found)} of {len(workers)} processes answered")


def _process_behind(connection: Connection, port: int, workers: list[int]) -> int:
    ends = f":{port:04X}", f":{connection.port:04X}"
    for line in (PROCESSES / "net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if (fields[1][8:], fields[2][8:]) == ends:
            name = f"socket:[{fields[9]}]"
            for worker in workers:
                if name in _open_files(worker):
                    return worker
    raise ConnectionError("the server does not know the connection any more")


def _open_files(process: int) -> set[str]:
    found = set()
    for file in (PROCESSES / str(process) / "fd").iterdir():
        try:
            found.add(os.readlink(file))
        except FileNotFoundError:
            continue
    return found
