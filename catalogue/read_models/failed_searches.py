"""What editors may learn of failed searches: texts that enough people looked for, and how many the others were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FailedSearchGroup:
    """One text that was looked for in vain, masked."""

    text: str
    language: str
    days: int
    """On how many different days."""
    searches: int
    reports: int
    """How often a reader told us that it is missing."""
    last_day: date
    at_desk: int = 0
    """How many of the searches were noted at a counter."""


@dataclass(frozen=True, slots=True)
class FailedSearchList:
    """The most frequent texts first; all other searches as one number."""

    groups: tuple[FailedSearchGroup, ...]
    rarer: int
    """Searches for texts that are too rare to be shown, that are forgotten, or for which the list has no room."""
