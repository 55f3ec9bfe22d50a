"""One document counted: which words stand in it, where and how often, as numbers of a vocabulary."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

_MOST_TIMES = 255
_HEAD = struct.Struct("<6I")
_NUMBER = "I"
_BOUNDARY = 0
"""Stands between two aliases; no word has this number."""


@dataclass(frozen=True)
class Counts:
    """The words of a document, each as its number in the vocabulary of its language."""

    words: array[int]
    """Every word, once."""
    times: bytes
    """How often each of `words` stands in the whole text, 255 at the most."""
    title: array[int]
    aliases: array[int]
    """The aliases behind each other, a zero between two."""
    summary: array[int]
    body_length: int
    letters: int
    """How many letters the whole text has."""

    @cached_property
    def times_of(self) -> dict[int, int]:
        """Return how often each word stands in the whole text."""
        return dict(zip(self.words, self.times, strict=True))

    @cached_property
    def lengths(self) -> tuple[int, int, int, int]:
        """Return how many words each of `FIELDS` has."""
        aliases = len(self.aliases) - self.aliases.count(_BOUNDARY)
        return len(self.title), aliases, len(self.summary), self.body_length

    @cached_property
    def names(self) -> tuple[array[int], ...]:
        """Return the title and each alias."""
        names = [self.title]
        begun = 0
        for place, word in enumerate((*self.aliases, _BOUNDARY)):
            if word == _BOUNDARY:
                if place > begun:
                    names.append(self.aliases[begun:place])
                begun = place + 1
        return tuple(names)

    def in_fields(self, word: int) -> tuple[int, int, int, int]:
        """Return how often a word stands in each of `FIELDS`."""
        title, aliases, summary = self.title.count(word), self.aliases.count(word), self.summary.count(word)
        return title, aliases, summary, max(0, self.times_of.get(word, 0) - title - aliases - summary)

    def to_bytes(self) -> bytes:
        """Return the counts as they are stored."""
        parts = (self.words, self.title, self.aliases, self.summary)
        head = _HEAD.pack(*map(len, parts), self.body_length, self.letters)
        return b"".join((head, *(part.tobytes() for part in parts), self.times))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Counts:
        """Read what `to_bytes` wrote. Raises `ValueError` or `struct.error` when it is something else."""
        *lengths, body_length, letters = _HEAD.unpack_from(stored)
        end = _HEAD.size + sum(lengths) * array(_NUMBER).itemsize
        numbers = array(_NUMBER)
        numbers.frombytes(stored[_HEAD.size : end])
        if len(stored) - end != lengths[0]:
            raise ValueError("counts are cut short")
        parts = []
        begun = 0
        for length in lengths:
            parts.append(numbers[begun : begun + length])
            begun += length
        words, title, aliases, summary = parts
        return cls(words, stored[end:], title, aliases, summary, body_length, letters)


def words_in(stored: bytes) -> array[int]:
    """Return the words of stored counts, each once."""
    words = array(_NUMBER)
    begin = _HEAD.size
    words.frombytes(stored[begin : begin + _HEAD.unpack_from(stored)[0] * words.itemsize])
    return words


def count(
    title: array[int], names: Iterable[Iterable[int]], summary: array[int], body: array[int], letters: int
) -> Counts:
    """Count the words of a document, given as numbers from 1: of its title, of its other names, and so on.

    `letters` is how many letters the whole text has.
    """
    aliases = array(_NUMBER)
    for name in names:
        if aliases:
            aliases.append(_BOUNDARY)
        aliases.extend(name)
    counted = Counter(title + aliases + summary + body)
    counted.pop(_BOUNDARY, None)
    try:
        times = bytes(counted.values())
    except ValueError:
        times = bytes(min(often, _MOST_TIMES) for often in counted.values())
    return Counts(array(_NUMBER, counted), times, title, aliases, summary, len(body), letters)
