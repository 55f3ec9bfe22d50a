"""What one process remembers of one state of the catalogue, and takes over into the next where it is the same."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from catalogue.sources import EVERYTHING, MadeOf, Sources

Remembered = TypeVar("Remembered")


class Memory:
    """Values by name, made once; beyond the bound those that were made or asked for longest ago are forgotten."""

    def __init__(self, bound: int = 500) -> None:
        self._bound = bound
        self._values: OrderedDict[Hashable, tuple[Any, MadeOf]] = OrderedDict()
        self._shelves: dict[str, Memory] = {}

    def shelf(self, name: str, bound: int) -> Memory:
        """Return a memory within this one that has a bound of its own."""
        found = self._shelves.get(name)
        return found if found is not None else self._shelves.setdefault(name, Memory(bound))

    def get(self, name: Hashable, make: Callable[[], Remembered], sources: Sources | None = None) -> Remembered:
        """Return what is remembered under a name, or make it and remember it.

        `sources` are those of whoever asks: they are told what it was made of, and without them it counts as made of
        everything. Threads may make the same value twice; nobody waits for another.
        """
        values = self._values
        try:
            found = values[name]
            values.move_to_end(name)
        except KeyError:
            found = values[name] = (make(), EVERYTHING) if sources is None else sources.follow(make)
            while len(values) > self._bound:
                values.popitem(last=False)
        if sources is not None:
            sources.take_in(found[1])
        return found[0]

    def outliving(self, changed: frozenset[int] | None) -> Memory:
        """Return a memory of the next state of the catalogue, with what was made of none of the changed objects."""
        memory = Memory(self._bound)
        if changed is None:
            return memory
        try:
            values, shelves = list(self._values.items()), list(self._shelves.items())
        except RuntimeError:
            # Another thread remembers something just now. Nothing is lost but the time to make it again.
            return memory
        memory._values.update((name, found) for name, found in values if found[1].outlives(changed))
        memory._shelves.update((name, shelf.outliving(changed)) for name, shelf in shelves)
        return memory
