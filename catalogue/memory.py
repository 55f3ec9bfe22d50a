"""What one process remembers of one state of the catalogue."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Remembered = TypeVar("Remembered")


class Memory:
    """Values by name, made once; beyond the bound those that were made or asked for longest ago are forgotten."""

    def __init__(self, bound: int = 500) -> None:
        self._bound = bound
        self._values: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, name: Hashable, make: Callable[[], Remembered]) -> Remembered:
        """Return what is remembered under a name, or make it and remember it.

        Threads may make the same value twice; nobody waits for another.
        """
        values = self._values
        try:
            found = values[name]
            values.move_to_end(name)
        except KeyError:
            found = values[name] = make()
            while len(values) > self._bound:
                values.popitem(last=False)
        return found
