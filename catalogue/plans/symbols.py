"""Codes that people read aloud and type: Crockford's 32 symbols, and check symbols that catch slips of the hand."""

from __future__ import annotations

import unicodedata

from catalogue.errors import BadCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are misread."""

CHECK_SYMBOLS = 3

_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans("OIL", "011")


def normalise(text: str) -> str:
    """Return a code as it is stored, from what a person typed or pasted.

    Small letters, spaces, hyphens and dashes of every kind, wide letters, digits of other scripts and invisible marks
    of direction are accepted; O is read as 0, I and L as 1. What is left may still be no code.
    """
    kept = []
    for character in unicodedata.normalize("NFKC", text).upper():
        if unicodedata.category(character) in ("Pd", "Zs", "Cf", "Cc"):
            continue
        digit = unicodedata.decimal(character, None)
        kept.append(character if digit is None else str(digit))
    return "".join(kept).translate(_LOOK_ALIKES)


def spoken(code: str) -> str:
    """Return a code in groups of four with hyphens, as it is printed and read aloud."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _powers() -> tuple[list[int], dict[int, int]]:
    """Return the powers of the generating element of the field of 32 elements, and their logarithms."""
    powers, value = [], 1
    for _ in range(31):
        powers.append(value)
        value <<= 1
        if value & 32:
            value ^= 0b100101  # x⁵ + x² + 1, which has no divisor
    return powers, {value: exponent for exponent, value in enumerate(powers)}


_POWERS, _LOGARITHMS = _powers()


def _times(one: int, other: int) -> int:
    if not one or not other:
        return 0
    return _POWERS[(_LOGARITHMS[one] + _LOGARITHMS[other]) % 31]


def _generator() -> tuple[int, ...]:
    """Return the polynomial whose zeros are the first powers of the generating element, highest term left out."""
    polynomial = [1]
    for exponent in range(1, CHECK_SYMBOLS + 1):
        shifted = [*polynomial, 0]
        for place, coefficient in enumerate(polynomial):
            shifted[place + 1] ^= _times(coefficient, _POWERS[exponent])
        polynomial = shifted
    return tuple(polynomial[1:])


_GENERATOR = _generator()


def _remainder(values: list[int]) -> list[int]:
    """Return what dividing the message by the generator leaves over.

    A single wrong symbol, a swap of neighbours and any burst of up to three symbols are each a polynomial that the
    generator does not divide, wherever in the code they stand: such slips are always seen, others but for one in
    32 768.
    """
    left = [0] * CHECK_SYMBOLS
    for value in values:
        factor = value ^ left[0]
        left = [
            following ^ _times(factor, coefficient)
            for following, coefficient in zip([*left[1:], 0], _GENERATOR, strict=True)
        ]
    return left


def with_check(values: list[int]) -> str:
    """Return symbols of these values (0 to 31), followed by the check symbols."""
    return "".join(ALPHABET[value] for value in (*values, *_remainder(values)))


def checked(code: str) -> list[int]:
    """Return the values of a normalised code without its check symbols. Raises `BadCode` where they do not agree."""
    if len(code) <= CHECK_SYMBOLS or any(symbol not in _VALUES for symbol in code):
        raise BadCode(code)
    values = [_VALUES[symbol] for symbol in code]
    if any(_remainder(values)):
        raise BadCode(code)
    return values[:-CHECK_SYMBOLS]


def is_sound(text: str) -> bool:
    """Tell whether the check symbols of what a person typed fit: nothing is mistyped, and it is no word by accident."""
    try:
        checked(normalise(text))
    except BadCode:
        return False
    return True
