"""The way to the dialogue: an entry point, so that the portal knows no bot and serves without one."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol, cast

from flask import current_app

from catalogue.context import Catalogue
from portal.extensions import get_house

ENTRY_POINTS = "onedoor.dialogue"
NAME = "webchat"
_OPENED = "onedoor.chat"


class Chat(Protocol):
    """What the portal asks of a dialogue."""

    def turn(
        self,
        *,
        language: str,
        text: str = "",
        action: str = "",
        memory: str = "",
        place: str | None = None,
        may_try_codes: bool = True,
    ) -> dict[str, Any]:
        """Return the reply to a text or to the action of a button."""

    def examples(self, language: str) -> list[dict[str, str]]:
        """Return questions to begin with, each with the action that asks it."""


def has_chat() -> bool:
    """Tell whether a dialogue is installed, without opening it."""
    return _point() is not None


def load_dialogue() -> None:
    """Import the dialogue, if one is installed, without opening it."""
    if (point := _point()) is not None:
        point.load()


def get_chat() -> Chat | None:
    """Return the dialogue of this process, opened when it is first asked for; None where none is installed."""
    if _OPENED not in current_app.extensions:
        house = get_house()
        point = _point()
        opened = point.load()(house.catalogue, house.settings.translations) if point else None
        current_app.extensions[_OPENED] = opened
    return cast("Chat | None", current_app.extensions[_OPENED])


def open_chat_over(catalogue: Catalogue) -> Chat | None:
    """Return a dialogue of its own over another catalogue, such as one with drafts in force; None where none is."""
    point = _point()
    return None if point is None else cast("Chat", point.load()(catalogue, get_house().settings.translations))


@cache
def _point() -> EntryPoint | None:
    # What is installed does not change while a process runs, and every page asks.
    return next(iter(entry_points(group=ENTRY_POINTS, name=NAME)), None)
