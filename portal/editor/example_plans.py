"""What drafts change in the plans of example people, shown before anything is published."""

from __future__ import annotations

from datetime import date

from flask import request
from flask_babel import gettext

from catalogue.example_plans import ExamplePlans, compare_example_plans
from catalogue.facts import Kind
from catalogue.plans.comparison import Mark
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.read_models.plan import Plan
from catalogue.read_models.text import Text
from catalogue.rights import Action
from furniture.labels import N_
from portal import work
from portal.days import read_date
from portal.editor.addresses import OBJECT
from portal.editor.blueprint import editor
from portal.editor.objects import open_card
from portal.extensions import get_house
from portal.locale import page_language
from portal.staff.who import person, staff, staff_page

MARKS = {
    Mark.ADDED: N_("New"),
    Mark.REMOVED: N_("Gone"),
    Mark.CHANGED: N_("Different"),
    Mark.MOVED: N_("In another place"),
}
"""What became of a row, in a word; of one that stays as it is nothing is said."""


@editor.get(OBJECT + "plans")
@staff(Action.SEE_DRAFTS)
def example_plans(kind: str, key: str) -> str:
    """Show the plans of all example people with the object's drafts in force, on the day that the address names."""
    card = open_card(kind, key)
    typed = request.args.get("day", "").strip()
    day = read_date(typed) if typed else None
    errors = [("day", gettext("Write the day as 2026-12-31."))] if typed and day is None else []
    plans = foresee(card.kind, card.key, life_event=request.args.get("life-event"), day=day)
    return staff_page("editor/example_plans.html", card=card, plans=plans, day=typed, errors=errors)


def foresee(kind: Kind, key: str, *, life_event: str | None = None, day: date | None = None) -> ExamplePlans:
    """Return what the drafts of an object do to the plans of example people, in the language of the page."""
    return compare_example_plans(
        get_house().catalogue, work.reading(), kind, key, by=person().mail, life_event=life_event, day=day
    )


def mark_name(mark: Mark) -> str:
    """Return what became of a row, empty for one that stays as it is."""
    return gettext(MARKS[mark]) if mark in MARKS else ""


def question_said(plan: Plan, key: str) -> Text:
    """Return the question on which something depends; its id where nobody can be asked it."""
    if key == PLACE:
        return Text(gettext("Place"), page_language())
    if key == EVENT_DATE:
        return plan.event
    return next((question.text for question in plan.questions if question.id == key), Text(key, "en"))


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"mark_name": mark_name, "question_said": question_said}
