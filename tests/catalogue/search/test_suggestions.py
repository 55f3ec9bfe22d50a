"""Suggestions while typing: services and life events by the start of any word of their names."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_builder import document, index_of, registry_services

from catalogue.search.index import SearchIndex


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    words = [
        document("办理出生证明", id="birth", language="zh"),
        document("L’acte de décès", id="death", language="fr"),
        document("تسجيل الولادة", id="birth", language="ar"),
    ]
    return index_of(tmp_path_factory.mktemp("suggestions"), [*registry_services(), *words])


def suggested(index: SearchIndex, prefix: str, language: str = "en") -> list[str]:
    return [suggestion.id for suggestion in index.suggest(prefix, language)]


@pytest.mark.parametrize(
    ("prefix", "language", "first"),
    [
        ("reg", "en", "register-a-dog"),
        ("birth c", "en", "order-a-birth-certificate"),
        ("PARK", "en", "resident-parking-permit"),
        ("newb", "en", "register-a-birth"),
        ("certificate birth", "en", "order-a-birth-certificate"),
        ("出", "zh", "birth"),
        ("出生证", "zh", "birth"),
        ("证明", "zh", "birth"),
        ("act", "fr", "death"),
        ("dece", "fr", "death"),
        ("الولا", "ar", "birth"),
    ],
)
def test_the_start_of_any_word_suggests(index: SearchIndex, prefix: str, language: str, first: str) -> None:
    assert suggested(index, prefix, language)[0] == first


def test_only_services_and_life_events_are_suggested(index: SearchIndex) -> None:
    assert suggested(index, "civil") == []
    assert suggested(index, "having") == ["having-a-baby"]


def test_names_that_begin_as_typed_come_before_names_that_go_on_so(index: SearchIndex) -> None:
    assert suggested(index, "re")[:2] == ["register-a-dog", "register-a-birth"]


def test_a_whole_word_comes_before_a_longer_one_that_begins_like_it(tmp_path: Path) -> None:
    index = index_of(tmp_path, [document("Pay taxes", id="pay"), document("Get a tax number for work", id="number")])
    assert suggested(index, "tax") == ["number", "pay"]
    assert suggested(index, "ta") == ["pay", "number"]


@pytest.mark.parametrize("prefix", ["", " ", "'", "\x00", "%", "zzzz", "x" * 5_000])
def test_other_input_suggests_nothing(index: SearchIndex, prefix: str) -> None:
    assert suggested(index, prefix) == []


def test_an_object_is_suggested_once(tmp_path: Path) -> None:
    index = index_of(tmp_path, [document("Birth", aliases=("Birth day", "Birth of a birth"))])
    assert suggested(index, "birth") == ["birth"]


def test_no_more_are_suggested_than_asked_for(index: SearchIndex) -> None:
    assert len(index.suggest("r", "en", limit=2)) == 2


def test_a_short_title_is_suggested_before_hundreds_that_stand_before_it(tmp_path: Path) -> None:
    documents = [document(f"Apply for abatement number {number}", id=str(number)) for number in range(400)]
    index = index_of(tmp_path, [*documents, document("Ask"), document("Parents who ask", aliases=("a",))])
    assert index.suggest("a", "en")[0].title == "Ask"
