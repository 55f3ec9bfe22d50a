"""What the rules of content find wrong, told to editors: sentences in their language, beside the control."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext

from catalogue.facts import Kind
from catalogue.queries.facts_problems import FactsProblem
from furniture.labels import N_
from portal.editor.forms.faults import FORM, NOT_FOUND, SAME_NAME, Faults, add
from portal.editor.forms.groups import Group, Many, inside
from portal.editor.forms.shapes import Shape
from portal.editor.forms.view import FormView, written_day

SENTENCES: tuple[tuple[str, str], ...] = (
    (r"There is no “.*” among the ", NOT_FOUND),
    (r"There is no [a-z ]+ “", NOT_FOUND),
    (r"The question “.*” has no option “", NOT_FOUND),
    (r"The service has no “", NOT_FOUND),
    (r"The service has “.*” already", SAME_NAME),
    (r"The id is given twice", SAME_NAME),
    (r"“.*” is reserved", N_("Addresses use this word for something else.")),
    (r"It lies in itself: (?P<circle>.*)\.$", N_("It belongs to itself: %(circle)s")),
    (r"The condition contradicts itself", N_("Nobody can meet this condition.")),
    (r"This branch of the condition contradicts itself", N_("Nobody can meet this part of the condition.")),
    (r"The fee has no law", N_("A fee of the state needs its legal basis.")),
    (
        r"No amount is told for the days after (?P<day>.*)\.$",
        N_("No amount is given for the days after %(day)s. Close the gap, or say that it is not known."),
    ),
    (
        r"The period overlaps the one from (?P<day>.*)\.$",
        N_("This period overlaps the one from %(day)s. End the earlier one the day before."),
    ),
    (
        r"The fee has no amount from (?P<day>.*) on",
        N_("There is no amount from %(day)s on. Add a period, or tick that it is no longer asked for."),
    ),
    (
        r"The service “.*” does not give it out",
        N_("This service does not give the document. Add it there to what one gets."),
    ),
    (r"It names no document", N_("Name the document, or choose another kind of result.")),
    (r"The payment has no amount", N_("A payment needs an amount.")),
    (r"The documents go round in a circle: (?P<circle>.*)\.$", N_("Documents go round in a circle: %(circle)s")),
    (r"The steps go round in a circle: (?P<circle>.*)\.$", N_("Steps go round in a circle: %(circle)s")),
    (r"It waits for “(?P<step>.*)”, which", N_("It waits for “%(step)s”, which comes in a later stage.")),
    (
        r"It depends on the question “(?P<question>.*)”, which",
        N_("It depends on a question that is not asked here: %(question)s"),
    ),
    (r"Nobody reaches this question: it depends on its own answer", N_("This question depends on its own answer.")),
    (
        r"Nobody reaches this ",
        N_("Nobody gets here: what it depends on is asked only when it cannot be so."),
    ),
    (r"The question “.*” is asked twice", N_("This question is asked twice.")),
    (r"Nothing depends on the question", N_("Nothing depends on this question.")),
    (r"The stage has no step", N_("This stage has no step.")),
    (
        r"Kind and group do not fit",
        N_("Steps that are one of several ways need a group; others have none."),
    ),
    (r"The deadline says neither", N_("Say until when, or from when.")),
    (
        r"The service is in no life event",
        N_("Nobody comes upon this service: it has no target group and is in no life event."),
    ),
    (r"The mobile unit has no timetable", N_("A mobile unit needs its stops.")),
    (r"The office has no hours", N_("An office needs opening hours.")),
    (r"The national value of .* is not", N_("The national rule has changed since this was written.")),
    (
        r"(?P<name>\{.*\}) (?:names|means)",
        N_("Published words (%(section)s) still speak of %(name)s. Leave it in the facts, or change them first."),
    ),
)
"""What the rules say, as patterns, and what editors are told; the first that fits."""

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
    """Return a problem in the language of the page; what no pattern knows stays as the rules say it."""
    for pattern, phrase in SENTENCES:
        found = re.match(pattern, problem.problem)
        if found:
            values = {name: written_day(text) if name == "day" else text for name, text in found.groupdict().items()}
            values.update({"section": problem.field} if problem.in_words else {})
            return gettext(phrase, **values) if values else gettext(phrase)
    return problem.problem


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
