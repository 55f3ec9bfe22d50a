"""Arabic stems: a light stemmer, after Larkey, Ballesteros and Connell: it takes affixes off and seeks no root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_ARTICLES = ("وبال", "وال", "فال", "بال", "كال", "ولل", "ال", "لل")
_PREPOSITIONS = "ولبفك"
_ENDINGS = ("ها", "هم", "نا", "ات", "ان", "ون", "ين", "يه", "تي", "ته", "ه", "ي", "ا")
_FEMININE_ENDINGS = ("ات", "تي", "ته")
"""What stands for the ه at the end of a word, rather than behind the word."""
_SHORTEST_STEM = 3


def stems(word: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    """Return the stems of a folded Arabic word, the likeliest first; `irregular` gives the word of each form it knows.

    A leading و, ل, ب, ف or ك may be a conjunction or preposition or belong to the word (ولادة, birth), and only a
    reader can tell: such a word has two stems, so that it meets its forms either way. A word that is known keeps all
    its letters, so that it meets no other word that differs by its ending.
    """
    if word in irregular:
        return (irregular[word],)
    for article in _ARTICLES:
        rest = word[len(article) :]
        if word.startswith(article) and (len(rest) >= _SHORTEST_STEM or rest in irregular):
            return (_without_ending(rest, irregular),)
    whole = _without_ending(word, irregular)
    if word[0] in _PREPOSITIONS and len(word) >= _SHORTEST_STEM + 2:
        shorter = _without_ending(word[1:], irregular)
        if len(shorter) >= _SHORTEST_STEM:
            return (whole, shorter)
    return (whole,)


def _without_ending(word: str, irregular: Mapping[str, str]) -> str:
    if word in irregular:
        return irregular[word]
    for _ in range(2):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word[: -len(ending)]
                break
        else:
            break
        for whole in _whole_words(word, ending):
            if whole in irregular:
                return irregular[whole]
    return word


def _whole_words(rest: str, ending: str) -> Iterator[str]:
    """Yield what the word may have been to which an ending was joined; a ه at its end becomes ت or goes."""
    if ending in _FEMININE_ENDINGS:
        yield f"{rest}ه"
    yield rest
    yield f"{rest}ه"
    if rest.endswith("ت"):
        yield f"{rest[:-1]}ه"
