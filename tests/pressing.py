"""Presses the buttons of the chat without a channel, and reads what comes of it."""

from __future__ import annotations

from as_seen import as_seen

from bots.dialogue.answers.verbs import VERBS
from bots.dialogue.turn import Outcome, Turn
from bots.dialogue.utterance import Action


def press(turn: Turn, action: str) -> Outcome:
    """Press a button."""
    pressed = Action.parse(action)
    return VERBS[pressed.verb](turn, pressed.arguments)


def text(outcome: Outcome) -> str:
    """Return all answers as plain text, as it is seen."""
    return as_seen("\n\n".join(answer.text for answer in outcome.answers))


def actions(outcome: Outcome) -> list[str]:
    """Return what the buttons do or open."""
    return [str(button.action or button.address) for button in outcome.buttons]
