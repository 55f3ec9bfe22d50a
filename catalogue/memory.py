"""What one process remembers of the catalogue, until the catalogue changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

Remembered = TypeVar("Remembered")


class Memory:
    """Values made from one state of the catalogue; all are forgotten when its sequence number changes.

    They are forgotten, too, when the instant of the next scheduled publication passes, of which the sequence number
    does not tell. Beyond the bound the least recently used go first.
    """

    def __init__(self, bound: int = 500) -> None:
        self._bound = bound
        self._state: tuple[int, datetime | None] = (-1, None)
        self._values: OrderedDict[Any, Any] = OrderedDict()

    def is_of(self, sequence: int, now: datetime) -> bool:
        """Tell whether what is remembered still holds."""
        known, until = self._state
        return known == sequence and (until is None or now < until)

    def begin(self, sequence: int, until: datetime | None) -> None:
        """Forget everything; what is remembered from here on holds for this sequence number, until this instant."""
        self._values = OrderedDict()
        self._state = (sequence, until)

    def get(self, name: Any, make: Callable[[], Remembered]) -> Remembered:
        """Return what is remembered under a name, or make it and remember it."""
        values = self._values
        found = values.get(name)
        if found is None:
            found = values[name] = make()
            while len(values) > self._bound:
                values.popitem(last=False)
        return found
