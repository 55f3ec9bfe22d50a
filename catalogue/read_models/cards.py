"""Cards: an object in a list, with just enough to recognise and to open it."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.facts.kinds import Kind
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class Card:
    """One object in a list or behind a link."""

    kind: Kind
    id: str
    title: Text
    summary: Text | None = None
    code: str | None = None
    """The spoken code, of services only."""


@dataclass(frozen=True, slots=True)
class LocalRule:
    """Where a fact comes from: None in its place means nationally, this names the municipality or region."""

    place: str
    title: Text
