"""A life event as a conversation: it is opened, asks its questions one at a time, and takes free text as answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bots.dialogue.answers.phrasing import stale_notes
from bots.dialogue.hearing.days import read_day
from bots.dialogue.hearing.options import match_option, means_skip
from bots.dialogue.hearing.places import hear_place
from bots.dialogue.hearing.words import Spoken
from bots.dialogue.life_events.answering import give_answer, give_applied_day, give_date, skip_question
from bots.dialogue.life_events.at_hand import PlanAtHand, read_pathway, remembering, take_in_hand
from bots.dialogue.life_events.overview import gentle_blocks
from bots.dialogue.life_events.questions import list_open
from bots.dialogue.life_events.showing import PART_OF_INTENT, answer_parts, ask, show_overview
from bots.dialogue.life_events.switching import turn_to
from bots.dialogue.reply import Block, Button, Intent, heading, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, button
from catalogue.plans.conditions import EVENT_DATE, PLACE


def open_life_event(turn: Turn, id: str, intents: tuple[Intent, ...]) -> Outcome:
    """Open a life event, or answer questions about all of it from its plan.

    A plan of another life event is put away, with a button back to it. Raises the catalogue's errors for one that is
    gone.
    """
    turned, put_away, back = turn_to(turn, id)
    parts = tuple(dict.fromkeys(PART_OF_INTENT[intent] for intent in intents if intent in PART_OF_INTENT))
    turned = remembering(turned, id, intents or (Intent.LIFE_EVENT,))
    hand = take_in_hand(turned, id)
    outcome = _gently(hand, answer_parts(hand, parts)) if parts else _introduce(hand)
    return replace(outcome, after=(*put_away, *outcome.after), buttons=(*outcome.buttons, *back))


def _gently(hand: PlanAtHand, outcome: Outcome) -> Outcome:
    """Return an answer about a sensitive life event with gentle words before it."""
    if not hand.sensitive:
        return outcome
    first, *others = outcome.answers
    return replace(outcome, answers=(replace(first, blocks=(*gentle_blocks(hand)[:1], *first.blocks)), *others))


def _introduce(hand: PlanAtHand) -> Outcome:
    """Say what the life event is about, and ask its first question; where nothing is to ask, show the plan."""
    wording = hand.pathway.wording
    summary = wording.text("summary")
    blocks: list[Block] = [heading(hand.line(wording.title))]
    blocks += gentle_blocks(hand) if hand.sensitive else ()
    blocks += [paragraph(hand.line(summary))] if summary else []
    blocks += stale_notes(hand.turn, (wording.title, summary))
    waiting = list_open(hand)
    if not waiting:
        return show_overview(hand, before=tuple(blocks))
    blocks.append(paragraph(_how_many(hand, len(waiting))))
    source, cited = hand.about_event()
    return ask(hand, waiting[0], before=(*blocks, cited), extra=_turning_points(hand), sources=(source,))


def _how_many(hand: PlanAtHand, count: int) -> str:
    return hand.turn.ngettext(
        "One short question makes the plan fit you. You may skip it.",
        "At most %(num)s short questions make the plan fit you. You may skip any of them.",
        count,
    )


def _turning_points(hand: PlanAtHand) -> tuple[Button, ...]:
    """Return the way to the pathway that takes the place of this one where circumstances have changed."""
    if hand.pathway.facts.instead is None:
        return ()
    return (button(hand.turn.gettext("If your situation has changed"), "event", hand.pathway.facts.instead),)


def take_text(turn: Turn, text: str) -> Outcome | None:
    """Take free text as the answer to what the plan asked last; None when nothing was asked, or it is no answer."""
    awaiting = turn.memory.awaiting
    if awaiting is None or turn.memory.life_event is None or awaiting.verb not in ("answer", "date", "applied"):
        return None
    today = turn.reading.today
    if awaiting.verb == "applied":
        return _take_applied_day(turn, awaiting.arguments, read_day(text, turn.language, today, past=True))
    question = EVENT_DATE if awaiting.verb == "date" else awaiting.arguments[0] if awaiting.arguments else ""
    if means_skip(text, turn.language):
        return skip_question(turn, question)
    if question == EVENT_DATE:
        # What a sensitive life event is about has happened.
        happened = read_pathway(turn)[0].facts.sensitive
        return _take_date(turn, read_day(text, turn.language, today, past=happened))
    if question == PLACE:
        heard = hear_place(Spoken(text, turn.language), turn.reading)
        return None if heard is None else give_answer(turn, PLACE, heard.place, noted=True)
    asked = next((one for one in take_in_hand(turn).plan.questions if one.id == question), None)
    option = match_option(text, asked, turn.language) if asked else None
    return None if option is None else give_answer(turn, question, option, noted=True)


def _take_date(turn: Turn, day: date | None) -> Outcome | None:
    try:
        return None if day is None else give_date(turn, day, noted=True)
    except NotUnderstood:
        return None


def _take_applied_day(turn: Turn, arguments: tuple[str, ...], day: date | None) -> Outcome | None:
    try:
        return None if day is None or not arguments else give_applied_day(turn, arguments[0], day)
    except NotUnderstood:
        return None
