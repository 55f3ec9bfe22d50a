"""Every page of staff is judged in a real browser: the list of those that are must be the list of routes."""

from __future__ import annotations

from pathlib import Path

from permissions import ROOMS
from staff_pages import NO_PAGES, PAGES_BEFORE, STAFF_PAGES


def test_every_page_of_staff_is_judged():
    routes = Path(__file__).with_name("routes.txt").read_text(encoding="utf-8").splitlines()
    asked_for = (line.split("  ") for line in routes)
    pages = {endpoint for _, endpoint, methods in asked_for if endpoint.startswith(ROOMS) and "GET" in methods}
    assert pages == {*STAFF_PAGES, *PAGES_BEFORE, *NO_PAGES}


def test_no_page_stands_twice():
    assert len({*STAFF_PAGES, *PAGES_BEFORE, *NO_PAGES}) == len(STAFF_PAGES) + len(PAGES_BEFORE) + len(NO_PAGES)
