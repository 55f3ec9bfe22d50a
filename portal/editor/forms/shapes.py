"""The shapes of single values: how each is shown in controls, sent by a browser, and read back.

What was typed is kept as it was typed: text, lists of text and dictionaries of text. Whether it makes sense is for
the facts to say.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from catalogue.facts import Kind
from catalogue.facts.base import Unit
from portal.editor.forms.sent import Sent


class Absent:
    """What is not there; None may be a value."""

    def __repr__(self) -> str:
        return "ABSENT"

    def __bool__(self) -> bool:
        return False


ABSENT = Absent()
Location = tuple[int | str, ...]


class Shape(ABC):
    """How one value stands in a form."""

    control: ClassVar[str]
    """Which macro draws it."""
    is_id: bool = False
    """Whether it holds the id of a part, which never changes once it is published."""

    @abstractmethod
    def show(self, plain: Any) -> Any:
        """Return what the controls hold for a value in its plain form; ABSENT for none."""

    @abstractmethod
    def read(self, sent: Sent, name: str) -> Any:
        """Return what the controls of this name hold in a form that was sent."""

    @abstractmethod
    def write(self, typed: Any, name: str) -> Iterator[tuple[str, str]]:
        """Yield what a browser sends for these controls."""

    @abstractmethod
    def plain(self, typed: Any) -> Any:
        """Return the value in its plain form, ABSENT for none; whether it makes sense is not asked."""

    def locate(self, typed: Any, name: str, location: Location) -> str:
        """Return the name of the control that a fault in the plain form belongs to."""
        return name

    def descend(self, typed: Any, step: str) -> tuple[Shape, Any]:
        """Return what stands within by its name. Raises `KeyError`."""
        raise KeyError(step)

    def is_blank(self, typed: Any) -> bool:
        """Tell whether nothing was typed."""
        return self.plain(typed) is ABSENT


class OneText(Shape):
    """What is typed into one control as text."""

    def show(self, plain: Any) -> Any:
        return "" if plain is ABSENT or plain is None else str(plain)

    def read(self, sent: Sent, name: str) -> Any:
        return sent.text(name)

    def write(self, typed: Any, name: str) -> Iterator[tuple[str, str]]:
        yield name, typed

    def plain(self, typed: Any) -> Any:
        return typed if typed != "" else ABSENT


@dataclass(frozen=True)
class Line(OneText):
    """One line of text; `purpose` tells a browser what keys to offer: text, email, tel, url, numeric, decimal."""

    control: ClassVar[str] = "line"
    purpose: str = "text"
    longest: int | None = None
    is_id: bool = False


@dataclass(frozen=True)
class Remark(OneText):
    """Text of several lines."""

    control: ClassVar[str] = "remark"


@dataclass(frozen=True)
class Day(OneText):
    """A date."""

    control: ClassVar[str] = "day"


@dataclass(frozen=True)
class Clock(OneText):
    """A time of day."""

    control: ClassVar[str] = "clock"

    def show(self, plain: Any) -> Any:
        return super().show(plain)[:5]


@dataclass(frozen=True)
class Choice(OneText):
    """One of the fixed codes of the facts, or of our languages when `codes` is None."""

    control: ClassVar[str] = "choice"
    codes: type[StrEnum] | tuple[str, ...] | None


@dataclass(frozen=True)
class Named(OneText):
    """Another object of the catalogue, by its id."""

    control: ClassVar[str] = "named"
    kind: Kind


@dataclass(frozen=True)
class Inner(OneText):
    """Another part of the same object, by its id; `of` is the list it is in."""

    control: ClassVar[str] = "inner"
    of: str


@dataclass(frozen=True)
class DeadlineOfService(OneText):
    """A deadline of the service that the same row names."""

    control: ClassVar[str] = "deadline"


@dataclass(frozen=True)
class AnswerOf(OneText):
    """One answer to one question, as `question=option`."""

    control: ClassVar[str] = "answer"


@dataclass(frozen=True)
class Flag(Shape):
    """Yes or no."""

    control: ClassVar[str] = "flag"

    def show(self, plain: Any) -> bool:
        return plain in (True, "true")

    def read(self, sent: Sent, name: str) -> bool:
        return sent.text(name) != ""

    def write(self, typed: bool, name: str) -> Iterator[tuple[str, str]]:
        if typed:
            yield name, "yes"

    def plain(self, typed: bool) -> bool:
        return typed


@dataclass(frozen=True)
class Several(Shape):
    """Any number of choices, ticked; each is offered once, and what was chosen first stands first."""

    control: ClassVar[str] = "several"
    of: Choice | Named | Inner

    def show(self, plain: Any) -> list[str]:
        return [str(item) for item in dict.fromkeys(plain)] if plain else []

    def read(self, sent: Sent, name: str) -> list[str]:
        return list(dict.fromkeys(sent.texts(name)))

    def write(self, typed: list[str], name: str) -> Iterator[tuple[str, str]]:
        yield from ((name, item) for item in typed)

    def plain(self, typed: list[str]) -> Any:
        return typed or ABSENT


@dataclass(frozen=True)
class Lines(OneText):
    """A list of texts, one on a line."""

    control: ClassVar[str] = "remark"

    def show(self, plain: Any) -> str:
        return "\n".join(plain) if plain else ""

    def plain(self, typed: str) -> Any:
        return [line.strip() for line in typed.split("\n") if line.strip()] or ABSENT


@dataclass(frozen=True)
class Joined(Shape):
    """What the plain form writes as one phrase and a form asks for in several controls, the first of them leading."""

    parts: ClassVar[tuple[str, ...]]
    first: ClassVar[dict[str, str]]
    """What the controls hold while there is no value."""

    def show(self, plain: Any) -> dict[str, str]:
        if plain is ABSENT or plain is None:
            return dict(self.first)
        words = str(plain).split(" ", len(self.parts) - 1)
        return {**self.first, **dict(zip(self.parts, words, strict=False))}

    def read(self, sent: Sent, name: str) -> dict[str, str]:
        return {part: sent.text(f"{name}-{part}") for part in self.parts}

    def write(self, typed: dict[str, str], name: str) -> Iterator[tuple[str, str]]:
        yield from ((f"{name}-{part}", typed[part]) for part in self.parts)

    def plain(self, typed: dict[str, str]) -> Any:
        if not typed[self.parts[0]]:
            return ABSENT
        return " ".join(typed[part] for part in self.parts).strip()

    def locate(self, typed: Any, name: str, location: Location) -> str:
        return f"{name}-{self.parts[0]}"


@dataclass(frozen=True)
class Span(Joined):
    """A span of time: a number and a unit."""

    control: ClassVar[str] = "span"
    parts: ClassVar[tuple[str, ...]] = ("number", "unit")
    first: ClassVar[dict[str, str]] = {"number": "", "unit": Unit.DAYS.value}


@dataclass(frozen=True)
class Point(Joined):
    """A point in time: a span, before or after, and what it is counted from; `of` is a list of steps, if any."""

    control: ClassVar[str] = "point"
    parts: ClassVar[tuple[str, ...]] = ("number", "unit", "side", "anchor")
    first: ClassVar[dict[str, str]] = {"number": "", "unit": Unit.DAYS.value, "side": "after", "anchor": "event"}
    of: str | None = None


@dataclass(frozen=True)
class DayAndClock(Joined):
    """A day with a time of day."""

    control: ClassVar[str] = "moment"
    parts: ClassVar[tuple[str, ...]] = ("day", "clock")
    first: ClassVar[dict[str, str]] = {"day": "", "clock": ""}

    def plain(self, typed: dict[str, str]) -> Any:
        return f"{typed['day']} {typed['clock']}".strip() or ABSENT
