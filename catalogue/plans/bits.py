"""Numbers as few bits as possible: the inside of a plan code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

# Dates near this day take the fewest bits; it is part of the format and never changes.
_DAY_ZERO = date(2026, 1, 1)

SYMBOL_BITS = 5


class BitWriter:
    """Writes numbers one after the other."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._bits: list[int] = []

    def bits(self, value: int, width: int) -> None:
        """Write a number below two to the power of `width`."""
        self._bits += [value >> place & 1 for place in reversed(range(width))]

    def number(self, value: int, group: int = 3) -> None:
        """Write any number from zero on, in groups of so many bits, each preceded by "another follows"."""
        while value >> group:
            self.bits(1, 1)
            self.bits(value & (1 << group) - 1, group)
            value >>= group
        self.bits(0, 1)
        self.bits(value, group)

    def pairs(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Write numbers and their choices; the numbers rise, so only their distances are written."""
        self.number(len(pairs), group=2)
        before = 0
        for number, choice in pairs:
            self.number(number - before)
            self.number(choice, group=2)
            before = number

    def day(self, day: date) -> None:
        """Write a date."""
        distance = (day - _DAY_ZERO).days
        self.number(distance * 2 if distance >= 0 else -distance * 2 - 1, group=5)

    def symbols(self) -> list[int]:
        """Return what was written in steps of five bits, the last filled up with zeros."""
        bits = self._bits + [0] * (-len(self._bits) % SYMBOL_BITS)
        return [
            int("".join(map(str, bits[start : start + SYMBOL_BITS])), 2) for start in range(0, len(bits), SYMBOL_BITS)
        ]


class BitReader:
    """Reads them back in the same order. Raises `ValueError` where there is less, or something else, than expected."""

    def __init__(self, symbols: list[int]) -> None:
        """Begin at the start of the symbols."""
        self._bits = [symbol >> place & 1 for symbol in symbols for place in reversed(range(SYMBOL_BITS))]
        self._at = 0

    def bits(self, width: int) -> int:
        """Read a number of so many bits."""
        end = self._at + width
        if end > len(self._bits):
            raise ValueError("the code ends too soon")
        value = 0
        for bit in self._bits[self._at : end]:
            value = value << 1 | bit
        self._at = end
        return value

    def number(self, group: int = 3) -> int:
        """Read a number written in groups."""
        value = place = 0
        while True:
            follows = self.bits(1)
            value |= self.bits(group) << place
            place += group
            if not follows:
                return value

    def pairs(self) -> list[tuple[int, int]]:
        """Read numbers and their choices."""
        pairs, before = [], 0
        for _ in range(self.number(group=2)):
            before += self.number()
            pairs.append((before, self.number(group=2)))
        return pairs

    def day(self) -> date:
        """Read a date."""
        number = self.number(group=5)
        try:
            return _DAY_ZERO + timedelta(days=-(number + 1) // 2 if number % 2 else number // 2)
        except OverflowError as beyond:
            raise ValueError("no such day") from beyond

    def end(self) -> None:
        """Make sure that nothing but the zeros that fill up the last symbol is left."""
        rest = self._bits[self._at :]
        if len(rest) >= SYMBOL_BITS or any(rest):
            raise ValueError("the code goes on too long")
