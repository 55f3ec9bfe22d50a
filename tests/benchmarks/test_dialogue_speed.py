"""How long a turn of the chat takes, by words and by buttons, and what ten thousand conversations cost."""

from __future__ import annotations

import gc
import os
from functools import partial
from pathlib import Path

import pytest
from benchmarks.measuring import cpu_times, megabytes, show

from bots.asked.sets import read_questions
from bots.conversations.store import Conversations
from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.utterance import Action, Utterance
from catalogue.languages import languages
from catalogue.settings import PROJECT

pytestmark = pytest.mark.benchmark

QUESTIONS = Path(__file__).parents[1] / "bots" / "questions"
WORDS_LIMIT_MS, BUTTON_LIMIT_MS = 50.0, 15.0
LEAST_WORDS, LEAST_BUTTONS = 30.0, 200.0
"""Turns a second on one core."""
CONVERSATIONS = 10_000
MOST_GROWTH_MB = 20.0
ACTIONS = (
    "menu", "life_events:1", "event:having-a-baby", "about:service:register-birth", "tell:documents:register-birth",
    "tell:fees:apply-resident-parking", "tell:where:order-civil-certificate", "tell:steps:register-address", "plan",
    "plan:steps:1", "plan:bring", "plan:costs", "plan:next", "offices:register-birth:1", "human", "place", "language",
)  # fmt: skip


@pytest.fixture(scope="module")
def dialogue(prepared) -> Dialogue:
    return Dialogue(prepared, PROJECT / "translations")


def test_turns_by_words_and_by_buttons(dialogue):
    rows = []
    for code in languages():
        fresh = Memory(language=code)
        asked = [question.said[0] for question in read_questions(QUESTIONS / f"{code}.yaml", code)]
        # A repeated search is answered from memory, so every round asks something else.
        rounds = [[f"{text} {'?' * number}" for text in asked] for number in range(1, 4)]
        for text in asked:
            dialogue.respond(Utterance(text), fresh)
        dialogue._catalogue.search_index._answers.clear()
        words = min(
            (cpu_times([partial(dialogue.respond, Utterance(text), fresh) for text in texts], 1) for texts in rounds),
            key=lambda times: times.p95,
        )
        planning = Memory(language=code, life_event="having-a-baby", answers={"baby-outcome": "living"})
        actions = [Action.parse(action) for action in ACTIONS]
        pressed = [partial(dialogue.respond, Utterance(action=action), planning) for action in actions * 5]
        for press in pressed[: len(actions)]:
            press()
        buttons = cpu_times(pressed, 3)
        rows.append((code, words, buttons))
    show(
        "turns of the chat, CPU milliseconds",
        ("language", "words median", "p95", "a second", "button median", "p95", "a second"),
        [
            (code, f"{words.median:.1f}", f"{words.p95:.1f}", f"{_a_second(words):.0f}",
             f"{buttons.median:.1f}", f"{buttons.p95:.1f}", f"{_a_second(buttons):.0f}")
            for code, words, buttons in rows
        ],
    )  # fmt: skip
    for _, words, buttons in rows:
        assert words.p95 <= WORDS_LIMIT_MS
        assert buttons.p95 <= BUTTON_LIMIT_MS
        assert _a_second(words) >= LEAST_WORDS
        assert _a_second(buttons) >= LEAST_BUTTONS


def _a_second(times) -> float:
    return 1000 / (sum(times.sorted) / len(times.sorted))


def test_ten_thousand_conversations_are_held_without_growing_memory(tmp_path):
    memory = Memory(language="ar", place="norvale", answers={"parents-married": "no"})
    with Conversations.at(tmp_path) as conversations:

        def talk(chat: int) -> None:
            with conversations.held("telegram", str(chat), message=chat) as held:
                held.save(memory, chat)

        for chat in range(500):
            talk(chat)
        gc.collect()
        before, _ = megabytes(os.getpid())
        times = cpu_times([partial(talk, chat) for chat in range(CONVERSATIONS)], 1)
        gc.collect()
        after, _ = megabytes(os.getpid())
        show(
            "conversations held and saved",
            ("conversations", "median ms", "p95 ms", "memory grown by"),
            [(str(CONVERSATIONS), f"{times.median:.2f}", f"{times.p95:.2f}", f"{after - before:.1f} MB")],
        )
        assert after - before <= MOST_GROWTH_MB
