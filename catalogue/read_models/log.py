"""The log as an owner reads it: who did what, when, to what, and what was before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalogue.facts.kinds import Kind


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act. It was done to a part of an object, or to somebody's account."""

    at: datetime
    """In the time zone of the country."""
    actor: str
    action: str
    kind: Kind | None
    key: str | None
    part: str | None
    mail: str | None
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some acts, the newest first."""

    lines: tuple[LogLine, ...]
    older: int | None
    """What to ask with for those before them; None when there are none."""
