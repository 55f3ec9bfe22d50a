"""What is counted: deeds that people do through a door, of no person and without a word that anybody typed. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Deed(StrEnum):
    """What was done. Values are stored."""

    READ = "read"
    """A page about one object was read."""
    PLANNED = "planned"
    """A plan was made."""
    SEARCH_ANSWERED = "search_answered"
    SEARCH_FAILED = "search_failed"
    """Nothing in the catalogue was found; at the desk: a clerk noted it."""
    BOT_ANSWERED = "bot_answered"
    """An answer that states facts was given in a conversation."""
    BOT_DECLINED = "bot_declined"
    LOOKED_UP = "looked_up"
    """A clerk opened a service for a visitor."""


LEARNED = frozenset({Deed.READ, Deed.BOT_ANSWERED, Deed.LOOKED_UP})
"""Deeds by which somebody learned of one object, whichever the door."""
FOUND = frozenset({Deed.SEARCH_ANSWERED, Deed.BOT_ANSWERED})
SOUGHT_IN_VAIN = frozenset({Deed.SEARCH_FAILED, Deed.BOT_DECLINED})


class Channel(StrEnum):
    """The door. Values are stored."""

    PORTAL = "portal"
    CHAT = "chat"
    """The chat on the portal's pages."""
    BOT = "bot"
    """Messengers, and the dialogue in a shell."""
    DESK = "desk"


class Counted(NamedTuple):
    """One deed as it is counted. All that is equal is one number; there is no time of day and no order."""

    day: date
    """The day in the country."""
    deed: Deed
    channel: Channel
    language: str
    kind: str = ""
    """The kind and key of the object; empty for what is about none."""
    key: str = ""
    place: str = ""
    """Empty where none was chosen; so is the group."""
    target_group: str = ""
    """The target group that people chose."""

    def without_object(self) -> Counted:
        """Return the deed as it is counted where there is no room for more."""
        return self._replace(kind="", key="", place="", target_group="")
