"""What a publication would refuse in facts, beside the field: what they refuse themselves, and what leads nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext

from catalogue.facts import Service, Variant
from catalogue.facts.merge import CannotMerge, merge
from portal.editor.forms.changes import Changed
from portal.editor.forms.conditions import Answers, Rule
from portal.editor.forms.faults import NOT_FOUND, SAME_NAME, Faults, add, add_refused, faults_of, in_order
from portal.editor.forms.groups import Group, Many, inside
from portal.editor.forms.shapes import DeadlineOfService, Inner, Named, Several, Shape
from portal.editor.forms.view import FormView

Leaf = tuple[str, Shape, Any, dict[str, Any]]
"""The name of a control, its shape, what was typed, and the row that it stands in."""


def find_faults(view: FormView, body: dict[str, Any], service: Service | None = None) -> Faults:
    """Return everything that is wrong with facts, by control, in the order of the form.

    `service` is what a variant belongs to.
    """
    faults = faults_of(view.form, view.typed, body)
    for name, shape, typed, row in _leaves(view.form, view.typed, "", {}):
        if _leads_nowhere(view, shape, typed, row):
            add(faults, name, gettext(NOT_FOUND))
    for name in _doubles(view.form, view.typed, ""):
        add(faults, name, gettext(SAME_NAME))
    if service is not None and not faults:
        _try_changes(faults, view, body, service)
    return in_order(faults, list(view.names()))


def _leads_nowhere(view: FormView, shape: Shape, typed: Any, row: dict[str, Any]) -> bool:
    match shape:
        case Named() | Inner() | DeadlineOfService():
            return typed != "" and typed not in dict(view.choices(shape, row))
        case Several() if isinstance(shape.of, Named | Inner):
            return not set(typed) <= set(dict(view.choices(shape.of, row)))
        case Answers():
            known = view.choices_of_catalogue.options.get(row["question"], ())
            return not set(typed) <= set(dict(known))
    return False


def _leaves(shape: Shape, typed: Any, name: str, row: dict[str, Any]) -> Iterator[Leaf]:
    """Yield every single control within."""
    match shape:
        case Group():
            for field in shape.fields:
                yield from _leaves(field.shape, typed[field.name], inside(name, field.name), typed)
        case Many():
            for number, each in enumerate(typed):
                yield from _leaves(shape.item, each, inside(name, number), row)
        case Changed():
            if typed["fields"]:
                yield from _leaves(shape.group(typed["list"]), typed["fields"], inside(name, "fields"), row)
        case Rule():
            yield from _tests(shape, typed, name)
        case _:
            yield name, shape, typed, row


def _tests(shape: Rule, typed: dict[str, Any], name: str) -> Iterator[Leaf]:
    match typed["test"]:
        case "is":
            yield from _leaves(shape.descend(typed, "asked")[0], typed["asked"], inside(name, "asked"), {})
        case "within":
            yield inside(name, "place"), shape.place, typed["place"], {}
        case "all" | "any" | "not":
            yield from _leaves(shape.descend(typed, "parts")[0], typed["parts"], inside(name, "parts"), {})


def _doubles(form: Group, typed: dict[str, Any], name: str) -> Iterator[str]:
    """Yield the controls that hold an id that another row of the list has, too."""
    for field in form.fields:
        shape = field.shape
        if isinstance(shape, Many) and isinstance(shape.item, Group) and shape.item.field("id"):
            rows = typed[field.name]
            counted = Counter(row["id"] for row in rows)
            for number, row in enumerate(rows):
                if row["id"] and counted[row["id"]] > 1:
                    yield inside(inside(inside(name, field.name), number), "id")


def _try_changes(faults: Faults, view: FormView, body: dict[str, Any], service: Service) -> None:
    try:
        merge(service, Variant.from_plain(body))
    except CannotMerge as refused:
        if refused.fault is not None:
            add_refused(faults, view.form, view.typed, refused.fault, ("changes", refused.change, "with"))
        else:
            add(
                faults,
                inside("changes", refused.change),
                gettext(NOT_FOUND if refused.problem == "unknown" else SAME_NAME),
            )
