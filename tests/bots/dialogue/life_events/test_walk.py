"""Whatever button a life event offers within four taps can be pressed, in more states than one; every text fits."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bots.dialogue.life_events.verbs import VERBS
from bots.dialogue.reply import BlockKind

DEPTH = 4
TIMES = 2
"""How often one and the same button is pressed, each time in another state."""
SHAPE = re.compile(r"[a-z_]+(?::[A-Za-z0-9_.-]*)*")


@pytest.mark.parametrize(
    ("life_event", "language"), [("having-a-baby", "en"), ("having-a-baby", "ar"), ("death-of-a-relative", "en")]
)
def test_every_button_can_be_pressed(talk, life_event, language):
    begun = talk(language).press(f"event:{life_event}")
    seen, ahead, pressed = {repr(begun.memory.to_plain())}, [(begun.memory, begun.actions, 0)], Counter()
    while ahead:
        memory, actions, depth = ahead.pop(0)
        for action in actions:
            # Other rooms' buttons have tests of their own.
            if action.split(":")[0] not in VERBS or pressed[action] == TIMES:
                continue
            told = talk(language)
            told.memory = memory
            told.press(action)
            pressed[action] += 1
            judge(told)
            state = repr(told.memory.to_plain())
            if depth + 1 < DEPTH and state not in seen:
                seen.add(state)
                ahead.append((told.memory, told.actions, depth + 1))
    assert {action.split(":")[0] for action in pressed} >= {"answer", "skip", "plan", "step", "tick", "ask", "print"}


def judge(told) -> None:
    outcome = told.outcome
    for button in outcome.buttons:
        assert button.label.strip()
        assert len(button.label) <= 60
        assert (button.action is None) != (button.address is None)
        assert button.action is None or SHAPE.fullmatch(str(button.action))
    assert outcome.buttons
    for answer in outcome.answers:
        assert answer.text.strip()
        cited = any(block.kind is BlockKind.SOURCE for block in answer.blocks)
        assert cited == bool(answer.sources)
    assert len({str(button.action or button.address) for button in outcome.buttons}) == len(outcome.buttons)


def test_a_list_to_bring_is_never_farther_than_four_taps(talk):
    told = talk("en").press("life_events:1")
    assert "event:having-a-baby" in told.actions
    told.press("event:having-a-baby")
    assert "plan" in told.actions
    told.press("plan")
    assert "plan:bring" in told.actions
    assert "What to bring" in told.press("plan:bring").text
