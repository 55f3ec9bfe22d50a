"""Citizens who read while something else is measured: a process of its own that asks at a steady rate, come what may.

`python -m benchmarks.readers PORT RATE SECONDS` takes paths by kind of page as JSON and tells how each answer came.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

from benchmarks.measuring import Times

AT_ONCE = 32
TESTS = str(Path(__file__).parents[1])


@dataclass(frozen=True)
class Read:
    """One answer: which kind of page it was, its status (0 for none), and the milliseconds from asking to its end."""

    kind: str
    path: str
    status: int
    milliseconds: float


class Readers:
    """Readers who begin at once; `finish` waits for them and returns what they were answered."""

    def __init__(self, port: int, pages: Mapping[str, Sequence[str]], *, rate: float, seconds: float) -> None:
        command = [sys.executable, "-m", "benchmarks.readers", str(port), str(rate), str(seconds)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"PYTHONPATH": f"{TESTS}:{Path(TESTS).parent}"}
        )
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(pages).encode() + b"\n")
        self._process.stdin.flush()

    def finish(self) -> list[Read]:
        """Wait until all have read. Raises `AssertionError` when the process failed."""
        told, _ = self._process.communicate()
        assert self._process.returncode == 0
        return [Read(*each) for each in json.loads(told)]


def times(reads: Sequence[Read]) -> Times:
    """Return the times of some answers."""
    return Times(tuple(sorted(read.milliseconds for read in reads)))


def _read(port: int, kind: str, path: str) -> tuple[str, str, int, float]:
    begin = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Connection": "close"})
        answer = connection.getresponse()
        answer.read()
        status = answer.status
    except OSError:
        status = 0
    finally:
        connection.close()
    return kind, path, status, (time.perf_counter() - begin) * 1000


def main() -> None:
    """Ask for the kinds of pages in turn, and for each one's pages in turn; nobody waits for another's answer."""
    port, rate, seconds = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    pages = {kind: cycle(paths) for kind, paths in json.loads(sys.stdin.readline()).items()}
    kinds = cycle(pages)
    waiting = []
    begin = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as readers:
        for number in range(int(rate * seconds)):
            time.sleep(max(0.0, begin + number / rate - time.monotonic()))
            kind = next(kinds)
            waiting.append(readers.submit(_read, port, kind, next(pages[kind])))
    json.dump([each.result() for each in waiting], sys.stdout)


if __name__ == "__main__":
    main()
