"""The words of one language while an index is written: each gets a number, and what it adds is gathered."""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from catalogue.search.folding import fold
from catalogue.search.sounds import sounds
from catalogue.search.spelling import pieces
from catalogue.search.words import forms, grams

_ROWS_AT_ONCE = 20_000

_Lists = defaultdict[str, bytearray]
"""Numbers of words by what the words share, as they are stored."""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A word as the store has it."""

    number: int
    text: str
    tokens: str
    """As `_tokens_stored` writes them."""
    spelling: str | None


class Known(Protocol):
    """The words of a store, for those who write more of them."""

    def by_text(self, language: str, texts: Sequence[str]) -> Iterable[KnownWord]:
        """Return the words with these folded texts, as far as they are known."""

    def by_number(self, numbers: Sequence[int]) -> Iterable[KnownWord]:
        """Return the words with these numbers."""


@dataclass
class Documents:
    """In how many documents of a language words and tokens stand, more than before or less."""

    words: Counter[int] = field(default_factory=Counter)
    tokens: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that one table of the store gets: of `words` as they are; of others a text, more words, more documents."""

    table: str
    language: str
    rows: list[tuple]


class Numbering:
    """The words of one language that this writing has met, and what changes of them."""

    def __init__(self, language: str, next_number: Callable[[], int], known: Known | None) -> None:
        self._language = language
        self._next_number = next_number
        self._known = known
        self._numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)
        """Of words as they are written, accents and all, by the language they are written in, which decides their
        tokens; several may have one number."""
        self._folded: dict[str, int] = {}
        self._texts: dict[int, str] = {}
        self.tokens: dict[int, tuple[str, ...]] = {}
        """The tokens by which each number is found."""
        self._later: dict[int, dict[str, int]] = {}
        """Tokens that a word got when it was known already, with a number greater than those given before: documents
        that were read before are not found by them."""
        self._spellings: dict[int, str] = {}
        self._new: set[int] = set()
        self._respelled: set[int] = set()
        self._new_tokens: _Lists = defaultdict(bytearray)

    def learn(self, words: Iterable[str], language: str) -> None:
        """Give numbers to words as they are written in a language."""
        numbers = self._numbers[language]
        new = set(words).difference(numbers)
        if new and self._known is not None:
            self._take(self._known.by_text(self._language, [_folded(word) for word in new]))
        for word in sorted(new):
            numbers[word] = self._number_of(word, forms(word, language))

    def numbers(self, words: Iterable[str], language: str) -> array[int]:
        """Return the numbers of words that were learnt as words of a language."""
        return array("I", map(self._numbers[language].__getitem__, words))

    def tokens_then(self, number: int, newest: int) -> list[str]:
        """Return the tokens that a word had when `newest` was the greatest number given."""
        later = self._later.get(number, {})
        return [token for token in self.tokens[number] if later.get(token, 0) <= newest]

    def texts(self, numbers: Iterable[int]) -> list[str]:
        """Return the folded words with these numbers."""
        return [self._texts[number] for number in numbers]

    def look_up(self, numbers: Iterable[int]) -> None:
        """Read from the store the words with these numbers."""
        if self._known is not None:
            self._take(self._known.by_number([number for number in numbers if number not in self._texts]))

    def changes(self, documents: Documents) -> Iterator[Change]:
        """Yield all that is new and all that changed, in the order of the tables' keys."""
        words = (
            (word, self._language, self._texts[word], number, self._tokens_stored(word), self._spellings.get(word))
            for word in sorted({*documents.words, *self._respelled})
            if (number := documents.words[word]) or word in self._respelled
        )
        yield from self._cut("words", words)
        yield from self._cut("tokens", _rows(self._new_tokens, documents.tokens))
        in_grams: dict[str, int] = {}
        of_grams: _Lists = defaultdict(bytearray)
        # Summed up over words: an n-gram counts for each word of a document that has it.
        for word, number in documents.words.items():
            own_grams = set(grams(self._texts[word]))
            for gram in own_grams:
                in_grams[gram] = in_grams.get(gram, 0) + number
            if word in self._new:
                stored = _stored(word)
                for gram in own_grams:
                    of_grams[gram] += stored
        yield from self._cut("grams", _rows(of_grams, in_grams))
        for table, keys_of in (("pieces", pieces), ("sounds", sounds)):
            lists: _Lists = defaultdict(bytearray)
            for word in self._new:
                stored = _stored(word)
                for key in keys_of(self._texts[word]):
                    lists[key] += stored
            yield from self._cut(table, _rows(lists, {}))

    def _cut(self, table: str, rows: Iterator[tuple]) -> Iterator[Change]:
        some: list[tuple] = []
        for row in rows:
            some.append(row)
            if len(some) == _ROWS_AT_ONCE:
                yield Change(table, self._language, some)
                some = []
        if some:
            yield Change(table, self._language, some)

    def _number_of(self, word: str, tokens: tuple[str, ...]) -> int:
        folded = _folded(word)
        number = self._folded.get(folded)
        if number is None:
            number = self._folded[folded] = self._next_number()
            self._texts[number] = folded
            self.tokens[number] = ()
            self._new.add(number)
            if folded != word:
                self._spellings[number] = word
        elif folded == word and self._spellings.pop(number, None):
            # Of words that differ by their accents only, the plain one stands for all.
            self._respelled.add(number)
        # Words that differ by their accents are one word with the tokens of both.
        more = [token for token in tokens if token not in self.tokens[number]]
        if more:
            if self.tokens[number]:
                self._later.setdefault(number, {}).update(dict.fromkeys(more, self._next_number()))
            self.tokens[number] = (*self.tokens[number], *more)
            self._respelled.add(number)
            for token in more:
                self._new_tokens[token] += _stored(number)
        return number

    def _tokens_stored(self, number: int) -> str:
        """Return the tokens of a word, a later one with its number behind a colon, which no token has."""
        later = self._later.get(number, {})
        return " ".join(f"{token}:{later[token]}" if token in later else token for token in self.tokens[number])

    def _take(self, words: Iterable[KnownWord]) -> None:
        for word in words:
            # One that was met before may have got more meanwhile than the store says.
            if word.number in self._texts:
                continue
            self._folded[word.text] = word.number
            self._texts[word.number] = word.text
            tokens = [stored.partition(":") for stored in word.tokens.split()]
            self.tokens[word.number] = tuple(token for token, _, _ in tokens)
            if later := {token: int(newest) for token, _, newest in tokens if newest}:
                self._later[word.number] = later
            if word.spelling:
                self._spellings[word.number] = word.spelling


def _folded(word: str) -> str:
    return fold(word) or word


def _stored(number: int) -> bytes:
    """Return a number as it stands in a list of numbers, which `array("I")` reads."""
    return number.to_bytes(4, sys.byteorder)


def _rows(lists: _Lists, documents: Mapping[str, int]) -> Iterator[tuple[str, bytes, int]]:
    texts = {*lists, *(text for text, number in documents.items() if number)}
    return ((text, bytes(lists.get(text, b"")), documents.get(text, 0)) for text in sorted(texts))
