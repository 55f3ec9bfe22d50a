"""What each view of the ranking brings, language by language, over the searches of the shipped content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from benchmarks.measuring import show
from shipped_searches import SETS, searches_of

from catalogue.context import Catalogue
from catalogue.languages import languages
from catalogue.search import ranking
from catalogue.search.evaluate import gain
from catalogue.search.index import SearchIndex

pytestmark = pytest.mark.benchmark

MAY_LOSE = 0.01
"""So much the mean over all languages may be better without one view: less is chance."""


def test_every_view_earns_its_place(shipped_and_indexed: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    views = dict(ranking.VIEWS)

    def with_views(weights: Mapping[str, float]) -> dict[str, float]:
        monkeypatch.setattr(ranking, "VIEWS", {view: weights.get(view, 0.0) for view in views})
        return measure(shipped_and_indexed.settings.index)

    measured = {"all views": with_views(views)}
    for view in views:
        measured[f"without {view}"] = with_views({**views, view: 0.0})
    for view in views:
        measured[f"{view} only"] = with_views({view: 1.0})
    show(
        "nDCG@10 of the searches of the shipped content, both sets",
        ("views", *languages(), "mean"),
        [(what, *(f"{score:.3f}" for score in scores.values())) for what, scores in measured.items()],
    )
    whole = measured["all views"]["mean"]
    assert {what: scores["mean"] for what, scores in measured.items() if scores["mean"] > whole + MAY_LOSE} == {}


def measure(folder: Path) -> dict[str, float]:
    """Return the gain of each language and their mean, by an index that remembers no answer."""
    index = SearchIndex(folder)
    scores = {language: mean_gain(language, index.find) for language in languages()}
    return {**scores, "mean": sum(scores.values()) / len(scores)}


def mean_gain(language: str, find: Callable) -> float:
    searches = [search for name in SETS for search in searches_of(name, language)]
    gains = [
        gain([hit.id for hit in find(search["query"], language, limit=10).hits], dict.fromkeys(search["expects"], 1.0))
        for search in searches
    ]
    return sum(gains) / len(gains)
