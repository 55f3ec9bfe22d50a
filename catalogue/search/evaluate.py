"""How well search finds on a test set, by the product's own analysis, index and ranking."""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex

_KIND = "service"
_DEPTH = 10


class InvalidSet(ValueError):
    """A file of the test set is missing or cannot be read; the text says which and where."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a test set, with the grade of each document that answers it."""

    text: str
    language: str
    grades: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Documents and questions with known answers."""

    name: str
    documents: tuple[SearchDocument, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured; times in milliseconds, the index in seconds."""

    set: str
    engine: str
    queries: int
    documents: int
    ndcg_10: float
    recall_5: float
    mrr_10: float
    success_1: float
    p50_ms: float
    p95_ms: float
    index_s: float

    def to_json(self) -> dict[str, object]:
        """Return the measures under the names that are promised to scripts."""
        return {
            "set": self.set,
            "engine": self.engine,
            "queries": self.queries,
            "documents": self.documents,
            "ndcg@10": round(self.ndcg_10, 4),
            "recall@5": round(self.recall_5, 4),
            "mrr@10": round(self.mrr_10, 4),
            "success@1": round(self.success_1, 4),
            "p50_ms": round(self.p50_ms, 2),
            "p95_ms": round(self.p95_ms, 2),
            "index_s": round(self.index_s, 2),
        }


def read_set(folder: Path) -> QuestionSet:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`; questions without a known answer are left out.

    Raises `InvalidSet`.
    """
    grades = _read_grades(folder / "qrels.tsv")
    documents = tuple(
        SearchDocument(
            kind=_KIND, id=row["id"], language=row["lang"], title=row.get("title") or "", body=row.get("text") or ""
        )
        for row in _read_rows(folder / "corpus.jsonl", ("id", "lang"))
    )
    questions = tuple(
        Question(row["text"], row["lang"], grades[row["id"]])
        for row in _read_rows(folder / "queries.jsonl", ("id", "text", "lang"))
        if any(grade > 0 for grade in grades.get(row["id"], {}).values())
    )
    if not documents or not questions:
        raise InvalidSet(f"{folder}: no documents, or no questions with a known answer")
    return QuestionSet(folder.resolve().name, documents, questions)


def measure(test_set: QuestionSet, engine_name: str = "whoosh") -> Evaluation:
    """Index the documents of the set in a folder of their own and ask every question once."""
    with tempfile.TemporaryDirectory(prefix="onedoor-evaluate-") as folder:
        index = SearchIndex(Path(folder), engine_name)
        begun = time.perf_counter()
        index.rebuild(test_set.documents, sequence=1)
        index_s = time.perf_counter() - begun
        times, gains, recalls, ranks, firsts = [], [], [], [], []
        for question in test_set.questions:
            begun = time.perf_counter()
            found = index.find(question.text, question.language, limit=_DEPTH)
            times.append((time.perf_counter() - begun) * 1000)
            ids = [hit.id for hit in found.hits]
            right = {id for id, grade in question.grades.items() if grade > 0}
            gains.append(gain(ids, question.grades))
            recalls.append(len(right.intersection(ids[:5])) / len(right))
            ranks.append(next((1 / (place + 1) for place, id in enumerate(ids) if id in right), 0.0))
            firsts.append(float(bool(ids) and ids[0] in right))
    return Evaluation(
        set=test_set.name,
        engine=engine_name,
        queries=len(test_set.questions),
        documents=len(test_set.documents),
        ndcg_10=_mean(gains),
        recall_5=_mean(recalls),
        mrr_10=_mean(ranks),
        success_1=_mean(firsts),
        p50_ms=_quantile(times, 0.5),
        p95_ms=_quantile(times, 0.95),
        index_s=index_s,
    )


def gain(found: Sequence[str], grades: Mapping[str, float]) -> float:
    """Return the nDCG of the first ten, with the grade itself as gain: 1 when the best stand first in their order."""
    gained = sum(max(grades.get(id, 0.0), 0.0) / math.log2(place + 2) for place, id in enumerate(found[:_DEPTH]))
    best = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:_DEPTH]
    possible = sum(grade / math.log2(place + 2) for place, grade in enumerate(best))
    return gained / possible if possible else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


def _read_rows(path: Path, required: Sequence[str]) -> Iterator[dict[str, str]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in required):
                raise ValueError(f"needs {', '.join(required)}, each a text")
        except ValueError as error:
            raise InvalidSet(f"{path}, line {number}: {error}") from error
        yield row


def _read_grades(path: Path) -> dict[str, dict[str, float]]:
    grades: dict[str, dict[str, float]] = {}
    for number, line in _lines(path):
        cells = line.split("\t")
        try:
            query, document, grade = cells[0], cells[1], float(cells[2])
        except (IndexError, ValueError) as error:
            if number == 1:
                continue
            raise InvalidSet(f"{path}, line {number}: needs query, document and grade, with tabs between") from error
        grades.setdefault(query, {})[document] = grade
    return grades


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSet(f"{path} cannot be read: {error}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")
