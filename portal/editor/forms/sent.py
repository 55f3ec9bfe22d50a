"""A form as it was sent: every value is asked for by its name, and what nobody asked for is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Sent:
    """Names and values of a form; steps of a name are joined by hyphens, rows of a list are counted from 0."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: defaultdict[str, list[str]] = defaultdict(list)
        self._within: defaultdict[str, set[str]] = defaultdict(set)
        self._asked: set[str] = set()
        for name, value in pairs:
            # Browsers end lines of text areas with two characters.
            self._values[name].append(value.replace("\r\n", "\n").strip())
            steps = name.split("-")
            for depth in range(1, len(steps)):
                self._within["-".join(steps[:depth])].add(steps[depth])

    def text(self, name: str) -> str:
        """Return the value of a control, empty when it was not sent."""
        self._asked.add(name)
        return self._values[name][0] if name in self._values else ""

    def texts(self, name: str) -> list[str]:
        """Return every value of a control."""
        self._asked.add(name)
        return [value for value in self._values.get(name, ()) if value]

    def rows(self, name: str) -> list[int]:
        """Return the numbers of the rows of a list, in order."""
        return sorted(int(step) for step in self._within.get(name, ()) if step.isascii() and step.isdecimal())

    def has(self, name: str) -> bool:
        """Tell whether anything of this name, or within it, was sent."""
        return name in self._values or name in self._within

    def unknown(self) -> list[str]:
        """Return the names that nobody asked for, in order: what no control of the form can have sent."""
        return sorted(set(self._values) - self._asked)
