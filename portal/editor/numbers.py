"""Numbers that addresses and forms name: of editions and of pages."""

from __future__ import annotations

LONGEST = 8
"""Digits; no edition and no page has a number of more."""


def read_number(text: str | None) -> int | None:
    """Return the number that a text is, or None for any other text."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > LONGEST:
        return None
    return int(text)
