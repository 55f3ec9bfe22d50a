"""Documents read for an index: split into words, numbered, counted. Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from catalogue.search.counts import count
from catalogue.search.fields import FIELDS, SearchDocument
from catalogue.search.numbering import Change, Documents, Known, Numbering
from catalogue.search.suggestions import starts
from catalogue.search.words import Splitter

_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """One document as an index needs it."""

    counts: bytes
    lengths: tuple[int, ...]
    """How many words each of `FIELDS` has."""
    weights: dict[str, float]
    """How much each token counts when all fields are one: 1 for each time it stands in the body, more elsewhere."""
    starts: dict[str, int]
    newest: int
    """The greatest number that a word or a token had been given when this was read."""


class DocumentReader:
    """Reads documents one after the other, and remembers every word it has met until the changes are taken.

    `newest` is the greatest number that the store has given; `known` gives the words of a store that has some.
    """

    def __init__(self, newest: int = 0, known: Known | None = None) -> None:
        self._newest = newest
        self._known = known
        self._numberings: dict[str, Numbering] = {}
        self._splitters: dict[str, Splitter] = {}

    def read_all(self, documents: Iterable[SearchDocument]) -> Iterator[tuple[SearchDocument, Counted]]:
        """Yield documents with what an index needs of them."""
        return ((document, self.read(document)) for document in documents)

    def read(self, document: SearchDocument) -> Counted:
        """Read one document. Its code is one of its names."""
        numbering = self._numbering(document.language)
        split = self._splitter(document.written_in).split
        names = [split(alias) for alias in (*document.aliases, document.code or "")]
        names = [name for name in names if name][: _MOST_NAMES - 1]
        title, summary, body = split(document.title), split(document.summary), split(document.body)
        words = [*title, *chain.from_iterable(names), *summary, *body]
        written_in = document.written_in
        numbering.learn(words, written_in)
        in_title, in_summary, in_body = (numbering.numbers(words, written_in) for words in (title, summary, body))
        in_names = [numbering.numbers(name, written_in) for name in names]
        counts = count(in_title, in_names, in_summary, in_body, letters=sum(map(len, words)))
        weights = _weights((in_title, chain.from_iterable(in_names), in_summary, in_body), numbering.tokens)
        suggested = starts(document, [numbering.texts(name) for name in (in_title, *in_names)])
        return Counted(counts.to_bytes(), counts.lengths, weights, suggested, self._newest)

    def tokens_of(self, language: str, words: Iterable[int], newest: int) -> set[str]:
        """Return the tokens that a document got for its words when `newest` was the greatest number."""
        numbering = self._numbering(language)
        numbering.look_up(words)
        return {token for word in words for token in numbering.tokens_then(word, newest)}

    def changes(self, documents: Mapping[str, Documents]) -> Iterator[Change]:
        """Yield what the vocabularies of the store get; `documents` are the sums of each language."""
        for language, sums in documents.items():
            yield from self._numbering(language).changes(sums)

    def close(self) -> None:
        """Nothing is held but memory."""

    def _numbering(self, language: str) -> Numbering:
        if language not in self._numberings:
            self._numberings[language] = Numbering(language, self._next_number, self._known)
        return self._numberings[language]

    def _splitter(self, language: str) -> Splitter:
        if language not in self._splitters:
            self._splitters[language] = Splitter(language)
        return self._splitters[language]

    def _next_number(self) -> int:
        self._newest += 1
        return self._newest


def _weights(fields: Sequence[Iterable[int]], tokens_of: Mapping[int, tuple[str, ...]]) -> dict[str, float]:
    """Return the weights of tokens. Bodies hold most words, so those are counted at once, and the others added."""
    *others, body = fields
    *weights_of_others, weight_of_body = FIELDS.values()
    weights: Counter[str] = Counter(chain.from_iterable(map(tokens_of.__getitem__, body)))
    for words, weight in zip(others, weights_of_others, strict=True):
        for token in chain.from_iterable(map(tokens_of.__getitem__, words)):
            weights[token] += weight / weight_of_body  # type: ignore[assignment]
    return dict(weights)
