"""Actions in the 64 bytes that a button of Telegram carries, and back."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable

from bots.dialogue.utterance import Action

LONGEST = 64
"""Bytes of callback data."""
_MARK = "~"
_MARK_LENGTH = 8

Ids = Callable[[], Iterable[str]]
"""Gives every id that an action may name."""


def pack(action: Action) -> str:
    """Return an action in at most 64 bytes: as it is where it fits, else its longest ids as marks made of them."""
    arguments = list(action.arguments)
    written = str(action)
    for place in sorted(range(len(arguments)), key=lambda place: -len(arguments[place])):
        if len(written.encode()) <= LONGEST:
            break
        arguments[place] = mark(arguments[place])
        written = ":".join((action.verb, *arguments))
    return written


def unpack(written: str, ids: Ids) -> Action | None:
    """Return the action of a button; None for what is none, or names something that exists no longer."""
    verb, *arguments = written.split(":")
    if any(argument.startswith(_MARK) for argument in arguments):
        by_mark = {mark(id): id for id in ids()}
        arguments = [by_mark.get(argument, argument) for argument in arguments]
    return Action.parse(":".join((verb, *arguments)))


def mark(id: str) -> str:
    """Return a short mark of an id, the same in every process."""
    digest = hashlib.sha256(id.encode()).digest()
    return _MARK + base64.urlsafe_b64encode(digest).decode()[:_MARK_LENGTH]
