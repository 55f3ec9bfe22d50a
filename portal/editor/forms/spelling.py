"""Values of facts spelled out for reading, and paths into them: for lists of what two people changed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from portal.editor.forms.changes import Changed
from portal.editor.forms.conditions import Rule
from portal.editor.forms.groups import Group, Many
from portal.editor.forms.shapes import ABSENT, Choice, Day, Flag, Inner, Named, Several, Shape
from portal.editor.forms.view import FormView, written_day
from portal.formats import enumeration


def name_of_path(view: FormView, path: str) -> str:
    """Return what a path such as `fees.standard.amounts` is called, from the outside in."""
    shape: Shape = view.form
    names: list[str] = []
    lists: list[str] = []
    for step in path.removesuffix(" (order)").split("."):
        if isinstance(shape, Group) and (field := shape.field(step)):
            names.append(view.label(shape.model, step))
            shape = field.shape
            lists.append(step)
        else:
            names.append((lists and view.said(lists[-1], step)) or _name_of_row(view, shape, step))
            shape = shape.item if isinstance(shape, Many) else shape
    if path.endswith(" (order)"):
        names.append(gettext("order"))
    return " › ".join(names)


def _name_of_row(view: FormView, shape: Shape, step: str) -> str:
    """Return what a row is called that no words name: by what it names in the catalogue, or by the day it begins."""
    fields = shape.item.fields if isinstance(shape, Many) and isinstance(shape.item, Group) else ()
    kinds = [field.shape.kind for field in fields if isinstance(field.shape, Named)]
    titles = (view.choices_of_catalogue.title(kind, step) for kind in kinds)
    return next((title for title in titles if title), written_day(step))


def shape_of_path(view: FormView, path: str) -> Shape | None:
    """Return the shape that stands at a path, or None when it is not known."""
    shape: Shape = view.form
    for step in path.split("."):
        if isinstance(shape, Group):
            field = shape.field(step)
            if field is None:
                return None
            shape = field.shape
        elif isinstance(shape, Many):
            shape = shape.item
        else:
            return None
    return shape


def spell(view: FormView, shape: Shape | None, plain: Any) -> str:
    """Return a value in its plain form as words, one line for each of its fields; empty for none."""
    if plain is None or plain is ABSENT:
        return ""
    match shape:
        case Group() if isinstance(plain, dict):
            lines = [
                gettext("%(field)s: %(value)s", field=view.label(shape.model, field.name), value=said)
                for field in shape.fields
                if (said := spell(view, field.shape, plain.get(field.name)))
            ]
            return "\n".join(lines)
        case Many() if isinstance(plain, list):
            return "\n".join(spell(view, shape.item, each) for each in plain)
        case Several() if isinstance(plain, list):
            return "\n".join(spell(view, shape.of, each) for each in plain)
        case Named() | Choice() | Inner():
            return dict(view.choices(shape, None)).get(str(plain), str(plain))
        case Day():
            return written_day(str(plain))
        case Flag():
            return gettext("Yes") if plain in (True, "true") else gettext("No")
        case Rule() if isinstance(plain, dict):
            return _condition(view, plain)
        case Changed() if isinstance(plain, dict):
            return view.title_of_change(shape.show(plain))
    if isinstance(plain, list):
        return "\n".join(str(each) for each in plain)
    return str(plain)


def _condition(view: FormView, plain: dict[str, Any]) -> str:
    lines = []
    for test, value in plain.items():
        if test == "is":
            lines += [_answers(view, question, options) for question, options in value.items()]
            continue
        said = dict(view.tests()).get(test, test)
        if test in ("before", "after", "within"):
            shown = dict(view.places()).get(value, value) if test == "within" else value
            lines.append(gettext("%(field)s: %(value)s", field=said, value=shown))
            continue
        parts = [value] if isinstance(value, dict) else value
        inner = "\n".join(_condition(view, part) for part in parts)
        lines.append(gettext("%(field)s: %(value)s", field=said, value="\n" + inner))
    return "\n".join(lines)


def _answers(view: FormView, question: str, options: Any) -> str:
    known = dict(view.choices_of_catalogue.options.get(question, ()))
    given = [options] if isinstance(options, str) else list(options or ())
    shown = enumeration([known.get(option, option) for option in given], alternatives=True)
    return gettext("%(field)s: %(value)s", field=view.question(question), value=shown)
