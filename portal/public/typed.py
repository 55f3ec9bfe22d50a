"""What a person typed into the search box, in the one form in which the portal reads and shows it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from catalogue.commands.note_failed_search import LONGEST

__all__ = ["LONGEST", "Typed", "read_typed"]

_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Signs that turn the direction of what follows them: pasted text may bring them, and a page must not be turned."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of a search."""

    words: str
    cut: bool = False
    """More was typed than is read."""


def read_typed(text: str) -> Typed:
    """Return what was typed on one line, without signs that nobody sees, cut at a word's end. Never raises."""
    # Far more than is kept is looked at, so that neither spaces nor unseen signs push the words out.
    plain = "".join(" " if _is_unseen(sign) else sign for sign in text[: LONGEST * 10] if sign not in _TURNING)
    words = " ".join(plain.split())
    if len(words) <= LONGEST and len(text) <= LONGEST * 10:
        return Typed(words)
    kept = words[: LONGEST + 1]
    whole, space, _ = kept.rpartition(" ")
    # A text without spaces, as Chinese is, is cut where it is too long.
    return Typed(whole if space and len(whole) > LONGEST // 2 else kept[:LONGEST], cut=True)


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN
