"""How fast a kept page is answered over HTTP, against a bare Flask "hello" on the very same server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import pytest
from benchmarks.measuring import cpu_seconds, show
from benchmarks.serving import ONEDOOR, Server, serving

pytestmark = pytest.mark.benchmark

LEAST = 0.7
"""Of what the bare Flask answers in the same time."""
PAGE = "/en/services/register-birth"
IN_A_PLACE = "/ar/services/register-birth?place=norvale"
CONNECTIONS = 4
REQUESTS = 2000
ROUNDS = 4
HELLO = [sys.executable, "-m", "benchmarks.hello_server"]


@pytest.fixture
def servers(environment: dict[str, str], tmp_path: Path) -> Iterator[dict[str, tuple[Server, str]]]:
    """The bare Flask and the portal, each with one worker and its access log, and the page to ask for."""
    tests = {**environment, "PYTHONPATH": str(Path(__file__).parents[1])}
    with ExitStack() as running:
        hello = running.enter_context(serving(HELLO, tests, tmp_path / "hello.log"))
        portal = running.enter_context(serving([ONEDOOR, "serve"], environment, tmp_path / "portal.log"))
        yield {
            "bare Flask": (hello, "/"),
            "kept service page": (portal, PAGE),
            "kept service page, Arabic, in a place": (portal, IN_A_PLACE),
        }


def test_a_kept_page_is_nearly_as_fast_as_the_least_that_flask_can_answer(servers) -> None:
    for server, path in servers.values():
        server.load(path, requests=100, connections=CONNECTIONS)
    walls: dict[str, list[float]] = {name: [] for name in servers}
    costs: dict[str, list[float]] = {name: [] for name in servers}
    # In turn, so that a neighbour who comes and goes slows all of them.
    for _ in range(ROUNDS):
        for name, (server, path) in servers.items():
            before = cpu_seconds(server.worker)
            walls[name].append(server.load(path, requests=REQUESTS, connections=CONNECTIONS))
            costs[name].append(cpu_seconds(server.worker) - before)
    bare = "bare Flask"
    ratios = {
        name: (
            median(walls[bare]) / median(walls[name]),
            median(costs[bare]) / median(costs[name]),
        )
        for name in servers
    }
    show(
        f"Kept pages over HTTP, {CONNECTIONS} connections, {ROUNDS} × {REQUESTS} requests, one worker",
        ("answer", "bytes", "requests/s", "CPU a request", "ratio of speed", "ratio of CPU", "least"),
        [
            (
                name,
                str(len(server.get(path))),
                f"{REQUESTS / median(walls[name]):.0f}",
                f"{median(costs[name]) / REQUESTS * 1e6:.0f} µs",
                f"{ratios[name][0]:.2f}",
                f"{ratios[name][1]:.2f}",
                f"{LEAST:.2f}",
            )
            for name, (server, path) in servers.items()
        ],
    )
    assert {name: both for name, both in ratios.items() if min(both) < LEAST} == {}
