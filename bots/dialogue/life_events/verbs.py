"""What the buttons of a life event do: each verb reads its arguments and opens the door to the room that acts."""

from __future__ import annotations

from datetime import date

from bots.dialogue.life_events.answering import give_answer, give_applied_day, give_date, skip_question
from bots.dialogue.life_events.at_hand import take_in_hand
from bots.dialogue.life_events.files import send_calendar, send_print
from bots.dialogue.life_events.hand_off import start
from bots.dialogue.life_events.paging import read_page
from bots.dialogue.life_events.questions import list_answered
from bots.dialogue.life_events.reminders import begin_reminders, change_circumstances, end_reminders
from bots.dialogue.life_events.showing import ask, list_answers, show_overview, show_part, show_step
from bots.dialogue.life_events.talk import open_life_event
from bots.dialogue.life_events.ticking import tick_step
from bots.dialogue.reply import Intent
from bots.dialogue.turn import Handler, NotUnderstood, Outcome, Turn


def _event(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    (id,) = _exactly(arguments, 1)
    return open_life_event(turn, id, (Intent.LIFE_EVENT,))


def _answer(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    question, option = _exactly(arguments, 2)
    return give_answer(turn, question, option)


def _skip(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    (question,) = _exactly(arguments, 1)
    return skip_question(turn, question)


def _date(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    (day,) = _exactly(arguments, 1)
    return give_date(turn, _day(day))


def _applied(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    step, day = _exactly(arguments, 2)
    return give_applied_day(turn, step, _day(day))


def _ask(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    """Ask a question again, or show what was answered."""
    hand = take_in_hand(turn)
    if arguments:
        return ask(hand, arguments[0])
    return list_answers(hand, list_answered(hand))


def _plan(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    hand = take_in_hand(turn)
    if not arguments:
        return show_overview(hand)
    return show_part(hand, arguments[0], read_page(arguments[1]) if len(arguments) > 1 else 1)


def _step(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    (id,) = _exactly(arguments, 1)
    return show_step(take_in_hand(turn), id)


def _tick(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    step, tick = _exactly(arguments, 2)
    return tick_step(turn, step, tick)


def _calendar(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    return send_calendar(take_in_hand(turn))


def _print(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    return send_print(take_in_hand(turn))


def _remind(turn: Turn, arguments: tuple[str, ...]) -> Outcome:
    doing = {"on": begin_reminders, "off": end_reminders, "changed": change_circumstances}
    (what,) = _exactly(arguments, 1)
    if what not in doing:
        raise NotUnderstood(f"nothing is to be done by {what}")
    return doing[what](turn)


def _exactly(arguments: tuple[str, ...], count: int) -> tuple[str, ...]:
    if len(arguments) != count:
        raise NotUnderstood(f"{count} arguments wanted, {len(arguments)} given")
    return arguments


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise NotUnderstood(f"no day {text}") from wrong


VERBS: dict[str, Handler] = {
    "event": _event,
    "answer": _answer,
    "skip": _skip,
    "date": _date,
    "applied": _applied,
    "ask": _ask,
    "plan": _plan,
    "step": _step,
    "tick": _tick,
    "calendar": _calendar,
    "print": _print,
    "remind": _remind,
    "start": start,
}
