"""Did you mean: the word of the catalogue that a citizen most likely tried to type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalogue.search.words import is_unspaced

_SHORTEST, _LONGEST = 4, 30
_HEAD = 8
"""Letters from the start of a word in which a slip is looked for by pieces."""
_TWO_SLIPS = 7
"""From this length on a word may have two slips; shorter ones have one."""
_FAR_MORE_USUAL = 10


def pieces(word: str) -> Iterator[str]:
    """Yield the head of a word, and the head with one letter left out: a word and a slip of it share one.

    Words with two slips, which are longer, share n-grams enough to be found by these.
    """
    if not _SHORTEST <= len(word) <= _LONGEST or word.isdigit() or is_unspaced(word):
        return
    head = word[:_HEAD]
    yield from dict.fromkeys([head, *(head[:place] + head[place + 1 :] for place in range(len(head)))])


def slips(typed: str, meant: str, most: int) -> int:
    """Return how many letters were left out, added, swapped with their neighbour or mistaken; `most` + 1 if more."""
    if abs(len(typed) - len(meant)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(meant) + 1))
    for row, letter in enumerate(typed, 1):
        current = [row]
        for column, other in enumerate(meant, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, last = last, current
    return min(last[-1], most + 1)


def correct(typed: str, words: Mapping[str, int], often: int = 0) -> str | None:
    """Return the likeliest of some words for a folded word, or None; `words` says in how many documents each stands.

    `often` is that number for the typed word itself: when it stands somewhere, only a word one slip away that is far
    more usual is taken for what was meant.
    """
    most = 1 if len(typed) < _TWO_SLIPS or often else 2
    best: tuple[float, ...] | None = None
    meant = None
    for word, documents in words.items():
        distance = slips(typed, word, most)
        if word == typed or distance > most or documents < often * _FAR_MORE_USUAL:
            continue
        # The first letter is seldom wrong, and then nothing else is.
        if word[0] != typed[0] and distance > 1:
            continue
        # Among words as near, the more usual one is likelier.
        rank = (distance + (0.5 if word[0] != typed[0] else 0), -documents, abs(len(word) - len(typed)))
        if best is None or (rank, word) < (best, meant):
            best, meant = rank, word
    return meant
