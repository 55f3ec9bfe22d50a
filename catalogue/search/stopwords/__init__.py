"""Words that carry no need: articles, question words, greetings, what is said before a code; one file a language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from catalogue.search.folding import fold, plain_text

_SHORTEST_WITH_AND = 3
"""An Arabic "and" is written with its word; before two letters it is as often a word of its own (ولي, guardian)."""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language; none when the language has no file."""
    words = frozenset(fold(word) for word in _words(language) if not word.endswith("'"))
    return words | {f"و{word}" for word in words if len(word) >= _SHORTEST_WITH_AND} if language == "ar" else words


@cache
def elisions(language: str) -> frozenset[str]:
    """Return the words that lose their ending before an apostrophe, such as l' and qu' in French."""
    return frozenset(fold(word[:-1]) for word in _words(language) if word.endswith("'"))


@cache
def words_before_codes(language: str) -> frozenset[str]:
    """Return the folded words that carry no need beside a spoken code, and may carry one elsewhere: service 4012."""
    return frozenset(fold(word) for word in _words(language, before_codes=True))


def _words(language: str, before_codes: bool = False) -> list[str]:
    file = files(__name__) / f"{language}.txt"
    if not file.is_file():
        return []
    lines = (line.partition("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [word for line in lines if line.endswith(":") == before_codes for word in plain_text(line).split()]
