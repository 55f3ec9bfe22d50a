"""One document counted: its tokens by field and its words, all that ranking needs to know of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from catalogue.search.fields import FIELDS, SearchDocument
from catalogue.search.folding import fold
from catalogue.search.words import analyse_words, split

_MOST_NAMES = 30


@dataclass(frozen=True)
class Counts:
    """What stands in a document and how often."""

    fields: tuple[dict[str, int], ...]
    """Tokens of each of `FIELDS`, in that order."""
    words: dict[str, int]
    """Folded words of the whole text."""
    names: tuple[tuple[str, ...], ...]
    """The folded words of the title and of each alias."""

    spellings: Mapping[str, str] = field(default_factory=dict)
    """Of words with accents, how they are written; known when a document has just been counted, and not stored."""

    @cached_property
    def letters(self) -> int:
        """Return how many letters the whole text has."""
        return sum(len(word) * times for word, times in self.words.items())

    @property
    def tokens(self) -> set[str]:
        """Return every token of the document."""
        return set().union(*self.fields)

    @property
    def weights(self) -> dict[str, float]:
        """Return how much each token counts when all fields are one."""
        weights: dict[str, float] = {}
        for tokens, weight in zip(self.fields, FIELDS.values(), strict=True):
            for token, times in tokens.items():
                weights[token] = weights.get(token, 0.0) + weight * times
        return weights

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Return how many tokens each field has."""
        return tuple(sum(tokens.values()) for tokens in self.fields)

    def to_json(self) -> str:
        """Return the counts as they are stored."""
        return json.dumps([self.fields, self.words, self.names], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Counts:
        """Read what `to_json` wrote."""
        fields, words, names = json.loads(text)
        return cls(tuple(fields), words, tuple(map(tuple, names)))


def count(document: SearchDocument) -> Counts:
    """Analyse a document and count what stands in it."""
    language = document.language
    aliases = [split(alias, language) for alias in document.aliases]
    if document.code:
        aliases.append(split(document.code, language))
    title = split(document.title, language)
    summary = split(document.summary, language)
    body = split(document.body, language)
    of_aliases = [word for alias in aliases for word in alias]
    parts = (title, of_aliases, summary, body)
    written = {fold(word): word for words in parts for word in words if not word.isascii()}
    return Counts(
        fields=tuple(dict(Counter(analyse_words(words, language))) for words in parts),
        words=dict(Counter(fold(word) or word for words in parts for word in words)),
        names=tuple(tuple(fold(word) or word for word in name) for name in [title, *aliases][:_MOST_NAMES]),
        spellings={folded: word for folded, word in written.items() if folded and folded != word},
    )
