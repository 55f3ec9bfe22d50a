"""Stems of words by language: Snowball's own Python code, and a light stemmer for Arabic."""

from __future__ import annotations

import threading
from functools import lru_cache
from importlib import import_module
from typing import Any

from catalogue.search import arabic
from catalogue.search.folding import fold
from catalogue.search.irregular import irregular_forms

# Every algorithm that Snowball has is named here, so that a language more is a file more and no change of code.
_SNOWBALL = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "et": "estonian",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_LONGEST_STEMMED = 30
_thread = threading.local()


@lru_cache(maxsize=20_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the folded stems of one lower-case word, the likeliest first; never none.

    A word with accents has a second stem, made from the word without them, where the two differ: whoever types
    without accents meets it too.
    """
    folded = fold(word)
    if not folded:
        return (word,)
    irregular = irregular_forms(language)
    if language == "ar":
        return arabic.stems(folded, irregular) if "؀" <= folded[0] <= "ۿ" else (folded,)
    if folded in irregular:
        word = folded = irregular[folded]
    if language not in _SNOWBALL or len(word) > _LONGEST_STEMMED or word.isdigit():
        return (folded,)
    stemmer = _stemmer(_SNOWBALL[language])
    first = fold(stemmer.stemWord(word)) or folded
    if folded == word:
        return (first,)
    second = fold(stemmer.stemWord(folded)) or folded
    return (first,) if second == first else (first, second)


def _stemmer(algorithm: str) -> Any:
    """Return this thread's stemmer: one holds the word it works on, so threads cannot share it.

    The module is imported by its own name because `snowballstemmer.stemmer()` answers with PyStemmer where that is
    installed, whose stems differ from one machine to the next.
    """
    stemmers = _thread.__dict__.setdefault("stemmers", {})
    if algorithm not in stemmers:
        module = import_module(f"snowballstemmer.{algorithm}_stemmer")
        stemmers[algorithm] = getattr(module, f"{algorithm.capitalize()}Stemmer")()
    return stemmers[algorithm]
