"""How much memory a worker takes after every page was visited once in every language, and then some more."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from benchmarks.measuring import megabytes, show
from benchmarks.people import people
from benchmarks.serving import ONEDOOR, Connection, serving

from catalogue.languages import languages

pytestmark = pytest.mark.benchmark

LIMIT_MB = 150
PLACE = "port-alba"


def test_a_worker_stays_small_after_every_page_in_every_language(environment: dict[str, str], tmp_path: Path) -> None:
    with serving([ONEDOOR, "serve"], environment, tmp_path / "log") as server, Connection(server.port) as connection:
        every_page = pages(connection)
        plans = [f"{path}/plan" for path in every_page if re.fullmatch("/[a-z]+/life-events/[^/]+", path)]
        visits = {
            "its map": [],
            "every page and every plan": [*every_page, *plans],
            "and searches": [f"/{code}/search?q=passport" for code in languages()],
            "and all that in a place": [f"{path}?place={PLACE}" for path in (*every_page, *plans)],
            "and plans with answers": [person.address(code) for person in people() for code in languages()],
        }
        taken = {}
        for what, paths in visits.items():
            for path in paths:
                connection.get(path)
            taken[what] = megabytes(server.worker)
    show(
        "Memory of one worker, in six languages (RSS: all of it; PSS: its share of what processes share)",
        ("after", "visits", "RSS", "PSS", "limit (PSS)"),
        [
            (what, str(len(visits[what])), f"{rss:.0f} MB", f"{pss:.0f} MB", f"{LIMIT_MB} MB")
            for what, (rss, pss) in taken.items()
        ],
    )
    assert {what: pss for what, (_, pss) in taken.items() if pss > LIMIT_MB} == {}
    assert taken["every page and every plan"][0] <= LIMIT_MB


def pages(connection: Connection) -> list[str]:
    """Return the path of every page, as the portal's own map tells."""
    found = re.findall("<loc>https?://[^/]+([^<]+)</loc>", gzip.decompress(connection.get("/sitemap.xml")).decode())
    assert len(found) > 100 * len(languages())
    return found
