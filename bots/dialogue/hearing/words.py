"""What was said, in the tokens of the catalogue's own analysis, so that endings, accents and slips do not matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from catalogue.search.folding import fold, plain_text, simplified
from catalogue.search.spelling import slips
from catalogue.search.stopwords import stop_words
from catalogue.search.words import forms, is_unspaced, split

_SHORTEST_MISSPELT = 5
"""From so many letters on a word of a phrase may be misspelt by one letter."""

_SHORTEST_WITH_AND = 3


@dataclass(frozen=True)
class Token:
    """One word: as folded, and by its stems."""

    folded: str
    stems: frozenset[str]
    exact: bool = False
    """Only this very form will do, whatever has its stem."""

    def is_like(self, other: Token) -> bool:
        """Tell whether two words are one: spelled alike, of one stem, or one letter apart."""
        if self.folded == other.folded:
            return True
        if self.exact or other.exact:
            return False
        return not self.stems.isdisjoint(other.stems) or self.is_near(other)

    def is_near(self, other: Token) -> bool:
        """Tell whether two long words differ by one letter, which is not the first."""
        one, two = self.folded, other.folded
        if min(len(one), len(two)) < _SHORTEST_MISSPELT or one[0] != two[0] or self.exact or other.exact:
            return False
        return abs(len(one) - len(two)) <= 1 and not is_unspaced(one) and slips(one, two, 1) <= 1


@dataclass(frozen=True)
class Spoken:
    """A text as one language reads it."""

    text: str
    language: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words in order; a text without spaces between words comes character by character."""
        return tokens_of(self.text, self.language)

    @cached_property
    def needed(self) -> tuple[int, ...]:
        """The places of the words that are no stop words."""
        small = stop_words(self.language)
        return tuple(place for place, token in enumerate(self.tokens) if token.folded not in small)

    def standing(self, places: Iterable[int]) -> str:
        """Return the words at some places as a text of their own."""
        return ("" if is_unspaced(self.text) else " ").join(self.tokens[place].folded for place in places)


@lru_cache(maxsize=4096)
def _token(word: str, language: str) -> Token:
    folded = fold(word) or word
    stems = frozenset({folded}) if is_unspaced(word) else frozenset(forms(word, language))
    return Token(folded, stems | _without_joined_and(folded, language))


def _without_joined_and(word: str, language: str) -> frozenset[str]:
    """Return the word behind an "and" that is written with it: phrases hold small words, which search leaves whole."""
    joined = language == "ar" and word.startswith("و") and len(word) >= _SHORTEST_WITH_AND
    return frozenset({word[1:]}) if joined else frozenset()


def tokens_of(text: str, language: str) -> tuple[Token, ...]:
    """Return the words of a text; of Chinese each character is one, since a phrase may begin anywhere."""
    words: list[str] = []
    plain = plain_text(simplified(text) if language == "zh" else text)
    for part in plain.split():
        if any(is_unspaced(character) for character in part):
            words += _characters(part, language)
        else:
            words += split(part, language)
    return tuple(_token(word, language) for word in words)


def _characters(part: str, language: str) -> list[str]:
    words, run = [], ""
    for character in part:
        if is_unspaced(character):
            words += [*split(run, language), character] if run else [character]
            run = ""
        else:
            run += character
    return [*words, *split(run, language)] if run else words
