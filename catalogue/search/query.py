"""What was typed, bounded and understood: the words that carry the need, and a spoken code if it is one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from catalogue.search.folding import fold
from catalogue.search.stopwords import words_before_codes
from catalogue.search.words import forms, is_stop_word, is_unspaced, needs, split

LONGEST_TEXT = 1_000
"""Characters of a query that are read."""
MOST_WORDS = 60
"""Different words of a query that are ranked by."""
WEIGHT_OF_STOP_WORD = 0.5
"""Stop words still tell a question from its neighbours ("who can", "how long"), but find nothing by themselves."""
_WEIGHT_OF_SECOND_FORM = 0.9
_CODE = re.compile(r"[0-9]{4,6}")
_MOST_WORDS_AROUND_CODE = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query and the tokens by which it is found, each with how sure it is."""

    typed: str
    """Folded."""
    tokens: Mapping[str, float]
    needed: bool
    meant: tuple[str, ...] = ()
    """The folded words of the catalogue that were probably meant, where what was typed is a slip or only sounds so."""

    @property
    def weight(self) -> float:
        """Return how much the word counts."""
        return 1.0 if self.needed else WEIGHT_OF_STOP_WORD

    @property
    def spelled(self) -> tuple[str, ...]:
        """Return the words that the catalogue would write, folded."""
        return self.meant or (self.typed,)


@dataclass(frozen=True, slots=True)
class Query:
    """What a citizen typed."""

    text: str
    language: str
    words: tuple[Word, ...] = ()
    code: str | None = None
    code_among_words: str | None = None
    """What may be a code in a few words: "my service, 4012"."""
    says_nothing: bool = False
    """All words carry no need: a greeting, a text of stop words."""
    extra: Mapping[str, float] = field(default_factory=dict)
    """Tokens that synonyms add, with how sure each is."""

    def with_meant(self, meant: Mapping[str, str]) -> Query:
        """Return the query with words of the catalogue beside what was typed, keyed by the folded typed word."""
        words = []
        for word in self.words:
            if word.typed in meant:
                spelled = split(meant[word.typed], self.language)
                tokens = {token: 1.0 for one in spelled for token in _tokens(one, self.language)}
                word = replace(word, tokens={**word.tokens, **tokens}, meant=tuple(fold(one) for one in spelled))
            words.append(word)
        return replace(self, words=tuple(words))


def read_query(text: str, language: str) -> Query:
    """Read what was typed. Never raises; long text is cut, control characters are spaces."""
    text = " ".join(text[:LONGEST_TEXT].split())
    typed = list(dict.fromkeys(split(text, language)))
    needed = set(needs(typed, language))
    nothing = bool(typed) and all(is_stop_word(word, language) for word in typed)
    # Where a text is longer than what is ranked by, the words that carry the need come before the others.
    kept = set([*(word for word in typed if word in needed), *typed][:MOST_WORDS])
    words = tuple(Word(fold(word) or word, _tokens(word, language), word in needed) for word in typed if word in kept)
    code, code_among_words = _codes(typed, needed, language)
    return Query(text, language, words, code, code_among_words, nothing)


def correct_text(text: str, meant: Mapping[str, str]) -> str:
    """Return the typed text with the words that were meant, keyed by the folded typed word."""
    corrected = re.sub(r"\w+", lambda found: meant.get(fold(found[0].lower()), found[0]), text)
    for typed, word in meant.items():
        if is_unspaced(typed):
            corrected = corrected.replace(typed, word)
    parts = corrected.split(" ")
    # Words of pinyin have spaces between them, the Chinese words that were meant have none.
    return parts[0] + "".join(
        part if is_unspaced(before[-1:]) and is_unspaced(part) else f" {part}" for before, part in pairwise(parts)
    )


def _tokens(word: str, language: str) -> dict[str, float]:
    """Return the tokens of a word with how sure each is. A pair of Chinese characters is sought whole."""
    tokens = forms(word, language)[:1] if is_unspaced(word) else forms(word, language)
    return {token: _WEIGHT_OF_SECOND_FORM if number else 1.0 for number, token in enumerate(tokens)}


def _codes(typed: list[str], needed: set[str], language: str) -> tuple[str | None, str | None]:
    """Return the spoken code when the text is one, alone or with words that announce it; and one among a few words."""
    announcing = words_before_codes(language)
    said = [word for word in typed if word in needed and fold(word) not in announcing]
    codes = [word for word in said if _CODE.fullmatch(word)]
    if len(codes) != 1:
        return None, None
    if len(said) == 1:
        return codes[0], None
    return None, codes[0] if len(typed) <= _MOST_WORDS_AROUND_CODE else None
