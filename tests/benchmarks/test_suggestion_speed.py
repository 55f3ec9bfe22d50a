"""How long suggestions take: the beginnings of every title, in every language, through the whole portal."""

from __future__ import annotations

from functools import partial

import pytest
from benchmarks.measuring import answer, cpu_times, show
from flask import Flask
from werkzeug.test import create_environ

from catalogue.context import Catalogue
from catalogue.languages import languages
from catalogue.queries.life_events import list_life_events
from catalogue.queries.services import list_services

pytestmark = pytest.mark.benchmark

LIMIT_MS = 5.0
ROUNDS = 3
LETTERS = (1, 2, 3, 5, 8)
CODES = ("1", "11", "110", "1103", "21")


def beginnings(prepared: Catalogue, language: str) -> list[str]:
    """Return what people will have typed on their way to each title, and some codes."""
    with prepared.reading(language) as reading:
        cards = (*list_services(reading).cards, *list_life_events(reading).cards)
    return sorted({card.title.value[:letters] for card in cards for letters in LETTERS} | set(CODES))


def test_suggestions_are_given_within_five_milliseconds(rendering: Flask, prepared: Catalogue) -> None:
    rows = {}
    for language in languages():
        asked = [
            create_environ(f"/{language}/suggestions", query_string={"q": typed}, headers={"Accept-Encoding": "gzip"})
            for typed in beginnings(prepared, language)
        ]
        rows[language] = cpu_times([partial(answer, rendering, one) for one in asked], ROUNDS)
    show(
        "CPU time of suggestions, packed",
        ("language", "asked", "median", "p95", "limit"),
        [
            (
                language,
                str(len(times.sorted)),
                f"{times.median:.2f} ms",
                f"{times.p95:.2f} ms",
                f"{LIMIT_MS:.0f} ms",
            )
            for language, times in rows.items()
        ],
    )
    assert {language: times.p95 for language, times in rows.items() if times.p95 > LIMIT_MS} == {}
