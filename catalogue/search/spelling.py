"""Did you mean: the word of the catalogue that a citizen most likely tried to type."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from catalogue.search.words import is_unspaced

_SHORTEST, _LONGEST = 4, 30
_HEAD = 8
"""Letters from the start of a word in which slips are looked for; its end must then be near as well."""
_TWO_SLIPS = 7
"""From this length on a word may have two slips; shorter ones have one."""


def pieces(word: str) -> Iterator[str]:
    """Yield the head of a word with up to two letters left out; two slips of a word share one with it."""
    if not _SHORTEST <= len(word) <= _LONGEST or word.isdigit() or is_unspaced(word):
        return
    head = word[:_HEAD]
    found = {head}
    for left_out in (1, 2):
        if len(head) - left_out < 2:
            break
        for places in combinations(range(len(head)), left_out):
            found.add("".join(letter for place, letter in enumerate(head) if place not in places))
    yield from found


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


def correct(typed: str, find_by_pieces: Callable[[list[str]], dict[str, int]], often: int = 0) -> str | None:
    """Return the likeliest word of the catalogue for a folded word, or None.

    `find_by_pieces` gives words and in how many documents they stand. `often` is that number for the typed word
    itself: when it stands somewhere, only a word one slip away that is far more usual is taken for what was meant.
    """
    most = 1 if len(typed) < _TWO_SLIPS or often else 2
    best: tuple[float, ...] | None = None
    meant = None
    for word, documents in find_by_pieces(list(pieces(typed))).items():
        distance = slips(typed, word, most)
        if word == typed or distance > most or documents < often * 10:
            continue
        # The first letter is seldom wrong; among words as near, the more usual one is likelier.
        rank = (distance + (0.5 if word[0] != typed[0] else 0), -documents, abs(len(word) - len(typed)))
        if best is None or (rank, word) < (best, meant):
            best, meant = rank, word
    return meant
