"""Under which letter of the reader's alphabet a title stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from unicodedata import combining, normalize

from catalogue.languages import formats
from catalogue.read_models.cards import Card

OTHERS = "#"
"""Stands over titles that begin with no letter."""

# The national encoding keeps the common characters in the order of pinyin: where each initial begins.
_PINYIN = (
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"),
    (0xB9FE, "H"), (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"),
    (0xC5BE, "P"), (0xC6DA, "Q"), (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"),
    (0xD1B9, "Y"), (0xD4D1, "Z"), (0xD7FA, OTHERS),
)  # fmt: skip


def first_letter(title: str) -> str:
    """Return the letter under which a title stands: bare of accents, in capitals, by pinyin for Chinese."""
    for sign in normalize("NFKD", title):
        if sign.isalpha() and not combining(sign):
            return _pinyin(sign) if "\u4e00" <= sign <= "\u9fff" else sign.upper()
        if sign.isdigit():
            break
    return OTHERS


def by_letter(cards: Iterable[Card], language: str) -> list[tuple[str, list[Card]]]:
    """Put cards that are already in order under their letters."""
    letters: dict[str, list[Card]] = {}
    for card in cards:
        letters.setdefault(first_letter(card.title.value), []).append(card)
    return sorted(letters.items(), key=lambda pair: formats.sort_key(pair[0], language))


def _pinyin(sign: str) -> str:
    encoded = sign.encode("gb2312", "ignore")
    if len(encoded) != 2:
        return OTHERS
    place = bisect_right(_PINYIN, int.from_bytes(encoded, "big"), key=lambda row: row[0])
    return _PINYIN[place - 1][1] if place else OTHERS
