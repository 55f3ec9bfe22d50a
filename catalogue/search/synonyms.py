"""Synonyms as editors write them, a line each: `a, b => c` goes one way, `a, b, c` goes all ways."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from catalogue.search.words import forms, needs, split

_WEIGHT = 0.8
"""A synonym is a little less sure than the word that was typed."""
_COMMAS = re.compile("[,،，、]")
"""Every script has a comma of its own."""

Phrase = tuple[str, ...]
"""The first tokens of the words of a phrase."""


@dataclass(frozen=True)
class Rules:
    """What stands for what in one language."""

    meanings: Mapping[Phrase, frozenset[str]] = field(default_factory=dict)
    """The tokens that each phrase stands for besides its own, without those of stop words."""

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the tokens of all phrases that stand for something."""
        return frozenset(token for phrase in self.meanings for token in phrase)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.meanings), default=0)

    def found_in(self, tokens: Sequence[str]) -> dict[str, float]:
        """Return the tokens that the phrases among these tokens stand for, with how sure they are."""
        return {
            token: _WEIGHT
            for start in range(len(tokens))
            for end in range(start + 1, min(start + self._longest, len(tokens)) + 1)
            for token in self.meanings.get(tuple(tokens[start:end]), ())
        }


def parse_synonyms(lines: Iterable[str], language: str) -> Rules:
    """Read lines of one language. A line says nothing, and is passed over, unless it names two different phrases."""
    meanings: dict[Phrase, set[str]] = {}
    for line in lines:
        left, arrow, right = line.partition("=>")
        typed = _phrases(left, language)
        meant = _phrases(right, language) if arrow else typed
        for phrase in typed:
            for other in meant:
                if other != phrase:
                    meanings.setdefault(phrase, set()).update(meant[other])
    return Rules({phrase: frozenset(tokens) for phrase, tokens in meanings.items()})


def _phrases(text: str, language: str) -> dict[Phrase, Phrase]:
    """Return the phrases of a text with the part of each that carries its need."""
    phrases = {}
    for written in _COMMAS.split(text):
        words = split(written, language)
        if words:
            needed = needs(words, language)
            phrases[_tokens(words, language)] = _tokens(needed, language)
    return phrases


def _tokens(words: list[str], language: str) -> Phrase:
    return tuple(forms(word, language)[0] for word in words)
