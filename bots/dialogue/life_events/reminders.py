"""Reminders of a plan's days: only when asked for, by day and never at night, ended by one tap with no reason asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bots.dialogue.life_events.at_hand import PlanAtHand, remembering, take_in_hand
from bots.dialogue.life_events.dates import day_of
from bots.dialogue.life_events.next_step import list_unsettled
from bots.dialogue.life_events.overview import gentle_blocks
from bots.dialogue.life_events.showing import ask, go_on, show_overview
from bots.dialogue.life_events.steps import step_source
from bots.dialogue.reply import Answer, Block, Intent, Line, listed, paragraph
from bots.dialogue.turn import Outcome, Turn, button
from catalogue.facts.conditions import Condition
from catalogue.languages.formats import clock, weekday_date
from catalogue.plans.conditions import EVENT_DATE
from catalogue.plans.pathway import Pathway
from catalogue.read_models.plan import Plan

DAYS_BEFORE = (7, 1)
AT = time(9, 0)
"""The time of day in the country's zone."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of one step."""

    step: str
    day: date
    """The day that the step is due; where it has none, the first on which it can be done."""
    at: datetime
    """The instant at which to remind, in the country's zone."""


def list_reminders(plan: Plan, zone: ZoneInfo, *, after: datetime | None = None) -> tuple[Reminder, ...]:
    """Return all reminders of a plan in the order of their instants; those up to `after` are left out.

    A step that is ticked, or an alternative to one that is done or under way, is not reminded of. That the person
    wishes to be reminded is for the caller to know.
    """
    reminders = [
        Reminder(step.id, day, datetime.combine(day - timedelta(days=before), AT, zone))
        for step in list_unsettled(plan)
        if (day := day_of(step)) is not None and date.min + timedelta(days=8) < day
        for before in DAYS_BEFORE
    ]
    wanted = (reminder for reminder in reminders if after is None or reminder.at > after)
    return tuple(sorted(wanted, key=lambda reminder: (reminder.at, reminder.step)))


def reminders_of(turn: Turn) -> tuple[Reminder, ...]:
    """Return the reminders that this conversation is still to get; none unless they were asked for."""
    if not turn.memory.reminders or turn.memory.life_event is None or turn.memory.event_date is None:
        return ()
    return list_reminders(take_in_hand(turn).plan, turn.reading.country.zone, after=turn.reading.now)


def say_reminder(turn: Turn, reminder: Reminder) -> Outcome:
    """Return a reminder in words. Of a sensitive plan it says nothing that a glance at the screen would tell.

    Raises `NotUnderstood` where the plan has no such step any more.
    """
    hand = take_in_hand(turn)
    step = hand.step(reminder.step)
    day = weekday_date(reminder.day, turn.language)
    stop = button(turn.gettext("Stop reminders"), "remind", "off")
    if hand.sensitive:
        text = turn.gettext("Reminder: you wanted to think of %(day)s.", day=day)
        shown = button(turn.gettext("Show"), "step", step.id)
        return Outcome(turn.memory, (Answer(Intent.REMINDERS, (paragraph(text),)),), buttons=(shown, stop))
    lines = [turn.gettext("Reminder: “%(title)s”", title=hand.said(step.title))]
    if step.due and step.due.latest:
        lines.append(turn.gettext("By %(day)s", day=day))
        if step.due.late:
            lines.append(f"{turn.gettext('If you are late:')} {hand.said(step.due.late)}")
    else:
        lines.append(turn.gettext("Not before %(day)s.", day=day))
    if step.applies == "depends":
        lines.append(turn.gettext("Whether this is for you depends on your answers."))
    source, cited = step_source(step, hand)
    answer = Answer(
        Intent.REMINDERS,
        (paragraph(*lines), cited),
        service=step.service,
        life_event=hand.id,
        sources=(source,),
    )
    buttons = (
        button(turn.gettext("Done"), "tick", step.id, "done"),
        button(turn.gettext("What is next"), "plan", "next"),
        stop,
        button(turn.gettext("My situation has changed"), "remind", "changed"),
    )
    return Outcome(turn.memory, (answer,), buttons=buttons)


def begin_reminders(turn: Turn) -> Outcome:
    """Begin to remind, as the person asked; without the date of the event it is asked for first.

    Who has no plan yet is told what there is to remind of, and where a plan begins.
    """
    if turn.memory.life_event is None:
        text = turn.gettext("I can remind you of the days of your plan. First choose what it is about.")
        choose = button(turn.gettext("Life events"), "life_events", "1")
        return Outcome(turn.memory, (Answer(Intent.REMINDERS, (paragraph(text),)),), buttons=(choose,))
    hand = take_in_hand(turn)
    turned = remembering(hand.turn, hand.id, (Intent.REMINDERS,))
    hand = replace(hand, turn=turned)
    if hand.plan.event_date is None:
        why = paragraph(turn.gettext("To remind you in time I need this day:"))
        return ask(hand, EVENT_DATE, before=(why,))
    coming = list_reminders(hand.plan, turn.reading.country.zone, after=turn.reading.now)
    show = button(turn.gettext("Show the plan"), "plan")
    if not coming:
        text = paragraph(turn.gettext("Your plan has no day that I could remind you of."))
        memory = replace(turned.memory, intents=(Intent.LIFE_EVENT.value,))
        return Outcome(memory, (Answer(Intent.REMINDERS, (text,), life_event=hand.id),), buttons=(show,))
    at = clock(AT, turn.language)
    text = turn.gettext("I will remind you 7 days and 1 day before each of these days, at %(time)s:", time=at)
    blocks = [paragraph(text), listed(*_days_of(coming, hand)), hand.source_block()]
    if hand.sensitive:
        blocks.append(paragraph(turn.gettext("The reminders will not say what they are about.")))
    memory = replace(turned.memory, reminders=True)
    answer = Answer(Intent.REMINDERS, tuple(blocks), life_event=hand.id, sources=(hand.source,))
    stop = button(turn.gettext("Stop reminders"), "remind", "off")
    changed = button(turn.gettext("My situation has changed"), "remind", "changed")
    return Outcome(memory, (answer,), buttons=(stop, changed, show))


def _days_of(reminders: tuple[Reminder, ...], hand: PlanAtHand) -> list[Line]:
    steps = dict.fromkeys((reminder.day, reminder.step) for reminder in reminders)
    return [
        Line(f"{weekday_date(day, hand.turn.language)} – {hand.said(hand.step(step).title)}")
        for day, step in sorted(steps)
    ]


def end_reminders(turn: Turn) -> Outcome:
    """End all reminders at once; no reason is asked."""
    memory = replace(turn.memory, reminders=False, awaiting=None)
    text = turn.gettext("All reminders have ended. I will not write again unless you do.")
    shown = (button(turn.gettext("Show the plan"), "plan"),) if memory.life_event else ()
    return Outcome(memory, (Answer(Intent.STOP, (paragraph(text),)),), buttons=shown)


def ended_when_sensitive(turn: Turn) -> tuple[Block, ...]:
    """Return what is said when a plan has just become sensitive: no reminder of before may come after it."""
    return (paragraph(turn.gettext("All reminders have ended.")),) if turn.memory.reminders else ()


def change_circumstances(turn: Turn) -> Outcome:
    """End all reminders, and go where the plan goes when things turned out otherwise.

    That is the life event that takes this one's place; else the one answer that makes the plan a sensitive one, where
    there is only one other; else the question that decides it is asked again.
    """
    hand = take_in_hand(turn)
    turned = turn.remembering(reminders=False, awaiting=None, intents=(Intent.LIFE_EVENT.value,))
    ended = (paragraph(turn.gettext("All reminders have ended.")),)
    facts = hand.pathway.facts
    if facts.instead is not None:
        # Opening is a room further in; its door is only known here.
        from bots.dialogue.life_events.talk import open_life_event

        opened = open_life_event(turned, facts.instead, (Intent.LIFE_EVENT,))
        return replace(opened, after=(*ended, *opened.after))
    if hand.sensitive:
        return show_overview(take_in_hand(turned), before=(*gentle_blocks(hand), *ended))
    question, option = sensitive_answer(hand.pathway)
    if question is None:
        return go_on(take_in_hand(turned), before=ended)
    if option is None:
        return ask(take_in_hand(turned), question, before=ended)
    # The day of the plan before, such as an expected one, is not the day of what happened.
    changed = turned.remembering(answers={**turned.memory.answers, question: option}, event_date=None)
    after = take_in_hand(changed)
    return show_overview(after, before=(*gentle_blocks(after), *ended))


def sensitive_answer(pathway: Pathway) -> tuple[str | None, str | None]:
    """Return the question that decides whether a plan is sensitive, and the answer where there is one other only.

    With more than one other answer nobody can tell what changed; then the question has to be asked.
    """
    found = _tests(pathway.facts.sensitive_when)
    for question, options in found.items():
        asked = pathway.questions.get(question)
        if asked is None:
            continue
        others = [option.id for option in asked.facts.options if option.id not in options]
        certain = len(found) == 1 and len(options) == 1 and len(others) == 1
        return question, options[0] if certain else None
    return None, None


def _tests(condition: Condition | None) -> dict[str, tuple[str, ...]]:
    if condition is None:
        return {}
    found = dict(condition.is_ or {})
    for inner in (*(condition.all or ()), *(condition.any or ())):
        found |= _tests(inner)
    return found
