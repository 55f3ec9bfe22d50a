"""Arabic stems: a light stemmer, after Larkey, Ballesteros and Connell: it takes affixes off and seeks no root."""

from __future__ import annotations

from collections.abc import Mapping

_ARTICLES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_PREPOSITIONS = "ولبفك"
_ENDINGS = ("ها", "هم", "نا", "ات", "ان", "ون", "ين", "يه", "تي", "ته", "ه", "ي", "ا")
_SHORTEST_STEM = 3
_SHORTEST_ENDING_STEM = 3


def stems(word: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the stems of a folded Arabic word, the likeliest first; `irregular` gives the word of a broken plural.

    A leading و, ل, ب, ف or ك may be a conjunction or preposition or belong to the word (ولادة, birth), and only a
    reader can tell: such a word has two stems, so that it meets its forms either way.
    """
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM:
            return (_without_ending(word[len(article) :], irregular),)
    whole = _without_ending(word, irregular)
    if word[0] in _PREPOSITIONS and len(word) >= _SHORTEST_STEM + 2:
        shorter = _without_ending(word[1:], irregular)
        if len(shorter) >= _SHORTEST_STEM:
            return (whole, shorter)
    return (whole,)


def _without_ending(word: str, irregular: Mapping[str, str]) -> str:
    for _ in range(2):
        word = irregular.get(word, word)
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_ENDING_STEM:
                word = word[: -len(ending)]
                break
        else:
            break
    return irregular.get(word, word)
