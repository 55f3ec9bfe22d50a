"""What all benchmarks share: CPU times of this thread and of other processes, percentiles, and tables."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import thread_time
from typing import Any

from flask import Flask

PROCESSES = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Times:
    """Sorted milliseconds."""

    sorted: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return self.sorted[len(self.sorted) // 2]

    @property
    def p95(self) -> float:
        """The one that nineteen of twenty do not exceed."""
        return self.sorted[int(len(self.sorted) * 0.95)]


def cpu_times(calls: Iterable[Callable[[], object]], rounds: int) -> Times:
    """Return what each call costs this thread, in the round with the lowest 95th percentile.

    CPU time, because machines are shared; the best round, because neighbours slow the CPU itself down as well.
    """
    calls = list(calls)
    # What the tests themselves hold is no rubbish of the calls to search through.
    gc.collect()
    gc.freeze()
    taken = (Times(tuple(sorted(_cpu_time(call) for call in calls))) for _ in range(rounds))
    return min(taken, key=lambda times: times.p95)


def _cpu_time(call: Callable[[], object]) -> float:
    begin = thread_time()
    call()
    return (thread_time() - begin) * 1000


def cpu_seconds(process: int) -> float:
    """Return the CPU time that another process took so far."""
    fields = _stat(process)
    return (int(fields[11]) + int(fields[12])) / TICKS


def niceness(process: int) -> int:
    """Return how much less a process counts than others where processors are short."""
    return int(_stat(process)[16])


def crowding(nicer: int) -> float:
    """Return how many times as long as it computes a process takes just now, if it is so much nicer than this one.

    It is 1 where nobody else computes. What computes with few waits takes as many times longer than on a quiet machine.
    """
    told = subprocess.run([sys.executable, "-c", _COMPUTE, str(nicer)], capture_output=True, text=True, check=True)
    return float(told.stdout)


_COMPUTE = """
import os, sys, time
os.nice(int(sys.argv[1]))
begin, computed = time.perf_counter(), time.process_time()
while time.process_time() < computed + 0.1:
    pass
print((time.perf_counter() - begin) / (time.process_time() - computed))
"""


def _stat(process: int) -> list[str]:
    """Return what the system tells of a process, from its state on."""
    return (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()


def children(process: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(child) for child in (PROCESSES / f"{process}/task/{process}/children").read_text().split()]


def megabytes(process: int) -> tuple[float, float]:
    """Return the memory of a process: all of it (RSS), and its share where pages are shared with others (PSS)."""
    lines = dict(
        line.split(":", 1) for line in (PROCESSES / str(process) / "smaps_rollup").read_text().splitlines()[1:]
    )
    return tuple(int(lines[name].split()[0]) / 1024 for name in ("Rss", "Pss"))


def conditions() -> str:
    """Tell on what was measured, for the heading of a table."""
    load = " ".join(f"{part:.1f}" for part in os.getloadavg()[:2])
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}"


def show(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with its title and conditions."""
    table = [tuple(heads), *(tuple(row) for row in rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(heads))]
    print(f"\n\n{title} ({conditions()})")
    for row in table:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")


def answer(app: Flask, asked: dict[str, Any]) -> bytes:
    """Return the bytes that a server would send, without the server."""
    return b"".join(app(asked.copy(), lambda *begun: None))
