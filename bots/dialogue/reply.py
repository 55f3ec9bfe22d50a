"""What goes out: blocks of plain text, buttons, links and files, frozen and serialisable. Channels only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from bots.dialogue.utterance import Action
from catalogue.read_models.text import Text


class Intent(StrEnum):
    """What a person asks about. The values are the interface's."""

    DOCUMENTS = "documents"
    FEES = "fees"
    TIME = "time"
    WHERE = "where"
    ELIGIBILITY = "eligibility"
    STEPS = "steps"
    OVERVIEW = "overview"
    LIFE_EVENT = "life_event"
    SPECIAL = "special"
    """A special case of a service: twins, a birth at home."""
    OWN_CASE = "own_case"
    """Where one's own application stands, which no catalogue knows."""
    NEXT = "next"
    COMPLAINT = "complaint"
    HUMAN = "human"
    GREETING = "greeting"
    THANKS = "thanks"
    STOP = "stop"
    MENU = "menu"
    PLACE = "place"
    LANGUAGE = "language"
    FORGET = "forget"
    REMINDERS = "reminders"
    UNKNOWN = "unknown"


FACTS_OF_A_SERVICE = (
    Intent.DOCUMENTS,
    Intent.FEES,
    Intent.TIME,
    Intent.WHERE,
    Intent.ELIGIBILITY,
    Intent.STEPS,
)
"""The questions about a service that have an answer each, in the order in which they are offered."""


class BlockKind(StrEnum):
    """How a block is laid out."""

    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    NUMBERED = "numbered"
    NOTICE = "notice"
    """Something that must not be overlooked: an emergency, a warning."""
    SOURCE = "source"
    """Where the facts of the answer come from."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of plain text; the catalogue's isolates of direction are in it already."""

    text: str
    language: str | None = None
    """Where it is not that of the reply: words that fell back."""
    address: str | None = None
    """A web address the whole line leads to."""

    @classmethod
    def of(cls, text: Text, reply_language: str, address: str | None = None) -> Line:
        """Return words of the content as a line that knows when they fell back to another language."""
        return cls(text.value, text.language if text.language != reply_language else None, address)


@dataclass(frozen=True, slots=True)
class Block:
    """A unit of sense: channels cut messages between blocks, or between the lines of one, and nowhere else."""

    kind: BlockKind
    lines: tuple[Line, ...]


def heading(text: str | Line) -> Block:
    """Return a heading."""
    return Block(BlockKind.HEADING, (_line(text),))


def paragraph(*texts: str | Line) -> Block:
    """Return a paragraph, each text on a line of its own."""
    return Block(BlockKind.TEXT, tuple(map(_line, texts)))


def listed(*texts: str | Line) -> Block:
    """Return a list."""
    return Block(BlockKind.LIST, tuple(map(_line, texts)))


def numbered(*texts: str | Line) -> Block:
    """Return a list whose order matters."""
    return Block(BlockKind.NUMBERED, tuple(map(_line, texts)))


def notice(*texts: str | Line) -> Block:
    """Return something that must not be overlooked."""
    return Block(BlockKind.NOTICE, tuple(map(_line, texts)))


def _line(text: str | Line) -> Line:
    return text if isinstance(text, Line) else Line(text)


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: it acts, or it opens an address."""

    label: str
    action: Action | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: the citation that every answer with a fact carries."""

    kind: str
    id: str
    code: str | None
    checked: date | None
    address: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question."""

    intent: Intent
    blocks: tuple[Block, ...]
    service: str | None = None
    life_event: str | None = None
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """Return the answer as plain text."""
        return plain(self.blocks)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send."""

    name: str
    media_type: str
    content: bytes
    title: str
    """What the file is, in the language of the reply."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a person says to "was this answered?", about what was answered. It knows no person and no conversation."""

    useful: bool
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person gets for one turn. There is always an answer."""

    language: str
    answers: tuple[Answer, ...]
    before: tuple[Block, ...] = ()
    """Emergency notices and warnings, which come first."""
    after: tuple[Block, ...] = ()
    """What is asked back: the next question of a plan, whether this was answered."""
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    confidence: float = 1.0
    """From 0 to 1: how sure it is that this is what was asked."""
    rating: Rating | None = None
    """To be counted by the channel."""
    danger: bool = False
    """Somebody may be hurt, and whoever hurts them may look on: a channel that can helps to leave at once."""
    wrong_code: bool = False
    """The person sent a code of a case that is none: a channel lets nobody try many."""
    forgotten: bool = False
    """The person wants nothing to be kept: the channel deletes the conversation, whatever memory it is given."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return all blocks in the order in which they are read."""
        return (*self.before, *(block for answer in self.answers for block in answer.blocks), *self.after)

    @property
    def text(self) -> str:
        """Return all of it as plain text."""
        return plain(self.blocks)

    def to_plain(self) -> dict[str, Any]:
        """Return the reply as the command `onedoor ask --json` prints it."""
        first = self.answers[0]
        rows = [
            {"intent": answer.intent.value, "service": answer.service, "life_event": answer.life_event,
             "text": answer.text}
            for answer in self.answers
        ]  # fmt: skip
        return {
            "language": self.language,
            "answers": rows,
            "intent": first.intent.value,
            "service": first.service,
            "life_event": first.life_event,
            "text": self.text,
            "buttons": [
                {"label": button.label, "action": str(button.action) if button.action else button.address}
                for button in self.buttons
            ],
            "sources": [
                {
                    "id": source.id,
                    "code": source.code,
                    "checked": source.checked.isoformat() if source.checked else None,
                    "url": source.address,
                }
                for source in first.sources
            ],
            "attachments": [
                {"name": file.name, "media_type": file.media_type, "title": file.title} for file in self.attachments
            ],
            "confidence": round(self.confidence, 3),
        }


def plain(blocks: tuple[Block, ...]) -> str:
    """Return blocks as plain text: a bullet or a number before the lines of a list, an empty line between blocks."""
    return "\n\n".join("\n".join(plain_lines(block)) for block in blocks)


def plain_lines(block: Block) -> list[str]:
    """Return the lines of a block as plain text."""
    texts = [f"{line.text} {line.address}" if line.address and line.text != line.address else line.text
             for line in block.lines]  # fmt: skip
    if block.kind is BlockKind.LIST:
        return [f"• {text}" for text in texts]
    if block.kind is BlockKind.NUMBERED:
        return [f"{number}. {text}" for number, text in enumerate(texts, start=1)]
    if block.kind is BlockKind.NOTICE:
        return [f"⚠ {text}" if place == 0 else text for place, text in enumerate(texts)]
    return texts
