"""What the rules of content find wrong, told to editors: sentences in their language, beside the control."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from catalogue.facts import Kind
from catalogue.facts.words import PLACEHOLDER
from catalogue.queries.facts_problems import FactsProblem
from furniture.labels import N_
from portal.editor.forms.faults import FORM, Faults, add
from portal.editor.forms.groups import Group, Many, inside
from portal.editor.forms.shapes import Shape
from portal.editor.forms.view import FormView
from portal.editor.problems import told_problem

SPOKEN_OF = N_("Published words (%(section)s) still speak of %(name)s. Leave it in the facts, or change them first.")
ELSEWHERE = N_("In “%(title)s”: %(problem)s")


def add_problems(faults: Faults, view: FormView, kind: Kind, key: str, problems: tuple[FactsProblem, ...]) -> None:
    """Add problems beside the controls that they are about; those of other objects to the whole form."""
    for problem in problems:
        sentence = sentence_of(problem)
        if (problem.kind, problem.key) == (kind, key):
            add(faults, FORM if problem.in_words else control_of(view, problem.field), sentence)
        else:
            title = view.choices_of_catalogue.title(problem.kind, problem.key) or problem.key
            add(faults, FORM, gettext(ELSEWHERE, title=title, problem=sentence))


def sentence_of(problem: FactsProblem) -> str:
    """Return a problem in the language of the page."""
    named = PLACEHOLDER.match(problem.problem) if problem.in_words else None
    if named:
        return gettext(SPOKEN_OF, section=problem.field, name=named[0])
    return told_problem(problem.problem)


def control_of(view: FormView, field: str) -> str:
    """Return the control of a field as content files name it: `fees.standard.amounts.0.from`."""
    shape: Shape = view.form
    held: Any = view.typed
    name = ""
    for step in field.split("."):
        if isinstance(shape, Many):
            number = _row_of(held, step)
            if number is None:
                break
            shape, held, name = shape.item, held[number], inside(name, number)
        elif isinstance(shape, Group) and (found := shape.field(step)):
            shape, held, name = found.shape, held[step], inside(name, step)
        else:
            return shape.locate(held, name, (step,))
    return shape.locate(held, name, ()) if not isinstance(shape, Group | Many) else name or FORM


def _row_of(rows: list[Any], step: str) -> int | None:
    named = next((number for number, row in enumerate(rows) if isinstance(row, dict) and row.get("id") == step), None)
    if named is None and step.isdecimal() and int(step) < len(rows):
        return int(step)
    return named
