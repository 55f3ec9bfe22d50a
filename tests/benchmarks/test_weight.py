"""How much a first visit takes over the line: the page and all it asks for, headers included, as a browser gets it."""

from __future__ import annotations

import gzip

import pytest
from benchmarks.measuring import show
from bs4 import BeautifulSoup
from flask import Flask
from page_types import PAGE_TYPES
from werkzeug.test import TestResponse

from catalogue.context import Catalogue
from catalogue.facts.kinds import Kind
from catalogue.languages import languages
from catalogue.queries.sitemap import list_addresses

pytestmark = pytest.mark.benchmark

LIMITS = {"service": 30_000, "plan": 45_000}
MOST_REQUESTS = 4
FETCHED = "link[rel=stylesheet], link[rel=icon], script[src], img[src], source[src], iframe[src]"
PLACE = "port-alba"


def test_a_first_visit_is_light(rendering: Flask, prepared: Catalogue) -> None:
    with prepared.reading("en") as reading:
        found = list_addresses(reading)
    services = [f"services/{row.id}" for row in found if row.kind == Kind.SERVICE]
    plans = [f"life-events/{row.id}/plan" for row in found if row.kind == Kind.LIFE_EVENT]
    told = PAGE_TYPES["plan with every answer"].removeprefix("/{language}/")
    paths = {
        "service": [*services, *(f"{path}?place={PLACE}" for path in services)],
        "plan": [*plans, *(f"{path}?place={PLACE}" for path in plans), told],
    }
    rows = []
    for kind, of_kind in paths.items():
        for code in languages():
            weights = {path: weight(packed(rendering, f"/{code}/{path}")) for path in of_kind}
            heaviest = max(weights, key=weights.__getitem__)
            rows.append((kind, code, len(weights), heaviest, *first_visit(rendering, f"/{code}/{heaviest}")))
    show(
        "Bytes of a first visit, packed, with headers: the heaviest page of each kind",
        ("kind", "language", "pages", "heaviest", "bytes", "requests", "limit"),
        [(*(str(cell) for cell in row), f"{LIMITS[row[0]]} in {MOST_REQUESTS}") for row in rows],
    )
    assert [row for row in rows if row[4] > LIMITS[row[0]] or row[5] > MOST_REQUESTS] == []


def first_visit(app: Flask, path: str) -> tuple[int, int]:
    """Return the bytes of a page with all that it has a browser fetch, and how many requests that takes."""
    page = BeautifulSoup(gzip.decompress(packed(app, path).get_data()), "html.parser")
    fetched = {tag.get("href") or tag.get("src") for tag in page.select(FETCHED)}
    answers = [packed(app, each) for each in (path, *fetched)]
    return sum(weight(answer) for answer in answers), len(answers)


def packed(app: Flask, path: str) -> TestResponse:
    """Return an answer as a browser gets it."""
    answer = app.test_client().get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, path
    return answer


def weight(answer: TestResponse) -> int:
    """Return the bytes of an answer: status line, headers and body."""
    head = sum(len(name) + len(value) + len(": \r\n") for name, value in answer.headers)
    return len(f"HTTP/1.1 {answer.status}\r\n\r\n") + head + len(answer.get_data())
