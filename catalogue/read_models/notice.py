"""A notice as a reader sees it while it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from catalogue.facts.notice import NoticeLevel
from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class Notice:
    """What everybody, or everybody in some places, must know until an instant."""

    id: str
    level: NoticeLevel
    title: Text
    text: Text | None
    """Markdown, like all longer words."""
    address: str | None
    until: datetime
    """When it ends, in the time zone of the country."""
    places: tuple[LocalRule, ...] = ()
    """Where it holds; none means the whole country."""
    services: tuple[Card, ...] = ()
    """The services that it concerns."""
