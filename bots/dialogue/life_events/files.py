"""The files of a plan: its days for a calendar, and all of it to print."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from bots.dialogue.life_events.at_hand import PlanAtHand
from bots.dialogue.life_events.dates import list_dated
from bots.dialogue.life_events.printed import print_plan
from bots.dialogue.life_events.questions import list_open
from bots.dialogue.life_events.showing import ask
from bots.dialogue.reply import Answer, Attachment, Intent, paragraph
from bots.dialogue.turn import Outcome, button
from bots.dialogue.utterance import Action
from catalogue.plans.conditions import EVENT_DATE

DAY_FOR_CALENDAR = Action("date", ("calendar",))
"""What is awaited when the day of the event is asked for because the person wants a calendar."""


def send_calendar(hand: PlanAtHand) -> Outcome:
    """Send the days of the plan as a calendar; without the date of the event it is asked for.

    The entries of a sensitive plan have neutral titles and lead to the home page, since others may see them.
    """
    # Few ask for a calendar, and its library is heavy.
    from catalogue.plans.calendar import calendar

    turn, gettext = hand.turn, hand.turn.gettext
    dated = list_dated(hand) or [step for step in hand.plan.steps if step.ready_by]
    if not dated and hand.plan.event_date is None and EVENT_DATE in list_open(_asking_again(hand)):
        asked = ask(hand, EVENT_DATE, before=(paragraph(gettext("For a calendar I need this day:")),))
        return asked.remembering(awaiting=DAY_FOR_CALENDAR)
    if not dated:
        return _say(hand, gettext("No step of your plan has a day that could go into a calendar."))
    content = calendar(
        hand.plan,
        page_address=f"{turn.base}/{turn.language}/" if hand.sensitive else hand.address,
        host=urlsplit(turn.base).hostname or "",
        now=turn.reading.now,
        neutral_title=gettext("Reminder"),
        answer_title=lambda step: gettext("Answer due: %(step)s", step=step),
    )
    title = gettext("Reminder") if hand.sensitive else gettext("The dates of your plan")
    text = gettext("Open this file to put the dates into your own calendar.")
    if hand.sensitive:
        text = f"{text} {gettext('The entries have neutral titles.')}"
    return _say(hand, text, Attachment("plan.ics", "text/calendar", content, title))


def send_print(hand: PlanAtHand) -> Outcome:
    """Send the whole plan as one page to print or to keep."""
    gettext = hand.turn.gettext
    title = gettext("Your plan, to print")
    content = print_plan(hand).encode()
    return _say(hand, gettext("Open this file to print or to keep your plan."), Attachment(
        "plan.html", "text/html", content, title
    ))  # fmt: skip


def _asking_again(hand: PlanAtHand) -> PlanAtHand:
    """Return the plan as if nothing had been skipped: who wants a calendar wants to be asked for the day."""
    return replace(hand, turn=hand.turn.remembering(skipped=()))


def _say(hand: PlanAtHand, text: str, *attachments: Attachment) -> Outcome:
    blocks = (paragraph(text), hand.source_block())
    answer = Answer(Intent.LIFE_EVENT, blocks, life_event=hand.id, sources=(hand.source,))
    show = button(hand.turn.gettext("Show the plan"), "plan")
    return Outcome(replace(hand.turn.memory, awaiting=None), (answer,), buttons=(show,), attachments=attachments)
