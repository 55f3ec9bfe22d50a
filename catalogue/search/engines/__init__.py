"""Search engines behind one boundary: they find candidates among tokens that we made; ranking them is ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

_MODULES = {"whoosh": "catalogue.search.engines.whoosh"}


class IndexDamaged(Exception):
    """The files of an index cannot be read: it is to be built anew."""


class UnknownEngine(ValueError):
    """No engine has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no search engine “{name}”; there is {', '.join(_MODULES)}.")


@dataclass(frozen=True, slots=True)
class Entry:
    """What an engine keeps of one document: its key, its weighted tokens and the values of its facets."""

    key: int
    language: str
    weights: Mapping[str, float]
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is looked for: a document matches by any of `needed`; `helpful` ones only raise it."""

    needed: tuple[tuple[str, float], ...]
    helpful: tuple[tuple[str, float], ...] = ()


Filters = Mapping[str, tuple[str, ...]]
"""Accepted values by facet: any value of a facet, every facet."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents match, and how many of them per value of each facet.

    The values of a facet are counted without the filter on that facet itself, so that a reader sees what another
    choice would give.
    """

    total: int
    facets: dict[str, dict[str, int]]


class Engine(Protocol):
    """An index on disk, one part a language. One object serves all threads of a process."""

    def update(self, entries: Iterable[Entry], removed: Mapping[str, Sequence[int]]) -> None:
        """Replace or add entries, and remove keys by language, in one commit a language."""

    def candidates(self, language: str, terms: Terms, filters: Filters, limit: int) -> list[int]:
        """Return the keys of at most `limit` matching documents, the likeliest first."""

    def tally(self, language: str, terms: Terms, filters: Filters) -> Tally:
        """Count the matching documents, all of them, not the candidates only."""

    def number_of_documents(self) -> int:
        """Return how many entries the index holds. Reads every part, so it raises when one is damaged."""


@dataclass(frozen=True, slots=True)
class EngineKind:
    """How indexes of one engine are made and opened. Both raise `IndexDamaged` when that fails."""

    name: str
    build: Callable[[Path, Iterable[Entry]], None]
    """Build a new index in an empty folder."""
    open: Callable[[Path], Engine]


def engine_kind(name: str) -> EngineKind:
    """Return the engine of that name. Raises `UnknownEngine`."""
    if name not in _MODULES:
        raise UnknownEngine(name)
    return import_module(_MODULES[name]).KIND
