"""Conversations as text that a content designer can read: the person's lines, the bot's whole answers, its buttons.

`▸` begins a line that a person writes, `▸ [label]` presses the button of that label, `▸ /menu` is a command. `◷` and
an instant let time pass, and what is due is sent; what a person writes after `⚡` meets a catalogue that is broken. All
else is what the bot says, as a designer sees it and types it in a label. `python tests/transcript.py` writes the
answers anew, to be read before they are committed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from as_seen import as_seen
from sqlalchemy.exc import OperationalError

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Button, Intent, Reply
from bots.dialogue.utterance import Utterance
from bots.terminal import COMMANDS
from catalogue.context import Catalogue
from catalogue.settings import PROJECT, Settings

FOLDER = Path(__file__).parent / "bots" / "transcripts"
TRANSLATIONS = PROJECT / "translations"
SAID, PASSES, BREAKS = "▸ ", "◷ ", "⚡ "
NOTHING = "…"
"""What is shown where time passes and nothing is sent."""


@dataclass(frozen=True)
class Transcript:
    """One conversation: what it shows, in which language, and what the person says."""

    title: str
    language: str
    said: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Transcript:
        """Return the conversation of a file, whose folder is its language."""
        lines = file.read_text(encoding="utf-8").splitlines()
        return cls(
            lines[0].removeprefix("# "),
            file.parent.name,
            tuple(line for line in lines if line.startswith((SAID, PASSES, BREAKS))),
        )


def files() -> list[Path]:
    """Return all conversations."""
    return sorted(FOLDER.glob("*/*.txt"))


@dataclass
class Played:
    """A conversation as it went: the file that it should be, and what was answered to each line in words."""

    text: str = ""
    intents: list[tuple[str, frozenset[Intent]]] = field(default_factory=list)
    """A line that a person wrote in words, and what the answers to it were about."""


def play(transcript: Transcript, dialogue: Dialogue) -> Played:
    """Have a conversation anew."""
    played = Played()
    clock = dialogue._catalogue.clock
    try:
        lines = list(_turns(transcript, dialogue, played))
    finally:
        dialogue._catalogue.clock = clock
    played.text = "\n".join([f"# {transcript.title}", *lines]) + "\n"
    return played


def _turns(transcript: Transcript, dialogue: Dialogue, played: Played) -> Iterator[str]:
    # The language stands for what a messenger knows of its client, until somebody writes in another.
    memory, buttons = Memory(), ()
    for line in transcript.said:
        yield from ("", line, "")
        replies = []
        if line.startswith(PASSES):
            for reply, after in _sent_by(datetime.fromisoformat(line.removeprefix(PASSES)), memory, dialogue):
                replies.append(reply)
                memory = after
        elif line.startswith(BREAKS):
            replies.append(_broken(Utterance(line.removeprefix(BREAKS), language_hint=transcript.language), memory))
        else:
            utterance = _utterance(line.removeprefix(SAID), buttons, transcript.language)
            reply, memory = dialogue.respond(utterance, memory)
            replies.append(reply)
            if utterance.text:
                played.intents.append((utterance.text, frozenset(answer.intent for answer in reply.answers)))
        assert Memory.from_plain(memory.to_plain()) == memory
        for number, reply in enumerate(replies):
            yield from ([""] if number else [])
            yield from _shown(reply)
            # Who answers a failure still sees the buttons of before.
            buttons = reply.buttons or buttons
        if not replies:
            yield NOTHING


def _sent_by(instant: datetime, memory: Memory, dialogue: Dialogue) -> Iterator[tuple[Reply, Memory]]:
    """Let time pass, and yield the reminders that come due, as a messenger sends them."""
    catalogue = dialogue._catalogue
    coming = dialogue.list_reminders(memory, str(memory.language))
    with catalogue.reading(str(memory.language)) as reading:
        now = instant.replace(tzinfo=reading.country.zone)
        assert now > reading.now, "time only passes forwards"
    catalogue.clock = lambda: now
    for reminder in coming:
        if reminder.at <= now and (sent := dialogue.remind(reminder, memory)) is not None:
            yield sent


def _broken(utterance: Utterance, memory: Memory) -> Reply:
    """Return what a person is told whose words meet a database that does not answer."""
    with TemporaryDirectory() as empty, Catalogue(Settings.from_environment({"ONEDOOR_HOME": empty})) as catalogue:
        broken = Dialogue(catalogue, TRANSLATIONS)
        with pytest.raises(OperationalError):
            broken.respond(utterance, memory)
        return broken.apologise(memory, utterance.language_hint)


def _utterance(said: str, buttons: tuple[Button, ...], language: str) -> Utterance:
    if said in COMMANDS:
        return Utterance(action=COMMANDS[said], language_hint=language)
    if said.startswith("[") and said.endswith("]"):
        label = said[1:-1]
        pressed = [button for button in buttons if as_seen(button.label) == label]
        assert pressed, f"no button “{label}” among {[as_seen(button.label) for button in buttons]}"
        return Utterance(action=pressed[0].action, language_hint=language)
    return Utterance(said, language_hint=language)


def _shown(reply: Reply) -> Iterator[str]:
    yield from (line.rstrip() for line in as_seen(reply.text).splitlines())
    yield from (f"📎 {file.name} – {file.title}" for file in reply.attachments)
    if reply.buttons:
        yield ""
        yield " ".join(f"[{as_seen(button.label)}]" for button in reply.buttons)


def write_all(dialogue: Dialogue) -> None:
    """Write every conversation anew from what the people say."""
    for file in files():
        file.write_text(play(Transcript.read(file), dialogue).text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(pytest.main(["-q", "tests/bots/test_transcripts.py", "--rewrite-transcripts", "-p", "no:cacheprovider"]))
