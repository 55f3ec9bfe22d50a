"""Marking a step: done, waiting for an answer, not for me, open again. Totals and days follow from the plan."""

from __future__ import annotations

from typing import cast

from bots.dialogue.life_events.at_hand import PlanAtHand, remembering, take_in_hand
from bots.dialogue.life_events.next_step import find_next
from bots.dialogue.life_events.steps import settled_note, step_name, tick_state
from bots.dialogue.memory import TICKS
from bots.dialogue.reply import Answer, Button, Intent, Line, paragraph
from bots.dialogue.turn import NotUnderstood, Outcome, Turn, button
from bots.dialogue.utterance import Action
from catalogue.read_models.plan import Tick

OPEN = "open"
"""Takes a mark back."""


def tick_step(turn: Turn, id: str, tick: str) -> Outcome:
    """Mark a step of the plan, and say what is left. Raises `NotUnderstood` for another step or another mark."""
    if tick not in (*TICKS, OPEN):
        raise NotUnderstood(f"no mark {tick}")
    take_in_hand(turn).step(id)
    ticks = {step: mark for step, mark in turn.memory.ticks.items() if step != id}
    if tick != OPEN:
        ticks[id] = cast(Tick, tick)
    applied = {step: day for step, day in turn.memory.applied.items() if step != id or tick == "waiting"}
    changed = turn.remembering(ticks=ticks, applied=applied)
    return _say(take_in_hand(remembering(changed, changed.memory.life_event or "", (Intent.STEPS,))), id)


def _say(hand: PlanAtHand, id: str) -> Outcome:
    turn, step = hand.turn, hand.step(id)
    state = tick_state(step, hand) or turn.gettext("To do")
    lines: list[str | Line] = [f"{step_name(step, hand)} – {state}"]
    if (settled := settled_note(hand)) is not None:
        lines.append(settled)
    memory, buttons = turn.memory, list[Button]()
    following = find_next(hand.plan)
    if hand.plan.ticks.get(id) == "waiting" and step.processing is not None and step.applied_on is None:
        # With that day the bot can tell until when the answer is promised.
        lines.append(turn.gettext("When did you apply? Then I can tell you by when you should have an answer."))
        memory = turn.remembering(awaiting=Action("applied", (id,))).memory
        buttons.append(button(turn.gettext("Today"), "applied", id, turn.reading.today.isoformat()))
    elif following is not None:
        lines.append(turn.gettext("Next: “%(title)s”", title=hand.said(following.title)))
    elif not memory.ticks:
        lines.append(turn.gettext("With these answers nothing needs to be done."))
    buttons.append(button(turn.gettext("What is next"), "plan", "next"))
    if id in hand.plan.ticks:
        buttons.append(button(turn.gettext("Undo"), "tick", id, OPEN))
    buttons.append(button(turn.gettext("All steps"), "plan", "steps", "1"))
    buttons.append(button(turn.gettext("Show the plan"), "plan"))
    answer = Answer(Intent.STEPS, (paragraph(*lines),), life_event=hand.id)
    return Outcome(memory, (answer,), buttons=tuple(buttons))
