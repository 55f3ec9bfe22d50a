"""Which language a text is in, among those the portal speaks: by its script, and by the small words it is full of."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from catalogue.languages import languages
from catalogue.search.folding import fold, plain_text
from catalogue.search.stopwords import stop_words

_CLEAR_WORDS = 3
"""So many small words of one language, and of no other, make a clear sentence of it."""
_SHARE_OF_SCRIPT = 0.5
_WORDS = re.compile(r"[A-Za-zÀ-ɏ'’-]+|[^\sA-Za-zÀ-ɏ]+")
"""A run of Latin letters is a word of its own, though no space stands before it in Chinese."""

_QUOTED = re.compile(r"[«“\"]([^«»“”\"]{3,60})[»”\"]")
_STROKES = re.compile(r"\s*[/|]\s*")


@dataclass(frozen=True, slots=True)
class HeardLanguage:
    """The language that a text is most likely in."""

    code: str | None
    """None where nothing tells."""
    clear: bool
    """Whether it can hardly be another one."""


@cache
def _scripts() -> dict[str, frozenset[str]]:
    """Return the scripts of each language: those of its own small words."""
    return {
        code: frozenset(script for word in stop_words(code) if (script := _script(word[0])) is not None)
        for code in languages()
    }


def _script(character: str) -> str | None:
    return unicodedata.name(character, "").partition(" ")[0] if character.isalpha() else None


def hear_language(text: str) -> HeardLanguage:
    """Return the language of a text. Never raises; a code, a number or a name says nothing."""
    letters = Counter(script for character in text if (script := _script(character)) is not None)
    if not letters:
        return HeardLanguage(None, False)
    script, times = letters.most_common(1)[0]
    if times < _SHARE_OF_SCRIPT * letters.total():
        return HeardLanguage(None, False)
    possible = [code for code, scripts in _scripts().items() if script in scripts]
    if len(possible) == 1:
        return HeardLanguage(possible[0], times > 1)
    words = [fold(word) for word in plain_text(text.replace("'", " ").replace("’", " ")).split()]
    known = {code: sum(word in stop_words(code) for word in words) for code in possible}
    ranked = sorted(known.items(), key=lambda pair: -pair[1])
    if not ranked or not ranked[0][1] or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return HeardLanguage(None, False)
    (best, most), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    return HeardLanguage(best, most >= _CLEAR_WORDS and most - second >= 2)


def copied_terms(text: str, language: str) -> tuple[str, ...]:
    """Return what in a text is likely the term of a letter, copied: what is quoted, or in another script than its own.

    Two terms with a stroke between them are two.
    """
    own = _scripts().get(language, frozenset())
    parts = [part for part in _STROKES.split(text) if part.strip()]
    foreign = (" ".join(_words_of_other_script(part, own)) for part in parts)
    quoted = (part for quote in _QUOTED.findall(text) for part in _STROKES.split(quote))
    return tuple(dict.fromkeys(term for term in (*foreign, *(part.strip() for part in quoted)) if term))


def _words_of_other_script(text: str, own: frozenset[str]) -> list[str]:
    words = [word.strip(".,;:!?()\"'«»“”،؟。，、") for word in _WORDS.findall(text)]
    return [word for word in words if len(word) > 1 and (script := _script(word[0])) is not None and script not in own]
