"""How often a turn of the chat asks the database: once, whether the catalogue changed, for what was asked before."""

from __future__ import annotations

import pytest

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Action, Utterance

PRESSED = {
    "menu": 1,
    "language": 1,
    "place": 1,
    "life_events:1": 2,
    "about:service:register-birth": 1,
    "tell:documents:register-birth": 1,
    "tell:fees:register-birth": 1,
    "tell:where:register-birth": 1,
    "offices:register-birth:1": 1,
    "human": 2,
    "event:having-a-baby": 1,
    "plan": 1,
    "plan:steps:1": 1,
    "plan:bring": 1,
    "plan:costs": 1,
    "plan:next": 1,
}
"""Buttons, and the most that each asks once its service or pathway is remembered."""
WRITTEN = {"how much is it to register a birth?": 2, "I am having a baby": 2}
FIRST_TIME = 5
"""The most that the first turn about a service or a life event asks in a language."""


@pytest.fixture
def planning() -> Memory:
    return Memory(language="es", life_event="having-a-baby", answers={"baby-outcome": "living"})


@pytest.mark.parametrize("action", PRESSED)
def test_a_button_asks_seldom(action, dialogue: Dialogue, planning, count_queries):
    pressed = Utterance(action=Action.parse(action))
    dialogue.respond(pressed, planning)
    with count_queries(dialogue._catalogue.engine) as queries:
        dialogue.respond(pressed, planning)
    assert queries.count <= PRESSED[action], queries.statements


@pytest.mark.parametrize("text", WRITTEN)
def test_words_ask_seldom(text, dialogue: Dialogue, count_queries):
    dialogue.respond(Utterance(text), Memory(language="en"))
    with count_queries(dialogue._catalogue.engine) as queries:
        dialogue.respond(Utterance(text), Memory(language="en"))
    assert queries.count <= WRITTEN[text], queries.statements


@pytest.mark.parametrize("action", ["about:service:claim-maternity-allowance", "event:moving-home"])
def test_the_first_turn_about_something_asks_a_few_times(action, dialogue: Dialogue, count_queries):
    dialogue.respond(Utterance(), Memory(language="ru"))
    with count_queries(dialogue._catalogue.engine) as queries:
        dialogue.respond(Utterance(action=Action.parse(action)), Memory(language="ru"))
    assert queries.count <= FIRST_TIME, queries.statements
