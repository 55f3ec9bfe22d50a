"""What the macros of a form ask while they draw it: names, choices, faults, what is open and where the focus goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext

from catalogue.facts import Kind, Service
from catalogue.facts.base import Facts
from catalogue.facts.document import Requirement
from catalogue.facts.life_event import LifeEventStep
from catalogue.facts.service import Channel, Time
from catalogue.facts.variant import PART_LISTS
from catalogue.languages.formats import long_date
from catalogue.queries.choices import Choices
from portal.editor.forms.changes import Changed
from portal.editor.forms.codes import list_codes, list_sides, list_tests, list_units
from portal.editor.forms.faults import Faults
from portal.editor.forms.groups import Group, Many, inside
from portal.editor.forms.hints import hint_of
from portal.editor.forms.labels import label_of
from portal.editor.forms.shapes import (
    AnswerOf,
    Choice,
    Day,
    DeadlineOfService,
    Inner,
    Named,
    Point,
    Several,
    Shape,
    Span,
)
from portal.formats import enumeration
from portal.locale import page_language

Offered = list[tuple[str, str]]

REMARKED = (Requirement, Time, Channel)
"""Parts whose words are remarks, so that something else tells them from each other."""
NAMED_BY: dict[type[Facts], str] = {LifeEventStep: "service"}
"""Parts without words that one field alone can name."""


@dataclass
class FormView:
    """One form while it is drawn."""

    form: Group
    typed: dict[str, Any]
    choices_of_catalogue: Choices
    titles: Mapping[str, str] = field(default_factory=dict)
    """Sections of the words that say what a part is called."""
    inherited: Mapping[str, Offered] = field(default_factory=dict)
    """By the name of a list: parts of the service that a variant belongs to."""
    published: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By the name of a list: ids that never change any more."""
    wrong: Faults = field(default_factory=dict)
    focus: str = ""
    _codes: dict[Any, Offered] = field(default_factory=dict, repr=False)

    inside = staticmethod(inside)
    units = staticmethod(list_units)
    sides = staticmethod(list_sides)
    tests = staticmethod(list_tests)

    def label(self, model: type[Facts], name: str) -> str:
        """Return what a field is called."""
        return gettext(label_of(model, name))

    def hint(self, model: type[Facts], name: str) -> str | None:
        """Return what helps with a field, or None."""
        hint = hint_of(model, name)
        return gettext(hint) if hint else None

    def faults(self, name: str) -> list[str]:
        """Return what is wrong with a control."""
        return self.wrong.get(name, [])

    def any_fault(self, name: str) -> bool:
        """Tell whether anything within is wrong."""
        return any(other == name or other.startswith(f"{name}-") for other in self.wrong)

    def is_open(self, name: str, shape: Many, rows: list[Any]) -> bool:
        """Tell whether a row is drawn unfolded: the only one, one within another, with a fault, or just touched."""
        touched = self.focus == name or self.focus.startswith(f"{name}-")
        return touched or len(rows) == 1 or name.count("-") > 1 or self.any_fault(name)

    def is_published(self, name: str, typed: str) -> bool:
        """Tell whether the id of a part is one that never changes any more."""
        return typed in self.published.get(name.partition("-")[0], frozenset())

    def summary(self) -> list[tuple[str, str]]:
        """Return what is wrong for the top of the form: the id of a control, and where and what is wrong."""
        lines = []
        for name, sentences in self.wrong.items():
            where = self._where(name)
            for sentence in sentences:
                told = gettext("%(field)s: %(value)s", field=where, value=sentence) if where else sentence
                lines.append((name, told))
        return lines

    def lists(self) -> list[tuple[str, str, int]]:
        """Return name, label and number of rows of the lists of the form, to jump to."""
        return [
            (field.name, self.label(self.form.model, field.name), len(self.typed[field.name]))
            for field in self.form.fields
            if isinstance(field.shape, Many)
        ]

    def choices(self, shape: Shape, row: dict[str, Any] | None) -> Offered:
        """Return what a select offers."""
        match shape:
            case Choice():
                return self._named_codes(shape.codes)
            case Named():
                return list(self.choices_of_catalogue.titles.get(shape.kind, ()))
            case Inner():
                return self._parts(shape.of)
            case AnswerOf():
                return self._answers()
            case DeadlineOfService():
                return list(self.choices_of_catalogue.deadlines.get((row or {}).get("service", ""), ()))
        raise TypeError(shape)

    def _named_codes(self, codes: type[StrEnum] | tuple[str, ...] | None) -> Offered:
        # A long form has hundreds of selects over a dozen lists of codes.
        if codes not in self._codes:
            self._codes[codes] = list(list_codes(codes))
        return self._codes[codes]

    def offered(self, shape: Shape, typed: list[str], row: dict[str, Any] | None) -> Offered:
        """Return what can be ticked: what is ticked first, in its order, then the rest."""
        if isinstance(shape, Several):
            known = dict(self.choices(shape.of, row))
        else:
            known = dict(self.choices_of_catalogue.options.get((row or {}).get("question", ""), ()))
        ticked = [(value, known.get(value) or gettext("“%(id)s” (not found)", id=value)) for value in typed]
        return [*ticked, *((value, title) for value, title in known.items() if value not in typed)]

    def nothing(self, required: bool) -> str:
        """Return what a select says while nothing is chosen."""
        return gettext("Choose") if required else gettext("Nothing")

    def height(self, typed: str) -> int:
        """Return how many lines a text area shows."""
        return min(max(2, typed.count("\n") + 1 + len(typed) // 70), 8)

    def anchors(self, shape: Point) -> Offered:
        """Return what a span can be counted from."""
        fixed = [("event", gettext("the event")), ("application", gettext("the application"))]
        return [*fixed, *(self._parts(shape.of) if shape.of else [])]

    def questions(self) -> Offered:
        """Return all questions."""
        return list(self.choices_of_catalogue.titles.get(Kind.QUESTION, ()))

    def question(self, key: str) -> str:
        """Return the title of a question."""
        return self.choices_of_catalogue.title(Kind.QUESTION, key) or key

    def _answers(self) -> Offered:
        return [
            (f"{key}={option}", gettext("%(field)s: %(value)s", field=title, value=answer))
            for key, title in self.questions()
            for option, answer in self.choices_of_catalogue.options.get(key, ())
        ]

    def places(self) -> Offered:
        """Return all places."""
        return list(self.choices_of_catalogue.titles.get(Kind.PLACE, ()))

    def add_label(self, label: str) -> str:
        """Return what the button says that adds a row."""
        return gettext("Add to “%(list)s”", list=label)

    def row_title(self, shape: Many, row: Any, name: str, number: int) -> str:
        """Return what a row is called: by its words, by what it names, or by its number only."""
        title = self._title(shape.item, row, name)
        if not title:
            return gettext("Entry %(number)s", number=number)
        return gettext("%(number)s. %(title)s", number=number, title=title)

    def possible_changes(self, shape: Changed, rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """Return what a variant can still change of its service."""
        changed = {(row["list"], row["key"]) for row in rows if row["verb"] != "add"}
        offered = []
        for name in PART_LISTS:
            for key, title in self.inherited.get(name, ()):
                if (name, key) not in changed:
                    part = self._part_of_list(name, title)
                    offered.append((f"replace:{name}.{key}", gettext("Different: %(part)s", part=part)))
                    offered.append((f"remove:{name}.{key}", gettext("Does not exist: %(part)s", part=part)))
            label = self.label(Service, name)
            offered.append((f"add:{name}", gettext("Only there: something more under “%(list)s”", list=label)))
        return offered

    def names(self) -> Iterator[str]:
        """Yield the names of the controls in the order of the form."""
        yield from dict.fromkeys(name for name, _ in self.form.write(self.typed, ""))

    def _where(self, name: str) -> str:
        """Return what a control is called from the outside in: “Fees › 1. Registration › Amounts › …”."""
        shape: Shape = self.form
        held: Any = self.typed
        names: list[str] = []
        passed = ""
        for step in name.split("-"):
            label = ""
            if isinstance(shape, Group) and shape.field(step):
                label = self.label(shape.model, step)
            elif isinstance(shape, Many) and step.isdecimal() and int(step) < len(held):
                label = self.row_title(shape, held[int(step)], inside(passed, step), int(step) + 1)
            names += [label] if label else []
            passed = inside(passed, step)
            try:
                shape, held = shape.descend(held, step)
            except (KeyError, StopIteration):
                break
        return " › ".join(names)

    def _title(self, item: Shape, row: Any, name: str) -> str:
        if isinstance(item, Changed):
            return self.title_of_change(row)
        if not isinstance(item, Group):
            return ""
        list_name = name.partition("-")[0]
        key = row.get("id", "")
        said = self.said(list_name, key) if key and item.model not in REMARKED else ""
        if said:
            return said
        naming = [each for each in item.fields if each.name == NAMED_BY.get(item.model, each.name)]
        shown = [self._shown(each.shape, row[each.name]) for each in naming if each.name not in ("id", "note")]
        first = next((text for text in shown if text), "")
        if key:
            return f"{first} ({key})" if first and first != key else key
        return first

    def title_of_change(self, row: dict[str, Any]) -> str:
        """Return what a change of a variant is called."""
        key = row["key"] or (row["fields"] or {}).get("id", "")
        part = self._part_of_list(row["list"], self.said(row["list"], key) or key)
        match row["verb"]:
            case "replace":
                return gettext("Different: %(part)s", part=part)
            case "add":
                return gettext("Only there: %(part)s", part=part)
        return gettext("Does not exist: %(part)s", part=part)

    def _part_of_list(self, name: str, title: str) -> str:
        if name not in PART_LISTS:
            return title
        return f"{self.label(Service, name)} – {title}"

    def _shown(self, shape: Shape, typed: Any) -> str:
        match shape:
            case Named() | Choice() | AnswerOf() if typed:
                return dict(self.choices(shape, None)).get(typed, typed)
            case Several() if typed and isinstance(shape.of, Choice):
                known = dict(self.choices(shape.of, None))
                return enumeration([known.get(each, each) for each in typed])
            case Day() if typed:
                return written_day(typed)
            case Span() if typed["number"]:
                return f"{typed['number']} {dict(self.units()).get(typed['unit'], '')}"
        return typed if isinstance(typed, str) and not isinstance(shape, Day) else ""

    def said(self, list_name: str, key: str) -> str:
        """Return what the words of the object call a part, empty when they do not."""
        section = f"{list_name}.{key}"
        return self.titles.get(f"{section}.title") or self.titles.get(section, "")

    def _parts(self, list_name: str) -> Offered:
        rows = self.typed.get(list_name)
        own = [row for row in rows if row.get("id")] if isinstance(rows, list) else []
        shape = self.form.field(list_name)
        titles = [self._title(shape.shape.item, row, list_name) for row in own] if shape else []
        offered = [(row["id"], title or row["id"]) for row, title in zip(own, titles, strict=True)]
        return [*self.inherited.get(list_name, ()), *offered]


def written_day(text: str) -> str:
    """Return a day as the language of the page writes it; what is no day stays as it was typed."""
    try:
        return long_date(date.fromisoformat(text), page_language())
    except ValueError:
        return text
