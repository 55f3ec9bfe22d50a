"""Text as the eye sees it: spaces at which no line breaks are spaces, and marks of direction are nothing."""

from __future__ import annotations

_SPACES = dict.fromkeys("\u00a0\u202f", " ")
_MARKS = dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", "")


def as_seen(text: str) -> str:
    """Return what somebody would type who copies a text by eye."""
    return text.translate(str.maketrans({**_SPACES, **_MARKS}))
