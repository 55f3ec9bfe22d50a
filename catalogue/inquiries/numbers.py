"""The number of a case, which people say aloud, and its secret code, which only they know."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Callable

from catalogue.passwords import digest_of_token
from catalogue.plans.symbols import ALPHABET, is_sound, normalise, spoken, with_check

NUMBER_DIGITS = 9
"""Two of the year, six at random – so that no number tells how many cases there are – and a check digit."""
CODE_LETTER = "C"
"""A plan's code begins with another letter, so the two are never mixed up."""
CODE_SYMBOLS = 16
"""Random symbols of a code, five bits each: nobody tries them all."""
FEWEST_DIGITS = 2
CODE_LENGTH = 1 + CODE_SYMBOLS + 3

_CODE_IN_TEXT = re.compile(rf"(?<![0-9A-Z])C(?:[ -]?[0-9A-Z]){{{CODE_LENGTH - 1}}}(?![0-9A-Z])")
_NUMBER_IN_TEXT = re.compile(rf"(?<![0-9A-Z])(?:[0-9][ -]?){{{NUMBER_DIGITS - 1}}}[0-9](?![0-9A-Z])")

# Damm's quasigroup of order ten: every wrong digit and every swap of neighbours is seen.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_number(year: int, below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a number for a case of a year, as it is stored: digits only."""
    digits = f"{year % 100:02}{below(1_000_000):06}"
    return digits + str(_check(digits))


def read_number(text: str) -> str | None:
    """Return the number that somebody typed, with or without its hyphens; None for what can be none."""
    digits = normalise(text)
    right = len(digits) == NUMBER_DIGITS and digits.isdecimal() and digits.isascii() and _check(digits) == 0
    return digits if right else None


def shown_number(number: str) -> str:
    """Return a number as it is printed: 26-048213-7."""
    return f"{number[:2]}-{number[2:-1]}-{number[-1]}"


def code_from(secret: str) -> str:
    """Return the code that a secret of 64 hexadecimal digits stands for, as `digest_of_code` takes it."""
    bits = int(secret, 16)
    values = [ALPHABET.index(CODE_LETTER), *((bits >> (5 * place)) & 31 for place in range(CODE_SYMBOLS))]
    return with_check(values)


def read_code(text: str) -> str | None:
    """Return the code of a case that somebody typed or pasted; None for what can be none."""
    code = normalise(text)
    if len(code) != CODE_LENGTH or not code.startswith(CODE_LETTER):
        return None
    return code if is_sound(code) else None


def find_code(text: str) -> str | None:
    """Return the code of a case that stands anywhere in a text, or None."""
    return next(filter(None, (read_code(found[0]) for found in _CODE_IN_TEXT.finditer(_plain(text)))), None)


def looks_like_code(text: str) -> bool:
    """Tell whether somebody meant a code, perhaps mistyped: its shape, with digits in it, which no long word has."""
    return any(sum(map(str.isdigit, found[0])) >= FEWEST_DIGITS for found in _CODE_IN_TEXT.finditer(_plain(text)))


def find_number(text: str) -> str | None:
    """Return the number of a case that stands anywhere in a text, or None."""
    return next(filter(None, (read_number(found[0]) for found in _NUMBER_IN_TEXT.finditer(_plain(text)))), None)


def shown_code(code: str) -> str:
    """Return a code as it is printed, in groups of four."""
    return spoken(code)


def digest_of_code(code: str) -> str:
    """Return what is kept of a code."""
    return digest_of_token(f"case {code}")


def _plain(text: str) -> str:
    """Return a text in capitals, with one kind of digits, hyphens and spaces, and without what nobody sees."""
    plain = []
    for character in unicodedata.normalize("NFKC", text).upper():
        digit, category = unicodedata.decimal(character, None), unicodedata.category(character)
        if digit is not None:
            plain.append(str(digit))
        elif category != "Cf":
            plain.append({"Pd": "-", "Zs": " "}.get(category, character))
    return "".join(plain)


def _check(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim
