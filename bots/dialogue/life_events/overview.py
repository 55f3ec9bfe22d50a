"""The plan in a few lines: how many steps, visits and papers, what it costs, the first day; its parts by button."""

from __future__ import annotations

from bots.dialogue.answers.phrasing import together
from bots.dialogue.answers.prose import prose
from bots.dialogue.life_events.at_hand import PlanAtHand
from bots.dialogue.life_events.costs import total, unknown_note
from bots.dialogue.life_events.dates import due_line, list_dated
from bots.dialogue.life_events.papers import group_papers
from bots.dialogue.life_events.questions import list_answered, list_open
from bots.dialogue.life_events.steps import count_steps, settled_note
from bots.dialogue.reply import Block, Button, heading, listed, paragraph
from bots.dialogue.turn import button


def overview_blocks(hand: PlanAtHand) -> tuple[Block, ...]:
    """Return the plan in a few lines."""
    turn, plan = hand.turn, hand.plan
    blocks = [heading(hand.title)]
    if not plan.steps:
        return (*blocks, paragraph(turn.gettext("With these answers nothing needs to be done.")))
    if plan.place_title:
        blocks.append(paragraph(turn.gettext("Place: %(place)s", place=hand.said(plan.place_title))))
    lines = [turn.ngettext("%(num)s step", "%(num)s steps", count_steps(hand))]
    if plan.effort.visits:
        lines.append(_visits(hand))
    papers = len(group_papers(plan.bring))
    lines.append(turn.ngettext("%(num)s paper to bring", "%(num)s papers to bring", papers))
    lines += _costs(hand)
    lines.append(first_deadline(hand) or turn.gettext("No step has a day yet."))
    blocks.append(listed(*lines))
    if (settled := settled_note(hand)) is not None:
        blocks.append(paragraph(settled))
    if left := open_note(hand):
        blocks.append(paragraph(left))
    return tuple(blocks)


def _visits(hand: PlanAtHand) -> str:
    visits = hand.plan.effort.visits
    if hand.deciding:
        return hand.turn.ngettext("at least %(num)s visit", "at least %(num)s visits", visits)
    return hand.turn.ngettext("%(num)s visit", "%(num)s visits", visits)


def _costs(hand: PlanAtHand) -> list[str]:
    if not hand.plan.costs:
        return [hand.turn.gettext("Free of charge")]
    lines = []
    for cost in hand.plan.costs:
        note = unknown_note(cost, hand)
        amount = hand.turn.gettext("Total: %(amount)s", amount=total(cost, hand))
        lines.append(together((amount, note)))
    return lines


def first_deadline(hand: PlanAtHand) -> str | None:
    """Return the step whose last day comes first, or None where no day can be told."""
    for step in list_dated(hand):
        if step.due and step.due.latest:
            shown = {"title": hand.said(step.title), "day": due_line(step.due, hand)}
            return hand.turn.gettext("First deadline: “%(title)s” – %(day)s", **shown)
    return None


def open_note(hand: PlanAtHand) -> str | None:
    """Return how many questions are open, and what answering them is good for."""
    left = len(list_open(hand))
    if not left:
        return None
    count = hand.turn.ngettext("%(num)s open question", "%(num)s open questions", left)
    return together((count, hand.turn.gettext("Answer what you want: the plan becomes shorter and surer.")))


def plan_buttons(hand: PlanAtHand) -> tuple[Button, ...]:
    """Return the parts of the plan, and all that can be done with it."""
    gettext, memory = hand.turn.gettext, hand.turn.memory
    buttons = [
        button(gettext("Steps"), "plan", "steps", "1"),
        button(gettext("What to bring"), "plan", "bring"),
        button(gettext("Costs"), "plan", "costs"),
        button(gettext("Dates"), "plan", "dates"),
        button(gettext("What is next"), "plan", "next"),
    ]
    if waiting := list_open(hand):
        buttons.append(button(gettext("Answer the open questions"), "ask", waiting[0]))
    buttons.append(button(gettext("Calendar file"), "calendar"))
    buttons.append(button(gettext("Print"), "print"))
    if memory.reminders:
        buttons.append(button(gettext("Stop reminders"), "remind", "off"))
    else:
        buttons.append(button(gettext("Remind me"), "remind", "on"))
    if list_answered(hand):
        buttons.append(button(gettext("Change answers"), "ask"))
    buttons.append(hand.portal_button())
    return tuple(buttons)


def gentle_blocks(hand: PlanAtHand) -> tuple[Block, ...]:
    """Return what comes first of a sensitive plan: gentle words, and where to find comfort and help."""
    gettext = hand.turn.gettext
    words = paragraph(gettext("Take all the time you need. You can skip every question and stop at any moment."))
    support = hand.pathway.wording.text("support")
    if support is None:
        return (words,)
    return (words, heading(gettext("Where to find comfort and help now")), *prose(support, hand.turn.language))
