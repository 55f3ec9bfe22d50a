"""Synonyms of a content pack, one file a language: `a, b => c` for one way, `a, b, c` for all ways, # for remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from catalogue.search.words import forms, split

if TYPE_CHECKING:
    from catalogue.search.query import Word

_WEIGHT = 0.8
"""A synonym is a little less sure than the word that was typed."""

Phrase = tuple[str, ...]
"""The first tokens of the words of a phrase."""


@dataclass(frozen=True)
class Rules:
    """What stands for what in one language."""

    meanings: Mapping[Phrase, frozenset[str]] = field(default_factory=dict)
    """The tokens that each phrase stands for besides its own."""

    def found_in(self, words: list[Word]) -> dict[str, float]:
        """Return the tokens that the phrases among the words stand for, with how sure they are."""
        typed = [next(iter(word.tokens)) for word in words]
        longest = max(map(len, self.meanings), default=0)
        return {
            token: _WEIGHT
            for start in range(len(typed))
            for end in range(start + 1, min(start + longest, len(typed)) + 1)
            for token in self.meanings.get(tuple(typed[start:end]), ())
        }


def read_synonyms(folder: Path) -> dict[str, Rules]:
    """Read every `<language>.txt` of a folder; none when there is no folder."""
    if not folder.is_dir():
        return {}
    return {
        file.stem: parse_synonyms(file.read_text(encoding="utf-8").splitlines(), file.stem)
        for file in sorted(folder.glob("*.txt"))
    }


def parse_synonyms(lines: Iterable[str], language: str) -> Rules:
    """Read the lines of one file. A line that names fewer than two phrases says nothing and is passed over."""
    meanings: dict[Phrase, set[str]] = {}
    for line in lines:
        left, arrow, right = line.partition("#")[0].partition("=>")
        typed = _phrases(left, language)
        meant = _phrases(right, language) if arrow else typed
        for phrase in typed:
            for other in meant:
                if other != phrase:
                    meanings.setdefault(phrase, set()).update(other)
    return Rules({phrase: frozenset(tokens) for phrase, tokens in meanings.items()})


def _phrases(text: str, language: str) -> list[Phrase]:
    phrases = (tuple(forms(word, language)[0] for word in split(phrase, language)) for phrase in text.split(","))
    return [phrase for phrase in phrases if phrase]
