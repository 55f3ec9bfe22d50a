"""The languages the product ships. A file in this folder is a language; there is no other list."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import yaml
from babel import Locale

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True)
class Language:
    """One language: its code, its own name, its direction, and the few phrases that facts need."""

    code: str
    endonym: str
    cldr: str
    """The locale whose dates, times and money it uses: a language is written somewhere."""
    order: int
    spans: dict[str, dict[str, str]]
    """Spans of time per unit and CLDR plural category; {n} stands for the number."""
    not_known: str
    """What stands where an amount is not known."""
    amount_range: str
    """A phrase with {minimum} and {maximum}."""
    units_in_text: dict[str, str]
    """Patterns of the words that follow a number in running text: each unit of time, and `percent`."""
    months: tuple[str, ...]
    """The names of the months in every form in which people write them; none where they are written with numbers."""
    smallest_grouped: int = 1000
    """The smallest number whose digits are grouped; Spanish writes 1480, and 15.000 (CLDR's minimum grouping)."""
    first_of_month: str = "1"
    """How the first day of a month is written in a date; CLDR has no French “1er janvier”."""
    spaces_after_signs: bool = True
    """Whether a space follows a full stop or a comma; Chinese signs bring theirs along."""
    space_before: dict[str, str] = field(default_factory=dict)
    """Signs that a space parts from the word before them, and which: one at which no line breaks."""
    space_after: dict[str, str] = field(default_factory=dict)
    """Signs that a space parts from the word behind them, and which."""

    @cached_property
    def locale(self) -> Locale:
        """Return Babel's data of the language."""
        return Locale.parse(self.cldr)

    @property
    def direction(self) -> Direction:
        """Return the direction of writing."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"


@cache
def languages() -> dict[str, Language]:
    """Return every language by its code, in the order in which they are offered."""
    read = []
    for file in files(__name__).iterdir():
        if file.name.endswith(".yaml"):
            fields = yaml.safe_load(file.read_text(encoding="utf-8"))
            read.append(Language(code=file.name.removesuffix(".yaml"), **{**fields, "months": tuple(fields["months"])}))
    return {language.code: language for language in sorted(read, key=lambda language: language.order)}


def language(code: str) -> Language:
    """Return one language. Raises `KeyError` when the product does not ship it."""
    return languages()[code]


def direction(code: str) -> Direction:
    """Return the direction in which a language is written."""
    return language(code).direction
