"""Real servers for benchmarks: started as processes, asked over connections that stay open, stopped at the end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from benchmarks.measuring import children, niceness
from reserved_port import reserved_port

ONEDOOR = str(Path(sys.executable).with_name("onedoor"))
SECONDS_TO_START = 120
SECONDS_TO_END = 120
SECONDS_TO_ANSWER = 60


@dataclass(frozen=True)
class Server:
    """A running server with one worker or more."""

    port: int
    process: int

    @property
    def public_workers(self) -> list[int]:
        """The processes that answer readers."""
        editors = self.editors_worker
        return [each for each in children(self.process) if each != editors]

    @property
    def editors_worker(self) -> int:
        """The process that answers editors: the one that is nicer than the server itself once it has begun."""
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end:
            # One that ends while it is looked at is not there any more, and another may begin.
            with suppress(FileNotFoundError, ProcessLookupError):
                nicer = [each for each in children(self.process) if niceness(each) > niceness(self.process)]
                if len(nicer) == 1:
                    return nicer[0]
            time.sleep(0.02)
        raise AssertionError("the server has no process for editors")

    @property
    def worker(self) -> int:
        """The process that answers readers, of a server that has one."""
        (worker,) = self.public_workers
        return worker

    def get(self, path: str) -> bytes:
        """Return the body of a page as it is sent to a browser. Raises `AssertionError` for all but 200."""
        with Connection(self.port) as connection:
            return connection.get(path)

    def load(self, path: str, *, requests: int, connections: int) -> float:
        """Ask for a page again and again over some connections at once, and return the seconds that it took."""

        def ask() -> None:
            with Connection(self.port) as connection:
                for _ in range(requests // connections):
                    connection.get(path)

        threads = [Thread(target=ask) for _ in range(connections)]
        begin = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begin


class Connection:
    """One connection that stays open. It does as little as can be, so that the server is what is measured."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_ANSWER)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *exception: object) -> None:
        self._socket.close()

    @property
    def port(self) -> int:
        """The port of this end."""
        return self._socket.getsockname()[1]

    def get(self, path: str) -> bytes:
        """Return the body of a page. Raises `AssertionError` for any status but 200.

        Raises `ConnectionError` where the server closed the connection, as it does when nothing was asked for long.
        """
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._to}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )
        received = self._socket.recv(65536)
        while b"\r\n\r\n" not in received:
            received += self._more()
        head, _, body = received.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = next(int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:")
        while len(body) < length:
            body += self._more()
        return body

    def _more(self) -> bytes:
        more = self._socket.recv(65536)
        if not more:
            raise ConnectionResetError("the server closed the connection")
        return more


@contextmanager
def serving(command: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[Server]:
    """Start a server, wait until it answers, and stop it in the end, which must go well.

    `command` is told its port by `ONEDOOR_PORT`.
    """
    with reserved_port() as port:
        told = {**os.environ, **environment, "ONEDOOR_PORT": str(port)}
        with log.open("w") as out:
            process = subprocess.Popen(command, env=told, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait_for(port, process, log)
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(timeout=SECONDS_TO_END)
    # A test may have killed it.
    assert ended in (0, -signal.SIGKILL), log.read_text(encoding="utf-8")


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            with Connection(port) as connection:
                connection.get("/healthz")
                return
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"the server did not start: {log.read_text(encoding='utf-8')}")
