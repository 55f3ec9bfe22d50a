"""Folding: one spelling for what people write in many ways – width, case, accents, vowel marks, digits."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

# Letters that Unicode does not take apart although people type the plain letter for them; the Arabic ones are the
# spellings that readers of Arabic treat as the same letter.
_PLAIN = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "œ": "oe", "æ": "ae", "ß": "ss",
        "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ک": "ك", "ٱ": "ا",
    }
)  # fmt: skip
_ARABIC_MARKS = frozenset(range(0x0610, 0x061B)) | frozenset(range(0x064B, 0x0660)) | {0x0640, 0x0670}
_APOSTROPHES = "'’‘ʼʻ`´＇ʹ′"
_LONGEST_REMEMBERED = 40
"""Letters of a word: longer ones are made up, and would fill the memory."""
_HYPHENS = "-‐‑‒–−"


class _Characters(dict[int, str]):
    """What becomes of each character before text is split: kept, made plain, dropped or a space."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in _APOSTROPHES:
            plain = "'"
        elif character in _HYPHENS:
            plain = "-"
        elif character == ".":
            plain = "."
        elif code in _ARABIC_MARKS or category == "Cf":
            plain = ""
        elif category == "Nd":
            plain = str(unicodedata.decimal(character))
        else:
            plain = character if category[0] in "LMN" else " "
        # Only the basic plane is remembered, so that no visitor can fill the memory with rare characters.
        if code < 0x10000:
            self[code] = plain
        return plain


_CHARACTERS = _Characters()


def plain_text(text: str) -> str:
    """Return text in lower case with only letters, marks, digits, apostrophes, hyphens, full stops and spaces.

    Digits of every script become 0–9; soft hyphens, joiners and Arabic vowel marks go. Accents stay, because stems
    need them.
    """
    return unicodedata.normalize("NFKC", text).lower().translate(_CHARACTERS)


def fold(word: str) -> str:
    """Return a word without accents, its letters in their plainest form."""
    if word.isascii():
        return word.lower()
    return _fold(word) if len(word) > _LONGEST_REMEMBERED else _remembered(word)


def _fold(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_PLAIN))
    bare = "".join(character for character in apart if unicodedata.category(character) != "Mn")
    return unicodedata.normalize("NFC", bare.translate(_PLAIN))


_remembered = lru_cache(maxsize=30_000)(_fold)


def simplified(text: str) -> str:
    """Return text with the traditional characters of Chinese made simplified; other text as it is."""
    return text if text.isascii() else _simplifier().convert(text)


@cache
def _simplifier() -> Any:
    # Four megabytes that only a process which meets Chinese needs.
    return import_module("opencc").OpenCC("t2s")
