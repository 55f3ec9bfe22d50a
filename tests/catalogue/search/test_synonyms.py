"""Synonyms of a content pack: read from its files, applied to queries."""

from __future__ import annotations

from pathlib import Path

from search_builder import document, found, index_of

from catalogue.search.synonyms import parse_synonyms, read_synonyms


def test_an_arrow_goes_one_way(tmp_path: Path) -> None:
    rules = {"en": parse_synonyms(["dole => unemployment benefit"], "en")}
    index = index_of(tmp_path, [document("Unemployment benefit"), document("Dole office")], synonyms=rules)
    assert set(found(index, "dole")) == {"unemployment-benefit", "dole-office"}
    assert found(index, "unemployment") == ["unemployment-benefit"]


def test_a_group_goes_all_ways(tmp_path: Path) -> None:
    rules = {"en": parse_synonyms(["car, automobile, vehicle"], "en")}
    index = index_of(tmp_path, [document("Car tax"), document("Vehicle import")], synonyms=rules)
    assert set(found(index, "automobiles")) == {"car-tax", "vehicle-import"}


def test_a_phrase_of_several_words_is_recognised(tmp_path: Path) -> None:
    rules = {"en": parse_synonyms(["social security number => ssn"], "en")}
    index = index_of(tmp_path, [document("Replace an SSN card"), document("Garden waste")], synonyms=rules)
    assert found(index, "lost my social security number") == ["replace-an-ssn-card"]
    assert found(index, "number") == []


def test_files_are_read_by_language_and_remarks_passed_over(tmp_path: Path) -> None:
    (tmp_path / "fr.txt").write_text("# remarque\n\ncaf, allocations familiales # sigle\nseul\n", encoding="utf-8")
    assert set(read_synonyms(tmp_path)) == {"fr"}
    assert ("caf",) in read_synonyms(tmp_path)["fr"].meanings
    assert read_synonyms(tmp_path / "none") == {}
