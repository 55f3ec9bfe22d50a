"""One turn: what answering needs, and what an answer leaves behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from bots.dialogue.memory import Memory, Subject
from bots.dialogue.reply import Answer, Attachment, Block, Button, Intent, Rating, Source
from bots.dialogue.utterance import Action, Coordinates
from catalogue.addresses import page_address
from catalogue.context import Catalogue, Reading
from catalogue.facts.kinds import Kind
from catalogue.queries.frame import get_frame
from catalogue.read_models.pages import Frame
from furniture.translations import Phrases


@dataclass(frozen=True)
class Turn:
    """What answering one utterance needs. The reading is open for this turn only."""

    catalogue: Catalogue
    reading: Reading
    """In the language, for the place and for the day of the turn."""
    phrases: Phrases
    memory: Memory
    translations: Path
    """The folder of the translated phrases."""
    location: Coordinates | None = None
    day: date | None = None
    """A day that was spoken of, such as "on Saturday"; the reading stays as of today."""
    as_of_chosen: bool = False
    """The day of the reading was named by the caller; otherwise it is today."""
    may_try_codes: bool = True
    """Whether the code of a case is looked at."""

    @property
    def language(self) -> str:
        """Return the language of the reply."""
        return self.reading.language

    @property
    def base(self) -> str:
        """Return the portal's public address."""
        return self.catalogue.settings.public_address

    @cached_property
    def frame(self) -> Frame:
        """The names of the country and its places, and whom to ask."""
        return get_frame(self.reading)

    def gettext(self, phrase: str, **values: object) -> str:
        """Return a phrase of the bot in the language of the reply."""
        return self.phrases.gettext(phrase, **values)

    def ngettext(self, one: str, many: str, number: int, **values: object) -> str:
        """Return the form of a phrase that a number asks for."""
        return self.phrases.ngettext(one, many, number, **values)

    def address(self, kind: Kind | str, id: str) -> str:
        """Return the address of a page on the portal, in the language and place of the conversation."""
        as_of = self.reading.as_of if self.as_of_chosen else None
        return page_address(self.base, kind, id, self.language, place=self.reading.place, as_of=as_of)

    def remembering(self, **changes: Any) -> Self:
        """Return the turn with parts of its memory changed."""
        return replace(self, memory=replace(self.memory, **changes))


@dataclass(frozen=True)
class Outcome:
    """What a turn comes to: the answers and all that stands around them, and what is remembered from now on."""

    memory: Memory
    answers: tuple[Answer, ...]
    after: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    confidence: float = 1.0
    rateable: bool = False
    """Whether it answers a question with facts, so that one may ask whether that helped."""
    rating: Rating | None = None
    danger: bool = False
    wrong_code: bool = False
    forgotten: bool = False
    spoken_by: Turn | None = None
    """The turn in whose language the answers are, where that was changed."""

    def remembering(self, **changes: Any) -> Self:
        """Return the outcome with parts of its memory changed."""
        return replace(self, memory=replace(self.memory, **changes))


Handler = Callable[[Turn, tuple[str, ...]], Outcome]
"""Does what a button asks for. Raises `NotUnderstood` for arguments of another shape, and the catalogue's own errors
for what exists no longer."""


class NotUnderstood(Exception):
    """A button of an older version, or one that nobody made: it says nothing that can be done."""


def button(label: str, verb: str, *arguments: str) -> Button:
    """Return a button that acts."""
    return Button(label, Action(verb, arguments))


def say(turn: Turn, intent: Intent, *blocks: Block, **rest: Any) -> Outcome:
    """Return an outcome of one answer that states no facts."""
    return Outcome(turn.memory, (Answer(intent, blocks),), **rest)


def about(turn: Turn, subject: Subject, intents: tuple[Intent, ...]) -> Turn:
    """Return the turn with what it is about remembered."""
    return turn.remembering(subject=subject, intents=tuple(intent.value for intent in intents), awaiting=None)


__all__ = ["Answer", "Handler", "NotUnderstood", "Outcome", "Source", "Turn", "about", "button", "say"]
