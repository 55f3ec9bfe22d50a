"""A link that leads nowhere, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class NamedIn:
    """Where an address stands."""

    kind: str
    key: str
    part: str
    """`facts`, or the language of the words."""
    where: str
    """The field or the section."""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """One address that led nowhere at its last visits."""

    address: str
    fault: str
    """One of `catalogue.care.visits.Fault`."""
    status: int | None
    since: datetime
    visited_at: datetime
    named_in: tuple[NamedIn, ...]
