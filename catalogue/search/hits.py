"""What a search gives: frozen hits made from stored fields, counts by facet, and what was taken to be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.search.signals import NOTHING, Signals


@dataclass(frozen=True, slots=True)
class Hit:
    """One object found, with what a card shows of it."""

    kind: str
    id: str
    code: str | None
    title: str
    summary: str
    language: str
    """Of the title and the summary: the reader's, or that of what is not translated."""
    score: float
    """From 0 to 1, comparable within one search only."""
    found_in: str | None = None
    """The language in whose words it was found, where that is not the reader's."""
    pinned: bool = False
    """An editor put it first for what was typed."""
    signals: Signals = NOTHING
    """How far it answers; known of the first few only."""


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of results."""

    query: str
    language: str
    corrected: str | None = None
    """The query as it was probably meant; the hits are found by both spellings."""
    total: int = 0
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """How many results each value of each facet would leave."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service or life event whose name begins as typed."""

    kind: str
    id: str
    code: str | None
    title: str
    language: str
