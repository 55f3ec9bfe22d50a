"""Asks the dialogue questions with known answers, and counts what was right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bots.asked.sets import AskedQuestion
from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Intent, Reply
from bots.dialogue.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the dialogue made of one question."""

    question: AskedQuestion
    got: str | None
    """The service or life event of the first answer."""
    intents: tuple[Intent, ...]
    confidence: float
    place: str | None

    @property
    def declined(self) -> bool:
        """Tell whether no fact was given: it said that it does not know, or only made conversation."""
        return self.got is None

    @property
    def right_service(self) -> bool:
        """Tell whether it is about the right thing; of what has no answer: whether it was declined."""
        return self.got in self.question.expects if self.question.answerable else self.declined

    @property
    def right_intent(self) -> bool:
        """Tell whether what was asked was understood."""
        return not self.question.intents or not self.question.intents.isdisjoint(self.intents)


@dataclass
class Score:
    """The counts of one set."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def service(self) -> float:
        """Return the share of questions whose service is right, or that were rightly declined."""
        return self._share(sum(outcome.right_service for outcome in self.outcomes))

    @property
    def intent(self) -> float:
        """Return the share of questions whose intent is right."""
        return self._share(sum(outcome.right_intent for outcome in self.outcomes))

    def _share(self, number: int) -> float:
        return number / len(self.outcomes) if self.outcomes else 1.0


def ask_all(dialogue: Dialogue, questions: Iterable[AskedQuestion], as_of: date | None = None) -> Score:
    """Ask every question as the first of a conversation – or, where it has several messages, as its last."""
    return Score([_ask(dialogue, question, as_of) for question in questions])


def _ask(dialogue: Dialogue, question: AskedQuestion, as_of: date | None) -> Outcome:
    memory = Memory(language=question.language)
    for text in question.said[:-1]:
        _, memory = dialogue.respond(Utterance(text), memory, as_of)
    reply, memory = dialogue.respond(Utterance(question.said[-1]), memory, as_of)
    intents = tuple(answer.intent for answer in reply.answers)
    return Outcome(question, _about(reply), intents, reply.confidence, memory.place)


def _about(reply: Reply) -> str | None:
    return next(
        (answer.service or answer.life_event for answer in reply.answers if answer.service or answer.life_event), None
    )
