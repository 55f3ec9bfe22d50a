"""Long lists in pages: which lines a page shows, and the buttons that turn the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bots.dialogue.reply import Button
from bots.dialogue.turn import Turn, button
from catalogue.languages.formats import number

LINES_SHOWN = 8
"""Entries of a list in one message."""

T = TypeVar("T")


def page_of(entries: Sequence[T], page: int, size: int = LINES_SHOWN) -> tuple[int, int, Sequence[T]]:
    """Return the number of a page that exists, how many there are, and its entries."""
    pages = max(1, -(-len(entries) // size))
    shown = min(max(page, 1), pages)
    return shown, pages, entries[(shown - 1) * size : shown * size]


def page_buttons(turn: Turn, page: int, pages: int, *action: str) -> tuple[Button, ...]:
    """Return the buttons to the pages before and after; the number of the page is the action's last argument."""
    verb, *arguments = action
    buttons = []
    if page > 1:
        buttons.append(button(turn.gettext("Previous page"), verb, *arguments, str(page - 1)))
    if page < pages:
        buttons.append(button(turn.gettext("Next page"), verb, *arguments, str(page + 1)))
    return tuple(buttons)


def page_note(turn: Turn, page: int, pages: int) -> str | None:
    """Return which page this is, or None where there is only one."""
    if pages == 1:
        return None
    shown = {"number": number(page, turn.language), "count": number(pages, turn.language)}
    return turn.gettext("Page %(number)s of %(count)s", **shown)


def read_page(text: str) -> int:
    """Return the page that a button names; what is no number is the first."""
    return int(text) if text.isdecimal() and len(text) < 5 else 1
