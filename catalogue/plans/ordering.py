"""Putting things in an order in which each comes after what it waits for, and naming the ring where none exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

Waits = Mapping[str, Set[str]]
"""What each key waits for; keys that are not among those to be ordered do not matter."""


def find_cycle(keys: Sequence[str], waits: Waits) -> tuple[str, ...]:
    """Return keys that wait for each other in a ring, each for the next and the last for the first; else nothing."""
    left = _stuck(keys, waits)
    if not left:
        return ()
    # Each key that is stuck waits for another that is stuck, so walking on must come back to where it has been.
    path = [left[0]]
    while True:
        following = next(key for key in left if key in waits.get(path[-1], ()))
        if following in path:
            return tuple(path[path.index(following) :])
        path.append(following)


def _stuck(keys: Sequence[str], waits: Waits) -> list[str]:
    left = list(keys)
    while True:
        still = [key for key in left if any(other in left for other in waits.get(key, ()))]
        if len(still) == len(left):
            return left
        left = still


def in_order(keys: Sequence[str], waits: Waits) -> tuple[str, ...]:
    """Return the keys so that each comes after what it waits for, and otherwise in the order given.

    Raises `ValueError` where they wait for each other; ask `find_cycle` first.
    """
    left, ordered = list(keys), []
    while left:
        free = next((key for key in left if not any(other in left for other in waits.get(key, ()))), None)
        if free is None:
            raise ValueError(f"waiting for each other: {', '.join(find_cycle(keys, waits))}")
        left.remove(free)
        ordered.append(free)
    return tuple(ordered)


def with_wishes(waits: Waits, wishes: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Add pairs of (key, what it would better wait for), leaving out each that would close a ring."""
    result = {key: set(others) for key, others in waits.items()}
    for key, other in wishes:
        if key != other and not _reaches(other, key, result):
            result.setdefault(key, set()).add(other)
    return result


def _reaches(start: str, goal: str, waits: Waits) -> bool:
    seen, ahead = set(), [start]
    while ahead:
        key = ahead.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            ahead.extend(waits.get(key, ()))
    return False
