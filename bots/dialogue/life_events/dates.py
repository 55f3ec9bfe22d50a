"""By when: the days of a plan in their order, rules in words, and what follows from being late."""

from __future__ import annotations

from datetime import date

from bots.dialogue.answers.phrasing import item, together
from bots.dialogue.life_events.at_hand import PlanAtHand
from bots.dialogue.life_events.paging import page_buttons, page_note, page_of
from bots.dialogue.reply import Block, Button, Line, heading, listed, paragraph
from catalogue.languages.formats import weekday_date
from catalogue.read_models.plan import Due, PlanStep

SETTLED = ("done", "not-for-me")
"""Ticks of steps that need nothing more."""


def day_of(step: PlanStep) -> date | None:
    """Return the last day to do a step, else the first while that is still to come."""
    due = step.due
    if due is None:
        return None
    return due.latest or (due.earliest if due.waits else None)


def due_line(due: Due, hand: PlanAtHand) -> str:
    """Return until when, as a day where it can be told, else as the rule."""
    gettext, language = hand.turn.gettext, hand.turn.language
    if due.latest is None:
        return hand.said(due.rule)
    day = gettext("By %(day)s", day=weekday_date(due.latest, language))
    parts = [gettext("Overdue"), day] if due.overdue else [day]
    if due.depends_on:
        parts.append(gettext("or later: it depends on your answers"))
    return together(parts)


def due_details(due: Due, hand: PlanAtHand) -> list[Line]:
    """Return the rule behind a day, its exceptions, and the consequence of lateness, each on a line."""
    gettext, language = hand.turn.gettext, hand.turn.language
    lines: list[Line] = []
    if due.latest:
        lines.append(hand.line(due.rule))
        if due.moved == "later":
            lines.append(Line(gettext("The last day is a day of rest, so you have until the next working day.")))
        if due.moved == "earlier":
            lines.append(Line(gettext("The last day is a day of rest, so the working day before it is the last.")))
    if due.waits:
        lines.append(Line(gettext("Not before %(day)s.", day=weekday_date(due.earliest, language))))
    if due.late:
        lines.append(Line(f"{gettext('If you are late:')} {hand.said(due.late)}"))
    for other in due.otherwise:
        by = [gettext("By %(day)s", day=weekday_date(other.latest, language))] if other.latest else []
        rule = f"{gettext('It may be this rule instead:')} {hand.said(other.rule)}"
        lines.append(Line(together([rule, *by])))
    return lines


def list_dated(hand: PlanAtHand) -> list[PlanStep]:
    """Return the steps with a day that need something still, the first day first."""
    open_steps = [step for step in hand.plan.steps if hand.plan.ticks.get(step.id) not in SETTLED]
    return sorted((step for step in open_steps if day_of(step)), key=lambda step: day_of(step) or date.max)


def date_blocks(hand: PlanAtHand, page: int) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """Return a page of days and rules, and how to turn it."""
    turn, plan = hand.turn, hand.plan
    dated = list_dated(hand)
    ruled = [step for step in plan.steps if step.due and step not in dated and plan.ticks.get(step.id) not in SETTLED]
    shown, pages, entries = page_of([*dated, *ruled], page)
    blocks = [heading(turn.gettext("Your dates"))]
    if plan.event_date is None and ruled:
        without = turn.gettext(
            "With a date you get days on the calendar; without one, rules such as “10 working days”."
        )
        blocks.append(paragraph(without))
    if entries:
        blocks.append(listed(*(_dated_line(step, hand) for step in entries)))
    else:
        blocks.append(paragraph(turn.gettext("No step of your plan has a deadline.")))
    if (note := page_note(turn, shown, pages)) is not None:
        blocks.append(paragraph(note))
    return tuple(blocks), page_buttons(turn, shown, pages, "plan", "dates")


def _dated_line(step: PlanStep, hand: PlanAtHand) -> str:
    due = step.due
    if due.latest is None and due.waits:
        gettext, day = hand.turn.gettext, weekday_date(due.earliest, hand.turn.language)
        return item(hand.turn, hand.said(step.title), [gettext("Not before %(day)s.", day=day)])
    late = f"{hand.turn.gettext('If you are late:')} {hand.said(due.late)}" if due.latest and due.late else ""
    return item(hand.turn, hand.said(step.title), [due_line(due, hand)], [late])
