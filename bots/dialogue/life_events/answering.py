"""Taking an answer: what it changes is remembered and said, and the next question follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bots.dialogue.answers.phrasing import said as in_sentence
from bots.dialogue.life_events.at_hand import PlanAtHand, read_pathway, take_in_hand
from bots.dialogue.life_events.files import DAY_FOR_CALENDAR, send_calendar
from bots.dialogue.life_events.overview import gentle_blocks
from bots.dialogue.life_events.reminders import begin_reminders, ended_when_sensitive
from bots.dialogue.life_events.showing import go_on, show_overview, show_step
from bots.dialogue.reply import Block, Intent, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn
from catalogue.languages.formats import long_date, weekday_date
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.plans.pathway import Pathway
from catalogue.plans.situation import is_sensitive, settle

_FARTHEST = timedelta(days=366 * 120)
"""No event of a living person's life is farther away; a year that is, was mistyped."""


def give_answer(turn: Turn, question: str, option: str, *, noted: bool = False) -> Outcome:
    """Take the answer to a question, `place` among them, and go on.

    `noted` says again what was understood, which free text needs and a button does not. Raises `NotUnderstood` for a
    question or an option that does not exist (any more).
    """
    before = _before(turn)
    if question == PLACE:
        places = {place.place: place.title for place in turn.frame.places}
        if option not in places:
            raise NotUnderstood(f"no place {option}")
        said = places[option]
        changed = turn.remembering(place=option)
    else:
        asked = before.pathway.questions.get(question)
        if asked is None or option not in {known.id for known in asked.facts.options}:
            raise NotUnderstood(f"no answer {option} to {question}")
        said = asked.wording.text(f"options.{option}") or asked.wording.title
        changed = turn.remembering(answers={**turn.memory.answers, question: option})
    blocks = (paragraph(turn.gettext("Noted: %(answer)s", answer=in_sentence(turn, said))),) if noted else ()
    return _go_on(_not_skipped(changed, question), before, blocks)


def give_date(turn: Turn, day: date, *, noted: bool = False) -> Outcome:
    """Take the date of the event, and go on. Raises `NotUnderstood` for a day beyond a lifetime."""
    if abs(day - turn.reading.today) > _FARTHEST:
        raise NotUnderstood(f"{day} is too far away")
    before = _before(turn)
    shown = long_date(day, turn.language)
    blocks = (paragraph(turn.gettext("Noted: %(answer)s", answer=shown)),) if noted else ()
    changed = _not_skipped(turn.remembering(event_date=day), EVENT_DATE)
    if Intent.REMINDERS.value in turn.memory.intents:
        # The day was asked for because the person wished to be reminded.
        return begin_reminders(changed.remembering(awaiting=None))
    if turn.memory.awaiting == DAY_FOR_CALENDAR:
        return send_calendar(take_in_hand(changed.remembering(awaiting=None)))
    return _go_on(changed, before, blocks)


def give_applied_day(turn: Turn, step: str, day: date) -> Outcome:
    """Take the day on which the person applied, and tell until when the answer is promised.

    Raises `NotUnderstood` for another step than the plan's, or a day that is still to come.
    """
    hand = take_in_hand(turn)
    hand.step(step)
    if not turn.reading.today - _FARTHEST < day <= turn.reading.today:
        raise NotUnderstood(f"nobody applied on {day}")
    changed = turn.remembering(applied={**turn.memory.applied, step: day}, awaiting=None)
    ready_by = take_in_hand(changed).step(step).ready_by
    blocks: tuple[Block, ...] = ()
    if ready_by is not None:
        shown = weekday_date(ready_by, turn.language)
        blocks = (paragraph(turn.gettext("You should have an answer by %(date)s.", date=shown)),)
    return show_step(take_in_hand(changed), step, before=blocks)


def skip_question(turn: Turn, question: str) -> Outcome:
    """Leave a question open and go on; the plan keeps everything that it decides. Raises `NotUnderstood`."""
    before = _before(turn)
    if question not in (EVENT_DATE, PLACE) and question not in before.pathway.questions:
        raise NotUnderstood(f"no question {question}")
    kept = tuple(name for name in turn.memory.skipped if name != question)
    intents = tuple(intent for intent in turn.memory.intents if intent != Intent.REMINDERS.value)
    return _go_on(turn.remembering(skipped=(*kept, question), intents=intents), before, ())


def _not_skipped(turn: Turn, question: str) -> Turn:
    return turn.remembering(skipped=tuple(name for name in turn.memory.skipped if name != question))


@dataclass(frozen=True)
class _Before:
    """What counts of the state before an answer; a whole plan of it would take too long."""

    pathway: Pathway
    sensitive: bool
    moot: frozenset[str]


def _before(turn: Turn) -> _Before:
    pathway, situation = read_pathway(turn)
    known, dropped = settle(pathway, situation)
    moot = frozenset(one.key for one in dropped if one.what == "answer")
    return _Before(pathway, is_sensitive(pathway, known), moot)


def _go_on(turn: Turn, before: _Before, blocks: tuple[Block, ...]) -> Outcome:
    """Say what the answer changed beside itself, then ask on or show the plan."""
    hand = take_in_hand(turn)
    if hand.sensitive and not before.sensitive:
        ended = ended_when_sensitive(turn)
        hand = replace(hand, turn=hand.turn.remembering(reminders=False))
        # Nobody is asked anything more at that moment; the questions that are open can be found beside the plan.
        return show_overview(hand, before=(*gentle_blocks(hand), *ended))
    return go_on(hand, before=(*blocks, *_moot_blocks(hand, before)))


def _moot_blocks(hand: PlanAtHand, before: _Before) -> tuple[Block, ...]:
    """Return which answers do not count any more, because another one makes their question pointless."""
    moot = [one.key for one in hand.plan.dropped if one.what == "answer" and one.key not in before.moot]
    if not moot or hand.sensitive:
        # Beside grief nobody is told which of the happier questions fell away.
        return ()
    lines = [hand.line(hand.pathway.questions[key].wording.title) for key in moot]
    needless = hand.turn.gettext("Your other answers make this answer needless, so it does not count:")
    return (paragraph(needless, *lines),)
