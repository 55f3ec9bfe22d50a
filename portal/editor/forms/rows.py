"""What the buttons of a form do to what was typed – add, remove, move a row – and the ids that new parts get."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from catalogue.facts.base import ID_PATTERN, Facts
from catalogue.facts.document import Requirement
from catalogue.facts.labels import Option
from catalogue.facts.life_event import ExamplePerson, LifeEventStep, Stage
from catalogue.facts.money import Fee, Waiver
from catalogue.facts.office import DatedHours, Stop
from catalogue.facts.place import Holiday
from catalogue.facts.service import (
    Channel,
    Criterion,
    Deadline,
    FileReference,
    Output,
    ServiceStep,
    SpecialCase,
    Time,
)
from portal.editor.forms.changes import Changed
from portal.editor.forms.groups import Group, Many, inside
from portal.editor.forms.shapes import Shape

REDRAW = "redraw"
"""The button that changes nothing: what was chosen gets the controls that belong to it."""

PROPOSALS: dict[type[Facts], tuple[tuple[str, ...], str]] = {
    Channel: (("kind",), "channel"),
    Requirement: (("document",), "document"),
    Fee: ((), "fee"),
    Waiver: ((), "waiver"),
    Time: ((), "time"),
    Deadline: ((), "deadline"),
    ServiceStep: ((), "step"),
    SpecialCase: ((), "case"),
    Criterion: ((), "criterion"),
    Output: (("document", "kind"), "output"),
    FileReference: (("type",), "file"),
    Stage: ((), "stage"),
    LifeEventStep: (("service",), "step"),
    ExamplePerson: (("place",), "person"),
    Option: ((), "option"),
    Stop: (("place",), "stop"),
    DatedHours: ((), "days"),
    Holiday: ((), "holiday"),
}
"""From which of its fields a part may be called, and what it is called otherwise."""


class NoSuchButton(Exception):
    """No button of this form says so."""


def press(form: Group, typed: dict[str, Any], button: str, chosen: str = "") -> str:
    """Do what a button says, such as `add:fees` or `up:fees-1-amounts-2`, and return the name of what to show next.

    `chosen` is what the select beside an add button says. Raises `NoSuchButton`.
    """
    if button == REDRAW:
        return ""
    verb, _, name = button.partition(":")
    if verb == REDRAW:
        return f"{name}-test"
    if verb == "add":
        many, rows = _many_at(form, typed, name)
        row = many.item.begin(chosen) if isinstance(many.item, Changed) else many.blank()
        if row is None:
            return name
        rows.append(row)
        return _landing(name, len(rows) - 1)
    above, _, number = name.rpartition("-")
    many, rows = _many_at(form, typed, above)
    if not (number.isascii() and number.isdecimal() and int(number) < len(rows)):
        raise NoSuchButton(button)
    return _move(verb, rows, above, int(number))


def _move(verb: str, rows: list[Any], name: str, number: int) -> str:
    match verb:
        case "remove":
            del rows[number]
            return _landing(name, min(number, len(rows) - 1)) if rows else name
        case "up" | "down":
            other = min(max(number + (1 if verb == "down" else -1), 0), len(rows) - 1)
            rows[number], rows[other] = rows[other], rows[number]
            return _landing(name, other)
    raise NoSuchButton(verb)


def _landing(name: str, number: int) -> str:
    """Return what of a row takes the focus: in a condition, where nothing folds, its first control."""
    first = {"asked": "question", "parts": "test"}.get(name.rpartition("-")[2])
    row = inside(name, number)
    return f"{row}-{first}" if first else row


def _many_at(form: Group, typed: dict[str, Any], name: str) -> tuple[Many, list[Any]]:
    shape: Shape = form
    held: Any = typed
    try:
        for step in name.split("-"):
            shape, held = shape.descend(held, step)
    except (KeyError, StopIteration) as fault:
        raise NoSuchButton(name) from fault
    if not isinstance(shape, Many):
        raise NoSuchButton(name)
    return shape, held


def give_ids(form: Group, typed: dict[str, Any], used: Mapping[str, Collection[str]]) -> None:
    """Give every part without an id one that no part of its list has, or ever had.

    `used` holds, by the name of a list, the ids that are, or were, in use.
    """
    for name, rows in _lists_with_ids(form, typed):
        taken = {row["id"] for row, _ in rows} | set(used.get(name, ()))
        for row, group in rows:
            if row["id"] == "":
                row["id"] = _free(_proposal(group, row), taken)
                taken.add(row["id"])


def _lists_with_ids(form: Group, typed: dict[str, Any]) -> Iterator[tuple[str, list[tuple[dict[str, Any], Group]]]]:
    for field in form.fields:
        shape = field.shape
        if isinstance(shape, Many) and isinstance(shape.item, Group) and shape.item.field("id"):
            yield field.name, [(row, shape.item) for row in typed[field.name]]
        elif isinstance(shape, Many) and isinstance(shape.item, Changed):
            added: dict[str, list[tuple[dict[str, Any], Group]]] = {}
            for row in typed[field.name]:
                if row["verb"] == "add" and row["fields"]:
                    added.setdefault(row["list"], []).append((row["fields"], shape.item.group(row["list"])))
            yield from added.items()


def _proposal(group: Group, row: dict[str, Any]) -> str:
    fields, noun = PROPOSALS[group.model]
    return next((row[field] for field in fields if re.fullmatch(ID_PATTERN, row[field])), noun)


def _free(proposal: str, taken: Collection[str]) -> str:
    number, free = 2, proposal[:60]
    while free in taken:
        free = f"{proposal[:56]}-{number}"
        number += 1
    return free
