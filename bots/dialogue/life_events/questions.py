"""What a plan asks: its own questions, the date of the event and the place, one at a time, none of them twice."""

from __future__ import annotations

from dataclasses import dataclass

from bots.dialogue.answers.phrasing import LONGEST_LABEL, short_label
from bots.dialogue.life_events.at_hand import PlanAtHand
from bots.dialogue.reply import Block, Button, Line, numbered, paragraph
from bots.dialogue.turn import NotUnderstood, button
from bots.dialogue.utterance import Action
from catalogue.facts.service import Deadline
from catalogue.languages.formats import long_date
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.read_models.plan import PlanQuestion, PlanStep


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: its words, its buttons, and what the answer is awaited as."""

    blocks: tuple[Block, ...]
    buttons: tuple[Button, ...]
    awaiting: Action


def list_open(hand: PlanAtHand) -> tuple[str, ...]:
    """Return what is still to be asked, in order: what decides something and was neither answered nor skipped."""
    memory, plan = hand.turn.memory, hand.plan
    names = [question.id for question in plan.questions if not question.answered and question.id in hand.deciding]
    if plan.event_date is None and _needs_event_date(hand):
        names.append(EVENT_DATE)
    if plan.place is None and _needs_place(hand):
        names.append(PLACE)
    return tuple(name for name in names if name not in memory.skipped)


def list_answered(hand: PlanAtHand) -> tuple[str, ...]:
    """Return what was answered and can be changed, in order."""
    plan = hand.plan
    names = [question.id for question in plan.questions if question.answered]
    names += [EVENT_DATE] if plan.event_date else []
    return (*names, PLACE) if plan.place else tuple(names)


def _needs_event_date(hand: PlanAtHand) -> bool:
    return EVENT_DATE in hand.deciding or any(_counts_from_event(step, hand) for step in hand.plan.steps)


def _counts_from_event(step: PlanStep, hand: PlanAtHand) -> bool:
    """Tell whether a step that is not ticked has a rule that becomes a day once the date of the event is known."""
    if step.due is None or hand.plan.ticks.get(step.id) in ("done", "not-for-me"):
        return False
    facts = next(facts for facts in hand.pathway.facts.steps if facts.id == step.id)
    service = hand.pathway.services.get(step.service) if step.service else None
    rules: tuple[Deadline | None, ...] = (facts.due, *(service.facts.deadlines if service else ()))
    offsets = [offset for rule in rules if rule is not None for offset in (rule.until, rule.not_before)]
    return any(offset is not None and offset.anchor == "event" for offset in offsets)


def _needs_place(hand: PlanAtHand) -> bool:
    """Offices and local rules depend on the place wherever a service is in the plan."""
    return PLACE in hand.deciding or any(step.service for step in hand.plan.steps)


def find_question(hand: PlanAtHand, id: str) -> PlanQuestion:
    """Return a question of the plan. Raises `NotUnderstood` for one that it does not ask of this person."""
    for question in hand.plan.questions:
        if question.id == id:
            return question
    raise NotUnderstood(f"no question {id} in {hand.id}")


def put(hand: PlanAtHand, id: str) -> Asked:
    """Return a question of the plan, the date of the event or the place, ready to be asked."""
    if id == EVENT_DATE:
        return _put_event_date(hand)
    if id == PLACE:
        return _put_place(hand)
    question = find_question(hand, id)
    lines = [hand.line(question.text)]
    if question.hint:
        lines.append(hand.line(question.hint))
    options = tuple(button(short_label(option.text.value), "answer", id, option.id) for option in question.options)
    blocks = [paragraph(*lines)]
    if any(len(option.text.value) > LONGEST_LABEL for option in question.options):
        # A button would cut them short; a number is an answer, too.
        blocks.append(numbered(*(hand.line(option.text) for option in question.options)))
    return Asked(tuple(blocks), (*options, *_ways_past(hand, id)), Action("answer", (id,)))


def _put_event_date(hand: PlanAtHand) -> Asked:
    turn = hand.turn
    lines = [hand.line(hand.plan.event)]
    hint = hand.pathway.wording.text("event.hint")
    if hint:
        lines.append(hand.line(hint))
    example = long_date(turn.reading.today, turn.language)
    lines.append(Line(turn.gettext("Write the day as in “%(example)s”.", example=example)))
    return Asked((paragraph(*lines),), _ways_past(hand, EVENT_DATE), Action("date"))


def _put_place(hand: PlanAtHand) -> Asked:
    turn = hand.turn
    lines = (
        turn.gettext("Where do you live?"),
        turn.gettext("Some rules, fees and offices differ from place to place."),
    )
    places = tuple(button(short_label(place.title.value), "answer", PLACE, place.place) for place in turn.frame.places)
    return Asked((paragraph(*lines),), (*places, *_ways_past(hand, PLACE)), Action("answer", (PLACE,)))


def _ways_past(hand: PlanAtHand, id: str) -> tuple[Button, ...]:
    """Return the buttons by which nobody has to answer."""
    gettext = hand.turn.gettext
    skip = button(gettext("Skip"), "skip", id)
    return (skip, button(gettext("Show the plan now"), "plan"))
