"""What a file of words holds: one row for each section of each object, in the source language and in another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from catalogue.facts import Kind
from catalogue.facts.words import Shape
from catalogue.read_models.text import Freshness
from catalogue.translating.workbench import Workbench

LARGEST_FILE = 20_000_000
"""Bytes; the whole national catalogue in one language is less."""


@dataclass(frozen=True, slots=True)
class Row:
    """One section. What it was made from is told by its source text, which travels with it."""

    kind: Kind
    key: str
    section: str
    source: str
    target: str
    state: Freshness = Freshness.MISSING
    confirmed: bool = False
    """Whether somebody says that the target, changed or not, fits this source."""
    line: int = 0
    """Where it stands in the file, from 1."""


class Refusal(StrEnum):
    """Why a row is not taken."""

    NO_OBJECT = "no object"
    NO_SECTION = "no section"
    NOT_ALLOWED = "not allowed"
    TWICE = "twice"
    PLACEHOLDER = "placeholder"
    MARKDOWN = "markdown"
    UNREADABLE = "unreadable"
    CHANGED = "changed meanwhile"


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not taken; `told` names what is wrong: a placeholder, a column, an object."""

    line: int
    refusal: Refusal
    told: str = ""


class BadFile(Exception):
    """A file that is none of ours as a whole. `line` is where it stops making sense, 0 where that has no place."""

    def __init__(self, told: str, line: int = 0) -> None:
        super().__init__(told)
        self.told = told
        self.line = line


def rows_of(benches: Iterable[Workbench], *, only_open: bool = False) -> Iterator[Row]:
    """Yield the rows of objects as they are opened for translating; lists, which nobody translates, stay at home."""
    for bench in benches:
        for segment in bench.segments:
            if segment.shape is Shape.LIST or not segment.source or (only_open and segment.settled):
                continue
            yield Row(bench.kind, bench.key, segment.key, segment.source, segment.target, segment.state)
