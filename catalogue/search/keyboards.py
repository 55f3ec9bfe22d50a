"""What was typed while the keyboard was still that of another language."""

from __future__ import annotations

from itertools import product

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
_LAYOUTS = {
    "ru": "йцукенгшщзхъфывапролджэячсмитьбю.ё",
    "ar": "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ",
}
"""The characters of the same keys, in the order of `_LATIN`; the Arabic layout has two letters on one key."""
_CAPITALS = {"ru": dict(zip('{}:"<>~', "хъжэбюё", strict=True))}
"""What the keys give that are no letters on a Latin keyboard and were meant as capital ones."""
_TWO_LETTERS = "لا"
_MOST_TWO_LETTERS = 3


def _pairs(layout: str, letters: str) -> dict[str, str]:
    if layout == "ar":
        # The key of b gives two letters, so the row behind it is one short.
        keys = _LATIN.replace("b", "")
        return {**dict(zip(keys, letters, strict=True)), "b": _TWO_LETTERS}
    return dict(zip(_LATIN, letters, strict=True))


_KEYS = {layout: _pairs(layout, letters) for layout, letters in _LAYOUTS.items()}
_TO_LETTERS = {layout: {**pairs, **_CAPITALS.get(layout, {})} for layout, pairs in _KEYS.items()}
_TO_LATIN = {
    layout: {letter: key for key, letter in pairs.items() if len(letter) == 1} for layout, pairs in _KEYS.items()
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
        "".join(pairs.get(character, character) for character in keys)
        for pairs in _TO_LATIN.values()
        if all(letter in pairs for letter in letters)
        for keys in _with_keys_of_two_letters(text)
    ]


def _with_keys_of_two_letters(text: str) -> list[str]:
    """Return the text with what one key may have given as that key: لا is b or, in two keys, gh."""
    parts = text.split(_TWO_LETTERS)
    if len(parts) - 1 > _MOST_TWO_LETTERS:
        return ["b".join(parts), text]
    return [
        parts[0] + "".join(key + part for key, part in zip(keys, parts[1:], strict=True))
        for keys in product(("b", _TWO_LETTERS), repeat=len(parts) - 1)
    ]
