"""Search engines behind one boundary: they find candidates among tokens that we made; ranking them is ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

ENGINES = ("whoosh", "tantivy")
"""Each is a module beside this one, and the name of the package that it needs."""
_EXTRAS = {"tantivy": "national"}
"""What to install an engine with that does not come with the project."""


class IndexDamaged(Exception):
    """The files of an index cannot be read: it is to be built anew."""


class UnknownEngine(ValueError):
    """No engine has that name, or its package is not installed. `missing` says what there should be instead."""

    def __init__(self, name: str) -> None:
        if name in ENGINES:
            self.missing = f"the search engine “{name}” (run: pip install onedoor[{_EXTRAS[name]}])"
            super().__init__(f"The search engine “{name}” is not installed; run: pip install onedoor[{_EXTRAS[name]}]")
        else:
            self.missing = f"a search engine called “{name}” (there is {' and '.join(ENGINES)})"
            super().__init__(f"There is no search engine “{name}”; there is {' and '.join(ENGINES)}.")


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

    def tally(self, language: str, terms: Terms, filters: Filters, also: Collection[int] = ()) -> Tally:
        """Count the matching documents, all of them, not the candidates only.

        `also` are keys of documents that were found in another way: they count beside those that match by the terms,
        each document once, and the filters narrow them as well. Keys that do not exist are passed over.
        """

    def number_of_documents(self) -> int:
        """Return how many entries the index holds. Reads every part, so it raises when one is damaged."""


@dataclass(frozen=True, slots=True)
class EngineKind:
    """How indexes of one engine are made and opened. Both raise `IndexDamaged` when that fails."""

    name: str
    build: Callable[[Path, Iterable[Entry]], None]
    """Build a new index in an empty folder."""
    open: Callable[[Path], Engine]


def require_engine(name: str) -> str:
    """Return the name of an engine that can be used here, without loading it. Raises `UnknownEngine`."""
    if name not in ENGINES or (name in _EXTRAS and find_spec(name) is None):
        raise UnknownEngine(name)
    return name


def engine_kind(name: str) -> EngineKind:
    """Return the engine of that name. Raises `UnknownEngine`."""
    return import_module(f"catalogue.search.engines.{require_engine(name)}").KIND
