"""What comes in: words that a person wrote, a button that was pressed, or a place on the map."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

_SHAPE = re.compile(r"[a-z_]+(?::[A-Za-z0-9_.-]*)*")

LONGEST_TEXT = 2_000
"""Characters of a message that are read."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a button does: a verb and its arguments, which are ids and codes of the catalogue and dates, never words."""

    verb: str
    arguments: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join((self.verb, *self.arguments))

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the action that a text stands for, or None for a text of another shape."""
        if not _SHAPE.fullmatch(text):
            return None
        verb, *arguments = text.split(":")
        return cls(verb, tuple(arguments))


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point on the map in degrees; used for one answer and never kept."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of a person. Text and an action exclude each other; a channel turns its commands into actions."""

    text: str = ""
    action: Action | None = None
    location: Coordinates | None = None
    language_hint: str | None = None
    """The language that the channel knows its client to be set to; used until one is chosen or heard."""
    may_try_codes: bool = True
    """Whether the code of a case is looked at; a channel says no to whom too many were wrong of."""
