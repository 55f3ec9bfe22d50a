"""What is shown of a plan: a question, the few lines, a part of it, a step, and what was answered so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bots.dialogue.answers.phrasing import item, short_label
from bots.dialogue.life_events.at_hand import PlanAtHand, remembering, take_in_hand
from bots.dialogue.life_events.costs import cost_blocks
from bots.dialogue.life_events.dates import date_blocks
from bots.dialogue.life_events.next_step import find_next, list_unsettled
from bots.dialogue.life_events.overview import gentle_blocks, open_note, overview_blocks, plan_buttons
from bots.dialogue.life_events.papers import bring_blocks
from bots.dialogue.life_events.questions import find_question, list_open, put
from bots.dialogue.life_events.steps import step_blocks, step_buttons, step_list_blocks, step_source
from bots.dialogue.reply import Answer, Block, Button, Intent, heading, listed, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, button
from catalogue.languages.formats import long_date
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.queries.life_events import get_life_event
from catalogue.read_models.plan import PlanStep

PART_OF_INTENT = {
    Intent.DOCUMENTS: "bring",
    Intent.FEES: "costs",
    Intent.TIME: "dates",
    Intent.STEPS: "steps",
    Intent.NEXT: "next",
}
"""What part of the plan answers which question about the whole life event."""
INTENT_OF_PART = {part: intent for intent, part in PART_OF_INTENT.items()}


def ask(
    hand: PlanAtHand,
    question: str,
    *,
    before: tuple[Block, ...] = (),
    extra: tuple[Button, ...] = (),
    cited: bool = False,
) -> Outcome:
    """Ask one question. `before` is said first: an introduction, which is `cited`, or what the last answer changed."""
    asked = put(hand, question)
    memory = replace(hand.turn.memory, awaiting=asked.awaiting)
    sources = (hand.source,) if cited else ()
    answer = Answer(Intent.LIFE_EVENT, before or asked.blocks, life_event=hand.id, sources=sources)
    after = asked.blocks if before else ()
    return Outcome(memory, (answer,), after=after, buttons=(*asked.buttons, *extra))


def show_overview(hand: PlanAtHand, *, before: tuple[Block, ...] = ()) -> Outcome:
    """Show the plan in a few lines."""
    blocks = (*before, *overview_blocks(hand), hand.source_block())
    answer = Answer(Intent.LIFE_EVENT, blocks, life_event=hand.id, sources=(hand.source,))
    memory = replace(hand.turn.memory, awaiting=None)
    return Outcome(memory, (answer,), buttons=(*plan_buttons(hand), *_follow_ups(hand)))


def _follow_ups(hand: PlanAtHand) -> tuple[Button, ...]:
    """Return what often comes next, once every step is settled; not before, and never beside grief."""
    if hand.sensitive or not hand.plan.steps or list_unsettled(hand.plan):
        return ()
    cards = get_life_event(hand.turn.reading, hand.id).follow_ups
    return tuple(button(short_label(card.title.value), "event", card.id) for card in cards)


def show_part(hand: PlanAtHand, part: str, page: int = 1) -> Outcome:
    """Show one part of the plan: `steps`, `bring`, `costs`, `dates`, `next`. Raises `NotUnderstood` for another."""
    if part not in INTENT_OF_PART:
        raise NotUnderstood(f"a plan has no part {part}")
    turned = remembering(hand.turn, hand.id, (INTENT_OF_PART[part],))
    return answer_parts(replace(hand, turn=turned), (part,), page)


def answer_parts(hand: PlanAtHand, parts: tuple[str, ...], page: int = 1) -> Outcome:
    """Answer with parts of the plan, each an answer of its own, and say what is open still."""
    answers, buttons = [], []
    gentle = gentle_blocks(hand)[:1] if hand.sensitive else ()
    for part in parts:
        if part == "next":
            answer, own = _next_step(hand)
        else:
            blocks, own = _PARTS[part](hand, page)
            cited = (*blocks, hand.source_block())
            answer = Answer(INTENT_OF_PART[part], cited, life_event=hand.id, sources=(hand.source,))
        answers.append(replace(answer, blocks=(*gentle, *answer.blocks)))
        gentle = ()
        buttons += own
    after: tuple[Block, ...] = ()
    waiting = list_open(hand)
    if waiting and parts != ("next",):
        after = (paragraph(open_note(hand) or ""),)
        buttons.append(button(hand.turn.gettext("Answer the open questions"), "ask", waiting[0]))
    buttons.append(button(hand.turn.gettext("Show the plan"), "plan"))
    memory = replace(hand.turn.memory, awaiting=None)
    return Outcome(memory, tuple(answers), after=after, buttons=tuple(buttons), rateable=not hand.sensitive)


_PARTS: dict[str, Callable[[PlanAtHand, int], tuple[tuple[Block, ...], tuple[Button, ...]]]] = {
    "steps": step_list_blocks,
    "bring": bring_blocks,
    "costs": cost_blocks,
    "dates": date_blocks,
}


def _next_step(hand: PlanAtHand) -> tuple[Answer, tuple[Button, ...]]:
    """Answer with the step to do now, or say that nothing is left but to wait, or nothing at all."""
    gettext = hand.turn.gettext
    step = find_next(hand.plan)
    if step is not None:
        return _one_step(step, hand, Intent.NEXT), step_buttons(step, hand)
    waiting = [one for one in hand.plan.steps if hand.plan.ticks.get(one.id) == "waiting"]
    if waiting:
        blocks = [paragraph(gettext("There is nothing to do now. You wait for an answer:"))]
        blocks.append(listed(*(hand.line(one.title) for one in waiting)))
    else:
        blocks = [paragraph(gettext("All steps of your plan are settled."))]
    buttons = tuple(button(short_label(one.title.value), "step", one.id) for one in waiting)
    blocks.append(hand.source_block())
    return Answer(Intent.NEXT, tuple(blocks), life_event=hand.id, sources=(hand.source,)), buttons


def _one_step(step: PlanStep, hand: PlanAtHand, intent: Intent) -> Answer:
    source, block = step_source(step, hand)
    blocks = (*step_blocks(step, hand), block)
    return Answer(intent, blocks, service=step.service, life_event=hand.id, sources=(source,))


def show_step(hand: PlanAtHand, id: str, *, before: tuple[Block, ...] = ()) -> Outcome:
    """Show one step. Raises `NotUnderstood` for one that the plan does not have."""
    step = hand.step(id)
    turned = remembering(hand.turn, hand.id, (Intent.STEPS,))
    answer = _one_step(step, replace(hand, turn=turned), Intent.STEPS)
    answer = replace(answer, blocks=(*before, *answer.blocks))
    return Outcome(turned.memory, (answer,), buttons=step_buttons(step, hand), rateable=not hand.sensitive)


def go_on(turn: Turn, *, before: tuple[Block, ...] = ()) -> Outcome:
    """Ask what is open still, or show the plan."""
    hand = take_in_hand(turn)
    waiting = list_open(hand)
    return ask(hand, waiting[0], before=before) if waiting else show_overview(hand, before=before)


def list_answers(hand: PlanAtHand, answered: tuple[str, ...]) -> Outcome:
    """Show what was answered; each answer can be changed."""
    gettext = hand.turn.gettext
    lines = [item(hand.turn, hand.said(hand.question_title(name)), [answer_of(hand, name)]) for name in answered]
    blocks = [heading(gettext("Your answers")), listed(*lines), paragraph(gettext("Which one do you want to change?"))]
    buttons = [button(short_label(hand.question_title(name).value), "ask", name) for name in answered]
    buttons.append(button(gettext("Show the plan"), "plan"))
    memory = replace(hand.turn.memory, awaiting=None)
    return Outcome(memory, (Answer(Intent.LIFE_EVENT, tuple(blocks), life_event=hand.id),), buttons=tuple(buttons))


def answer_of(hand: PlanAtHand, name: str) -> str:
    """Return what was answered to a question, the date of the event or the place."""
    plan = hand.plan
    if name == EVENT_DATE:
        return long_date(plan.event_date, hand.turn.language) if plan.event_date else ""
    if name == PLACE:
        return hand.said(plan.place_title) if plan.place_title else ""
    question = find_question(hand, name)
    return next((hand.said(option.text) for option in question.options if option.id == question.answer), "")
