"""What an index knows of the words of one language: where they stand, what they are like, how they sound."""

from __future__ import annotations

import itertools
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import eq

from catalogue.search.sounds import agree, in_cyrillic, sounds, sounds_typed
from catalogue.search.spelling import correct, pieces, slips
from catalogue.search.store import Store
from catalogue.search.words import grams, is_stop_word, is_unspaced

_KIN_BEGINNING = 5
_KIN_SHARE = 0.7
_MOST_KIN = 200
_MOST_LIKE = 60
"""So many words that share most n-grams with what was typed are compared with it letter by letter."""
_LONGEST_LIST = 1_500 * array("I").itemsize
"""An n-gram of more words than that tells none of them from another, and would take longest to add up."""
_MOST_ADDED_UP = 40_000 * array("I").itemsize
"""So many words of n-grams are added up, the rarest n-grams first: a long text has hundreds of them."""
_WEIGHTS_KEPT = 30_000
_SHORTEST_PART = 3
_INFLECTED = 2
"""So many letters at the end of a word are left to its inflection."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the index: in how many documents it stands, and the words that have it."""

    documents: int
    words: array[int]


class Vocabulary:
    """The words of one language in one state of a store."""

    def __init__(self, store: Store, language: str) -> None:
        self._store = store
        self.language = language
        self.documents, self.average_lengths = store.lengths(language)
        self._weights: dict[int, float] = {}

    def tokens(self, texts: Iterable[str]) -> dict[str, Token]:
        """Return what is known of tokens; those that stand in no document are left out."""
        rows = self._store.rows_of("text, documents, words", "tokens", self.language, texts)
        return {text: Token(documents, _numbers(words)) for text, documents, words in rows if documents > 0}

    def standing(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many documents each of these folded words stands, those that stand nowhere left out."""
        rows = self._store.rows_of("text, documents", "words", self.language, words)
        return {text: documents for text, documents in rows if documents > 0}

    def numbers(self, words: Iterable[str]) -> dict[str, int]:
        """Return the numbers of folded words."""
        return dict(self._store.rows_of("text, number", "words", self.language, words))

    def kin(self, token: str) -> dict[str, Token]:
        """Return tokens that begin like this one and share most of its length: travail beside travailler."""
        if len(token) < _KIN_BEGINNING or not token.isalpha():
            return {}
        rows = self._store.rows(
            "SELECT text, documents, words FROM tokens WHERE language = ? AND text > ? AND text < ? LIMIT ?",
            (self.language, token[:_KIN_BEGINNING], token[:_KIN_BEGINNING] + "\U0010ffff", _MOST_KIN),
        )
        return {
            text: Token(documents, _numbers(words))
            for text, documents, words in rows
            if text != token and documents > 0 and _are_kin(token, text)
        }

    def similar(self, weights: Mapping[str, float]) -> dict[int, float]:
        """Return the words that share character n-grams with weighted ones, and how much they share.

        An n-gram of few documents counts for much more than one of many.
        """
        found: defaultdict[int, float] = defaultdict(float)
        of = self.documents
        rows = self._store.rows_of("text, documents, words", "grams", self.language, weights)
        left = _MOST_ADDED_UP
        for gram, documents, words in sorted(rows, key=lambda row: len(row[2])):
            left -= len(words)
            if len(words) > _LONGEST_LIST or left < 0:
                break
            if documents > 0:
                worth = weights[gram] * math.log(1 + of / min(documents, of)) ** 2
                for number in _numbers(words):
                    found[number] += worth
        return dict(found)

    def weights(self, numbers: Iterable[int]) -> dict[int, float]:
        """Return how much each word adds to the length of a name: its letters, and more the rarer it is."""
        known = self._weights
        missing = {number for number in numbers if number not in known}
        if missing:
            rows = self._store.rows_by_number("number, length(text), documents", "words", "number", missing)
            found = {
                number: letters * math.log(1 + self.documents / max(1, documents)) ** 2
                for number, letters, documents in rows
            }
            known.update(found)
            # Threads share what is known: it is replaced as a whole, and never emptied under another's eyes.
            if len(known) > _WEIGHTS_KEPT:
                self._weights = {}
        return known

    def spelling(self, word: str) -> str:
        """Return a folded word as the catalogue writes it."""
        rows = self._store.rows_of("spelling", "words", self.language, (word,))
        return (rows[0][0] if rows else None) or word

    def meant(self, typed: str, often: int) -> str | None:
        """Return the word that a slip was probably meant to be; `often` says in how many documents it stands itself."""
        near = self._listed("pieces", pieces(typed))
        found = correct(typed, self._texts(near), often)
        if found is None and not often:
            found = correct(typed, self._texts(self._alike(typed)), often)
        return found

    def parted(self, typed: str) -> str | None:
        """Return two words of the catalogue that were typed as one: parkingpermit."""
        places = range(_SHORTEST_PART, len(typed) - _SHORTEST_PART + 1)
        standing = self.standing(part for place in places for part in (typed[:place], typed[place:]))
        parted = [
            (min(standing[typed[:place]], standing[typed[place:]]), place)
            for place in places
            if typed[:place] in standing and typed[place:] in standing
        ]
        if not parted:
            return None
        _, place = max(parted)
        return f"{typed[:place]} {typed[place:]}"

    def respelled(self, typed: str, tokens: Iterable[str]) -> str | None:
        """Return the word of the same stem that an unknown word was probably meant to be: insurence, insurance.

        The slip is within the word: what differs at the end is an inflection that the catalogue does not have.
        """
        known = self._texts({number for token in self.tokens(tokens).values() for number in token.words})
        near = {
            word: documents
            for word, documents in known.items()
            if len(word) == len(typed) and word[-_INFLECTED:] == typed[-_INFLECTED:] and slips(typed, word, 1) == 1
        }
        return self._commonest(near, typed)

    def heard(self, typed: str) -> str | None:
        """Return the word that was typed by its sound: Russian or Arabic in Latin letters, a mistaken Chinese pair."""
        if is_unspaced(typed):
            known = self._texts(self._listed("sounds", sounds(typed)))
            # A mistaken pair has one character right.
            half = {word: documents for word, documents in known.items() if any(map(eq, word, typed))}
            return self._commonest(half, typed)
        known = self._texts(self._listed("sounds", sounds_typed(typed)))
        # A sound of few letters is like many words; one that carries no need was not the whole need.
        known = {word: documents for word, documents in known.items() if not is_stop_word(word, self.language)}
        agreeing = {word: documents for word, documents in known.items() if agree(typed, word)}
        found = self._commonest(agreeing, typed)
        if found is None and any("Ѐ" <= word[0] <= "ӿ" for word in known):
            read_back = in_cyrillic(typed)
            near = {word: documents for word, documents in known.items() if slips(read_back, word, 1) <= 1}
            found = self._commonest(near, typed)
        return found

    def heard_pairs(self, syllables: list[str]) -> list[str]:
        """Return the commonest pair of Chinese characters for each two syllables of pinyin that have one."""
        found = []
        for one, other in itertools.pairwise(syllables):
            pairs = self._texts(self._listed("sounds", (one + other,)))
            if pair := self._commonest(pairs, ""):
                found.append(pair)
        return found

    def _listed(self, table: str, texts: Iterable[str]) -> set[int]:
        rows = self._store.rows_of("words", table, self.language, texts)
        return {number for (words,) in rows for number in _numbers(words)}

    def _texts(self, numbers: Iterable[int]) -> dict[str, int]:
        rows = self._store.rows_by_number("text, documents", "words", "number", numbers)
        return {text: documents for text, documents in rows if documents > 0}

    def _alike(self, typed: str) -> list[int]:
        similar = self.similar(dict.fromkeys(grams(typed), 1.0))
        return sorted(similar, key=lambda number: (-similar[number], number))[:_MOST_LIKE]

    @staticmethod
    def _commonest(words: Mapping[str, int], besides: str) -> str | None:
        rest = [(-documents, word) for word, documents in words.items() if word != besides]
        return min(rest)[1] if rest else None


def _numbers(stored: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(stored)
    return numbers


def _are_kin(one: str, other: str) -> bool:
    shared = math.ceil(_KIN_SHARE * max(len(one), len(other)))
    return one[:shared] == other[:shared]
