"""Fits the weights of sureness to labelled questions and searches: `.venv/bin/python -m tests.bots.fit_sureness`.

Over the catalogue that ONEDOOR_HOME has prepared of the shipped content. The unseen sets are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from pathlib import Path

import yaml

from bots.asked.sets import languages_of, read_questions
from bots.dialogue.hearing.subjects import find_subjects
from bots.dialogue.hearing.sureness import Signs
from bots.dialogue.hearing.understanding import understand
from bots.dialogue.memory import Memory
from bots.dialogue.turn import Turn
from bots.settings import Settings
from catalogue.context import Catalogue
from catalogue.opened import opened
from furniture.translations import phrases

TESTS = Path(__file__).parent.parent
QUESTIONS = TESTS / "bots" / "questions"
SEARCHES = TESTS / "content" / "searches"
WORTH_OF_SEARCH = 0.25
"""A search is no question: it shows what is found, and nothing of what is to be declined."""
WORTH_OF_DECLINING = 2.0
"""There are fewer questions without an answer, and a wrong answer is worse than none."""
WORTH_OF_WRONG = 0.3
"""What has an answer, but another was found first: being less sure does not find it."""
RIDGE = 1.0
ROUNDS = 25

Example = tuple[tuple[float, ...], bool, float]
"""The signs of what was found first with a constant, whether it was right, and how much the example counts."""


def examples(catalogue: Catalogue, language: str) -> Iterator[Example]:
    """Yield what was found for the labelled texts of a language."""
    for text, expects, worth in _texts(language):
        signs, got = _found(catalogue, text, language)
        if signs is not None:
            right = got in expects
            yield (*map(float, astuple(signs)), 1.0), right, worth if right or not expects else WORTH_OF_WRONG * worth


def _texts(language: str) -> Iterator[tuple[str, frozenset[str], float]]:
    for name in (f"{language}.yaml", f"{language}.unanswerable.yaml"):
        for question in read_questions(QUESTIONS / name, language):
            yield question.said[0], frozenset(question.expects), 1.0 if question.answerable else WORTH_OF_DECLINING
    for search in yaml.safe_load((SEARCHES / f"{language}.yaml").read_text(encoding="utf-8")):
        if search["kind"] not in ("code", "cross-language", "transliterated"):
            yield search["query"], frozenset(search["expects"]), WORTH_OF_SEARCH


def _found(catalogue: Catalogue, text: str, language: str) -> tuple[Signs | None, str | None]:
    translations = Settings.from_environment().translations
    with catalogue.reading(language) as reading:
        turn = Turn(catalogue, reading, phrases(translations, language), Memory(language=language), translations)
        understood = understand(turn, text)
        if not understood.questions or not understood.questions[0].rest:
            return None, None
        asked = understood.questions[0]
        found = find_subjects(turn, text, asked.rest, understood.language, asked.intents)
        return found.signs, found.subject.id if found.subject else None


def fit(several: Sequence[Example]) -> list[float]:
    """Return the weights of the signs and of the constant: logistic regression by Newton's steps, with a ridge."""
    size = len(several[0][0])
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-RIDGE * weight for weight in weights[:-1]] + [0.0]
        bend = [[RIDGE * (row == column and row < size - 1) for column in range(size)] for row in range(size)]
        for signs, right, worth in several:
            sure = 1 / (1 + math.exp(-sum(weight * sign for weight, sign in zip(weights, signs, strict=True))))
            for row in range(size):
                slope[row] += worth * (right - sure) * signs[row]
                for column in range(size):
                    bend[row][column] += worth * sure * (1 - sure) * signs[row] * signs[column]
        weights = [weight + step for weight, step in zip(weights, _solve(bend, slope), strict=True)]
    return weights


def _solve(matrix: list[list[float]], wanted: list[float]) -> list[float]:
    rows = [[*row, value] for row, value in zip(matrix, wanted, strict=True)]
    size = len(rows)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(rows[row][place]))
        rows[place], rows[pivot] = rows[pivot], rows[place]
        for row in range(size):
            if row != place:
                factor = rows[row][place] / rows[place][place]
                rows[row] = [one - factor * other for one, other in zip(rows[row], rows[place], strict=True)]
    return [rows[place][size] / rows[place][place] for place in range(size)]


def main() -> None:
    """Print the weights that fit best."""
    with opened() as catalogue:
        several = [example for language in languages_of(QUESTIONS) for example in examples(catalogue, language)]
    names = [*(field.name for field in fields(Signs)), "doubt"]
    for name, weight in zip(names, fit(several), strict=True):
        print(f"{name:<10} {weight:6.2f}")


if __name__ == "__main__":
    main()
