"""`onedoor evaluate`: the promised measures, in the promised form, by the product's own search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from catalogue.cli import main
from catalogue.search import engines
from catalogue.search.engines import ENGINES
from catalogue.search.evaluate import gain, measure, read_set

CORPUS = [
    {"id": "birth", "title": "Register a birth", "text": "Tell the registry of a new child.", "lang": "en"},
    {"id": "dog", "title": "Register a dog", "text": "Every dog needs a number.", "lang": "en"},
    {"id": "car", "title": "Park a car", "text": "Permits for your street.", "lang": "en"},
]
QUERIES = [
    {"id": "q1", "text": "my new child", "lang": "en"},
    {"id": "q2", "text": "dogs", "lang": "en"},
    {"id": "q3", "text": "something without an answer", "lang": "en"},
    {"id": "q4", "text": "zebra", "lang": "en"},
]
GRADES = "query\tdocument\tgrade\nq1\tbirth\t1\nq2\tdog\t2\nq4\tcar\t1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, CORPUS)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, QUERIES)) + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(GRADES, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


@pytest.mark.parametrize("engine", ENGINES)
def test_json_has_the_promised_names(folder: Path, engine: str) -> None:
    result = run(str(folder), "--engine", engine, "--json")
    assert result.exit_code == 0
    measures = json.loads(result.stdout)
    assert " ".join(measures) == (
        "set engine queries documents ndcg@10 recall@5 mrr@10 success@1 p50_ms p95_ms index_s"
    )
    assert (measures["set"], measures["engine"], measures["queries"], measures["documents"]) == (
        folder.name,
        engine,
        3,
        3,
    )


def test_questions_are_measured_by_what_was_found(folder: Path) -> None:
    measured = measure(read_set(folder))
    assert measured.ndcg_10 == pytest.approx(2 / 3)
    assert measured.recall_5 == pytest.approx(2 / 3)
    assert measured.mrr_10 == pytest.approx(2 / 3)
    assert measured.success_1 == pytest.approx(2 / 3)


def test_gain_falls_with_the_place_and_rises_with_the_grade() -> None:
    assert gain(["a", "b"], {"a": 2, "b": 1}) == 1
    assert gain(["b", "a"], {"a": 2, "b": 1}) == pytest.approx((1 + 2 / 1.58496) / (2 + 1 / 1.58496), abs=1e-4)
    assert gain(["x"] * 10 + ["a"], {"a": 1}) == 0


def test_without_json_each_measure_has_a_line(folder: Path) -> None:
    lines = run(str(folder)).stdout.splitlines()
    assert len(lines) == 11
    assert lines[0].split() == ["set", folder.name]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corpus.jsonl", '{"id": "a"}', "line 1"),
        ("queries.jsonl", "not json", "line 1"),
        ("qrels.tsv", "q1\tbirth\t1\nq2 dog 1\n", "line 2"),
        ("qrels.tsv", "", "no questions"),
    ],
)
def test_a_broken_set_is_wrong_usage_and_says_where(folder: Path, file: str, text: str, said: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    result = run(str(folder))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_missing_file_and_an_unknown_engine_are_wrong_usage(folder: Path) -> None:
    assert run(str(folder), "--engine", "sphinx").exit_code == 2
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "find_spec", lambda name: None)
        refused = run(str(folder), "--engine", "tantivy")
    assert (refused.exit_code, "pip install onedoor[national]" in refused.stderr) == (2, True)
    (folder / "qrels.tsv").unlink()
    result = run(str(folder))
    assert result.exit_code == 2
    assert "qrels.tsv" in result.stderr
