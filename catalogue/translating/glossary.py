"""The glossary of one language: which word the country's administration uses for a thing, and which it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import Field

from catalogue.facts.base import Facts

ENDING = "*"
"""Behind the beginning of a word it stands for any ending: Russian `сбор*` is сбора, сбором …"""
_BY_CHARACTERS = frozenset({"zh"})
"""Languages that put no gap between words."""
_JOINED = {"ar": "(?:[وف]?(?:ال|بال|كال|لل|[بلك])?)"}
"""What a language writes together with the word that follows: and, the, with, for."""
_AROUND = 80
_ONE_KIND = (("\n", " "), ("\u00a0", " "), ("\u202f", " "), ("’", "'"))


def _plain(text: str) -> str:
    """Return a text in small letters with one kind of gap and apostrophe, letter for letter as long as it was."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for kind, common in _ONE_KIND:
        small = small.replace(kind, common)
    return small


class Term(Facts):
    """One thing of administration: the word to use, its other forms, and the words not to use for it."""

    say: str = Field(min_length=1)
    forms: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """Return every form of the word to use."""
        return (self.say, *self.forms)


@dataclass(frozen=True, slots=True)
class Slip:
    """A word in a text that the glossary says otherwise, and where it begins."""

    at: int
    written: str
    say: str


@dataclass(frozen=True)
class _Avoided:
    """An expression not to use."""

    language: str
    words: str
    pieces: tuple[str, ...]
    """What it has between its endings."""
    say: str

    @cached_property
    def longest(self) -> str:
        return max(self.pieces, key=len)

    def find_at(self, text: str, plain: str, at: int) -> tuple[int, int] | None:
        """Return from where to where the expression stands whose longest piece is at a place."""
        start, end = max(0, at - _AROUND), at + _AROUND
        near = plain[start:end]
        # Most places have only one piece of it, and a pattern costs more than a look.
        if not all(piece in near for piece in self.pieces):
            return None
        found = _pattern(self.language, self.words).finditer(text, start, end)
        return next((one.span() for one in found if one.start() <= at < one.end()), None)


@dataclass(frozen=True)
class Glossary:
    """All terms of a language by the id of what they name."""

    language: str
    terms: Mapping[str, Term]

    def find_slips(self, text: str) -> Iterator[Slip]:
        """Yield the words not to use. Those that are part of a word to use, such as “will” of a “will form”, are none.

        A text of any length takes little longer than a search for each word, so whole languages may be given at once.
        """
        plain = _plain(text)
        for avoided in self._avoided:
            at, ended = plain.find(avoided.longest), -1
            while at >= 0:
                span = avoided.find_at(text, plain, at)
                if span is not None:
                    ended = span[1]
                    if not self._is_part_of_a_term(text, *span):
                        yield Slip(span[0], text[slice(*span)], avoided.say)
                at = plain.find(avoided.longest, max(ended, at + 1))

    @cached_property
    def _avoided(self) -> tuple[_Avoided, ...]:
        return tuple(
            _Avoided(self.language, words, tuple(_plain(words).split(ENDING)), term.say)
            for term in self.terms.values()
            for words in term.avoid
        )

    @cached_property
    def _used(self) -> re.Pattern[str]:
        used = {words for term in self.terms.values() for words in term.said}
        # Longest first, so that a term is not cut short by its own beginning.
        longest_first = sorted(used, key=lambda words: -len(words))
        return re.compile("|".join(_expression(self.language, words) for words in longest_first), re.IGNORECASE)

    def _is_part_of_a_term(self, text: str, start: int, end: int) -> bool:
        before = max(0, start - _AROUND)
        near = self._used.finditer(text[before : end + _AROUND])
        return any(found.start() + before <= start and end <= found.end() + before for found in near)


@lru_cache(maxsize=4096)
def _pattern(language: str, words: str) -> re.Pattern[str]:
    # Abbreviations are found in capitals only.
    return re.compile(_expression(language, words), 0 if words.isupper() else re.IGNORECASE)


def _expression(language: str, words: str) -> str:
    if language in _BY_CHARACTERS:
        return re.escape(words)
    each = (re.escape(word).replace(r"\*", r"\w*").replace("'", "’").replace("’", "['’]") for word in words.split())
    # Not inside a longer word, an address or a placeholder.
    return r"(?<![\w./{-])" + _JOINED.get(language, "") + r"\s+".join(each) + r"(?!\w)"
