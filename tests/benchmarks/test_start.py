"""How soon a portal answers that was prepared before, started as `make run` starts it."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from benchmarks.measuring import show
from benchmarks.serving import ONEDOOR, serving

pytestmark = pytest.mark.benchmark

LIMIT_S = 5.0
STARTS = 3
BEFORE = (("translations", "compile"), ("prepare",))
"""What `make run` does before it serves; when all is prepared, that only looks."""


def test_a_second_start_answers_within_five_seconds(environment: dict[str, str], tmp_path: Path) -> None:
    starts = []
    for number in range(STARTS):
        begin = time.perf_counter()
        for command in BEFORE:
            subprocess.run([ONEDOOR, *command], env={**os.environ, **environment}, check=True, capture_output=True)
        prepared = time.perf_counter() - begin
        with serving([ONEDOOR, "serve", "--workers", "2"], environment, tmp_path / f"{number}.log") as server:
            server.get("/en/")
            starts.append((prepared, time.perf_counter() - begin))
    show(
        "Seconds until the first page, of a portal that was prepared before",
        ("start", "onedoor serve alone", "all of make run", "limit"),
        [
            (str(number), f"{whole - prepared:.1f} s", f"{whole:.1f} s", f"{LIMIT_S:.0f} s")
            for number, (prepared, whole) in enumerate(starts, start=1)
        ],
    )
    assert min(whole for _, whole in starts) <= LIMIT_S
