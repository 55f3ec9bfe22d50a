"""Suggestions while typing: names of the catalogue by the start of any of their words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from catalogue.search.fields import SearchDocument
from catalogue.search.folding import fold
from catalogue.search.words import is_unspaced, split

_SUGGESTED_KINDS = ("service", "life_event")
_LONGEST_START = 60
_CONSIDERED = 300
RANKS = (0, 1, 2, 3)
"""Of the starts of names: of a title, within a title, of an alias, within an alias."""


def spelled(words: Sequence[str]) -> str:
    """Join folded words as they are typed: pairs of Chinese characters overlap, other words have spaces between."""
    text = ""
    for word in words:
        if is_unspaced(word) and text and is_unspaced(text[-1]) and text[-1] == word[0]:
            text += word[1:]
        else:
            text += word if not text or is_unspaced(word) else f" {word}"
    return text


def starts(document: SearchDocument, names: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return by what starts a document is suggested, with the rank of each, one of `RANKS`."""
    if document.kind not in _SUGGESTED_KINDS:
        return {}
    found: dict[str, int] = {}
    for number, name in enumerate(names):
        for position, start in enumerate(_starts_of(name)):
            rank = (2 if number else 0) + (1 if position else 0)
            if rank < found.get(start, rank + 1):
                found[start] = rank
    return found


def _starts_of(name: Sequence[str]) -> Iterator[str]:
    if any(map(is_unspaced, name)):
        yield from (spelled(name[position:])[:_LONGEST_START] for position in range(len(name)))
        return
    whole = " ".join(name)
    begin = 0
    for word in name:
        yield whole[begin : begin + _LONGEST_START]
        begin += len(word) + 1


def prefix_of(typed: str, language: str) -> str:
    """Return what was typed so far as the starts of names are kept; an elided article before it goes."""
    words = [fold(word) or word for word in split(typed[:_LONGEST_START], language)]
    return spelled(words)


def find_suggested(prefix: str, limit: int, find_starts: Callable[[str, int], list[tuple[str, int, int]]]) -> list[int]:
    """Return keys of documents with a name that has a word from which it goes on as typed, the likeliest first.

    When no name goes on so, one that has all the typed words in another order will do.
    """
    if not prefix:
        return []
    best: dict[int, tuple[int, bool, int, str]] = {}
    for start, key, rank in find_starts(prefix, _CONSIDERED):
        # Who typed a whole word means it, rather than a longer word that begins like it.
        goes_on = start[len(prefix) : len(prefix) + 1] not in ("", " ")
        candidate = (rank, goes_on, len(start), start)
        best[key] = min(candidate, best.get(key, candidate))
    if not best and " " in prefix:
        first, *rest = prefix.split()
        wanted = [
            set(keys) for keys in ([key for _, key, _ in find_starts(word, _CONSIDERED)] for word in (first, *rest))
        ]
        best = dict.fromkeys(set.intersection(*wanted), (4, False, 0, ""))
    return sorted(best, key=lambda key: (*best[key], key))[:limit]
