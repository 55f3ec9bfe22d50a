"""A conversation about life events over the shipped content, pressed and typed turn by turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import pytest
from as_seen import as_seen

from bots.dialogue.conversation import VERBS
from bots.dialogue.life_events.talk import open_life_event, take_text
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Intent, plain
from bots.dialogue.turn import Outcome, Turn
from bots.dialogue.utterance import Action
from catalogue.context import Catalogue
from catalogue.settings import PROJECT
from furniture.translations import phrases
from portal.translations import compile_all

TRANSLATIONS = PROJECT / "translations"


@dataclass
class Talk:
    """One person's conversation; after each turn the memory goes out as plain data and comes back."""

    catalogue: Catalogue
    memory: Memory = field(default_factory=Memory)
    outcome: Outcome | None = None

    def press(self, *actions: str) -> Talk:
        for action in actions:
            pressed = Action.parse(action)
            assert pressed is not None, action
            self._turn(lambda turn, pressed=pressed: VERBS[pressed.verb](turn, pressed.arguments))
        return self

    def say(self, text: str) -> bool:
        """Type a text; tell whether it was taken as an answer."""
        return self._turn(lambda turn: take_text(turn, text)) is not None

    def ask(self, life_event: str, *intents: Intent) -> Talk:
        self._turn(lambda turn: open_life_event(turn, life_event, intents))
        return self

    def act(self, do: Callable[[Turn], Outcome]) -> Talk:
        self._turn(do)
        return self

    def look(self, see: Callable[[Turn], object]):
        language = self.memory.language or "en"
        with self.catalogue.reading(language, place=self.memory.place) as reading:
            return see(self._make(reading, language))

    def _make(self, reading, language: str) -> Turn:
        said = phrases(TRANSLATIONS, language)
        return Turn(self.catalogue, reading, said, self.memory, TRANSLATIONS)

    def _turn(self, do: Callable[[Turn], Outcome | None]) -> Outcome | None:
        outcome = self.look(do)
        if outcome is not None:
            assert Memory.from_plain(outcome.memory.to_plain()) == outcome.memory
            assert outcome.answers
            self.outcome, self.memory = outcome, outcome.memory
        return outcome

    @property
    def text(self) -> str:
        blocks = [block for answer in self.outcome.answers for block in answer.blocks]
        return as_seen(plain((*blocks, *self.outcome.after)))

    @property
    def actions(self) -> list[str]:
        return [str(button.action) for button in self.outcome.buttons if button.action]

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.outcome.buttons]


@pytest.fixture(scope="session")
def _phrases() -> None:
    compile_all(TRANSLATIONS)


@pytest.fixture
def talk(shipped, _phrases) -> Callable[..., Talk]:
    """Begin a conversation: `talk("fr", place="norvale")`."""

    def begin(language: str = "en", **known) -> Talk:
        return Talk(shipped, Memory(language=language, **known))

    return begin


@pytest.fixture
def mother(talk) -> Talk:
    """A woman of Port Alba with a child born in hospital on 10 November 2026, to parents who are married."""
    known = {
        "baby-outcome": "living",
        "born-abroad": "no",
        "born-at-home": "no",
        "parents-married": "yes",
        "other-parent-foreign": "no",
        "parent-minor": "no",
        "low-income": "no",
    }
    begun = talk("en", place="port-alba", answers=known, event_date=date(2026, 11, 10), life_event="having-a-baby")
    return begun.press("plan")
