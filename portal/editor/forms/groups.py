"""Shapes that hold shapes: the fields of one model, and rows of a list that can be added, moved and removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from catalogue.facts.base import Facts
from portal.editor.forms.sent import Sent
from portal.editor.forms.shapes import ABSENT, Location, OneText, Shape


@dataclass(frozen=True)
class Field:
    """One field of a model, under the name that its plain form has."""

    name: str
    shape: Shape
    required: bool
    default: Any = ABSENT
    """The plain form of what holds when the field is left out."""

    @property
    def always(self) -> bool:
        """Tell whether there is always a value: it must be given, or there is a default."""
        return self.required or self.default is not ABSENT


@dataclass(frozen=True)
class Group(Shape):
    """The fields of one model. An optional group of which every field is blank is not there."""

    control: ClassVar[str] = "group"
    model: type[Facts]
    fields: tuple[Field, ...]
    optional: bool = False

    def show(self, plain: Any) -> dict[str, Any]:
        there = isinstance(plain, dict)
        # The defaults of a group that is not there are nobody's choice yet.
        defaults = there or not self.optional
        known = plain if there else {}
        return {
            field.name: field.shape.show(known.get(field.name, field.default if defaults else ABSENT))
            for field in self.fields
        }

    def read(self, sent: Sent, name: str) -> dict[str, Any]:
        return {field.name: field.shape.read(sent, inside(name, field.name)) for field in self.fields}

    def write(self, typed: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
        for field in self.fields:
            yield from field.shape.write(typed[field.name], inside(name, field.name))

    def plain(self, typed: dict[str, Any]) -> Any:
        values = {}
        for field in self.fields:
            value = field.shape.plain(typed[field.name])
            if value is not ABSENT and not _same(value, field.default):
                values[field.name] = value
        return ABSENT if self.optional and not self._anything(typed) else values

    def locate(self, typed: dict[str, Any], name: str, location: Location) -> str:
        for field in self.fields:
            if location and field.name == location[0]:
                return field.shape.locate(typed[field.name], inside(name, field.name), location[1:])
        return name

    def descend(self, typed: dict[str, Any], step: str) -> tuple[Shape, Any]:
        return next(field.shape for field in self.fields if field.name == step), typed[step]

    def field(self, name: str) -> Field | None:
        """Return a field by its name, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def _anything(self, typed: dict[str, Any]) -> bool:
        return any(not field.shape.is_blank(typed[field.name]) for field in self.fields)


@dataclass(frozen=True)
class Many(Shape):
    """Rows of one shape."""

    control: ClassVar[str] = "many"
    item: Shape

    def show(self, plain: Any) -> list[Any]:
        return [self.item.show(item) for item in plain] if isinstance(plain, list | tuple) else []

    def read(self, sent: Sent, name: str) -> list[Any]:
        rows = [self.item.read(sent, inside(name, row)) for row in sent.rows(name)]
        # A row of one control that was left empty says nothing.
        return [row for row in rows if row != ""] if isinstance(self.item, OneText) else rows

    def write(self, typed: list[Any], name: str) -> Iterator[tuple[str, str]]:
        for number, row in enumerate(typed):
            yield from self.item.write(row, inside(name, number))

    def plain(self, typed: list[Any]) -> Any:
        rows = [self.item.plain(row) for row in typed]
        return [None if row is ABSENT else row for row in rows] or ABSENT

    def locate(self, typed: list[Any], name: str, location: Location) -> str:
        if location and isinstance(location[0], int) and location[0] < len(typed):
            return self.item.locate(typed[location[0]], inside(name, location[0]), location[1:])
        return name

    def descend(self, typed: list[Any], step: str) -> tuple[Shape, Any]:
        if not (step.isascii() and step.isdecimal() and int(step) < len(typed)):
            raise KeyError(step)
        return self.item, typed[int(step)]

    def blank(self) -> Any:
        """Return a row in which nothing was typed yet."""
        return self.item.show({} if isinstance(self.item, Group) else ABSENT)


def inside(name: str, step: str | int) -> str:
    """Return the name of what stands within."""
    return f"{name}-{step}" if name else str(step)


def _same(value: Any, default: Any) -> bool:
    if value == default:
        return True
    return not isinstance(value, bool) and isinstance(default, int | str) and str(value) == str(default)
