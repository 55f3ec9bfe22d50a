"""Sets of questions as files: what people ask, and what would be a right answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bots.dialogue.reply import Intent
from catalogue.languages import languages


class BadQuestions(Exception):
    """A file of questions that cannot be read: the message says which, where and why."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What one person asks, and what is right."""

    said: tuple[str, ...]
    """One message, or several of which the last is judged."""
    language: str
    expects: frozenset[str]
    """Ids of services and life events any of which is right; none where the catalogue has no answer."""
    intents: frozenset[Intent]
    """Any of which is right; none where it does not matter."""
    place: str | None = None
    """The place that is known afterwards."""

    @property
    def answerable(self) -> bool:
        """Tell whether the catalogue has an answer."""
        return bool(self.expects)


def read_questions(file: Path, language: str) -> tuple[AskedQuestion, ...]:
    """Return the questions of a file. Raises `BadQuestions`."""
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadQuestions(f"{file}: {error}") from error
    if not isinstance(rows, list):
        raise BadQuestions(f"{file}: expected a list of questions")
    return tuple(_question(row, language, f"{file}, question {number}") for number, row in enumerate(rows, start=1))


def languages_of(folder: Path) -> tuple[str, ...]:
    """Return the languages of which a folder has questions."""
    return tuple(code for code in languages() if (folder / f"{code}.yaml").exists())


def _question(row: Any, language: str, where: str) -> AskedQuestion:
    if not isinstance(row, dict) or not (row.get("ask") or row.get("said")):
        raise BadQuestions(f"{where}: expected `ask` with what a person says")
    said = row.get("said") or [row["ask"]]
    intents = row.get("intent") or []
    try:
        wanted = frozenset(Intent(intent) for intent in ([intents] if isinstance(intents, str) else intents))
    except ValueError as error:
        raise BadQuestions(f"{where}: {error}") from error
    return AskedQuestion(tuple(map(str, said)), language, frozenset(row.get("expects") or ()), wanted, row.get("place"))
