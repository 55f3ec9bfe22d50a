"""What was typed while the keyboard was still that of another language."""

from __future__ import annotations

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_LAYOUTS = {
    "ru": "йцукенгшщзхъфывапролджэячсмитьбю.ё",
    "ar": "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ",
}
"""The characters of the same keys, in the order of `_LATIN`; the Arabic layout has two letters on one key."""


def _pairs(layout: str, letters: str) -> dict[str, str]:
    if layout == "ar":
        # The key of b gives two letters, so the row behind it is one short.
        keys = _LATIN.replace("b", "")
        return {**dict(zip(keys, letters, strict=True)), "b": "لا"}
    return dict(zip(_LATIN, letters, strict=True))


_TO_LETTERS = {layout: _pairs(layout, letters) for layout, letters in _LAYOUTS.items()}
_TO_LATIN = {
    layout: {letter: key for key, letter in pairs.items() if len(letter) == 1} for layout, pairs in _TO_LETTERS.items()
}


def retyped(text: str) -> list[str]:
    """Return what the same keys give on the other keyboards, for text that is in the letters of one keyboard."""
    text = text.lower()
    letters = [character for character in text if character.isalpha()]
    if not letters:
        return []
    if all(letter.isascii() for letter in letters):
        return ["".join(pairs.get(character, character) for character in text) for pairs in _TO_LETTERS.values()]
    return [
        "".join(pairs.get(character, character) for character in text.replace("لا", "b"))
        for pairs in _TO_LATIN.values()
        if all(letter in pairs for letter in letters)
    ]
