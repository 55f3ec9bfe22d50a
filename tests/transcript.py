"""Conversations as text that a content designer can read: the person's lines, the bot's whole answers, its buttons.

`▸` begins a line that a person writes, `▸ [label]` presses the button of that label, `▸ /menu` is a command. All
else is what the bot says. `python tests/transcript.py` writes the answers anew, to be read before they are committed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Button, Reply
from bots.dialogue.utterance import Utterance
from bots.terminal import COMMANDS

FOLDER = Path(__file__).parent / "bots" / "transcripts"
SAID = "▸ "
INVISIBLE = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
"""Marks of direction: a designer does not see them in an editor, and types none in a label."""


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
            lines[0].removeprefix("# "), file.parent.name, tuple(line for line in lines if line.startswith(SAID))
        )


def files() -> list[Path]:
    """Return all conversations."""
    return sorted(FOLDER.glob("*/*.txt"))


def play(transcript: Transcript, dialogue: Dialogue) -> str:
    """Return the file that the conversation should be."""
    return "\n".join([f"# {transcript.title}", *_turns(transcript, dialogue)]) + "\n"


def _turns(transcript: Transcript, dialogue: Dialogue) -> Iterator[str]:
    # The language stands for what a messenger knows of its client, until somebody writes in another.
    memory, buttons = Memory(), ()
    for line in transcript.said:
        utterance = _utterance(line.removeprefix(SAID), buttons, transcript.language)
        reply, memory = dialogue.respond(utterance, memory)
        assert Memory.from_plain(memory.to_plain()) == memory
        buttons = reply.buttons
        yield from ("", line, "")
        yield from _shown(reply)


def _utterance(said: str, buttons: tuple[Button, ...], language: str) -> Utterance:
    if said in COMMANDS:
        return Utterance(action=COMMANDS[said], language_hint=language)
    if said.startswith("[") and said.endswith("]"):
        label = said[1:-1]
        pressed = [button for button in buttons if _plain(button.label) == label]
        assert pressed, f"no button “{label}” among {[_plain(button.label) for button in buttons]}"
        return Utterance(action=pressed[0].action, language_hint=language)
    return Utterance(said, language_hint=language)


def _shown(reply: Reply) -> Iterator[str]:
    yield from (line.rstrip() for line in _plain(reply.text).splitlines())
    yield from (f"📎 {file.name} – {file.title}" for file in reply.attachments)
    if reply.buttons:
        yield ""
        yield " ".join(f"[{_plain(button.label)}]" for button in reply.buttons)


def _plain(text: str) -> str:
    return text.translate(INVISIBLE)


def write_all(dialogue: Dialogue) -> None:
    """Write every conversation anew from what the people say."""
    for file in files():
        file.write_text(play(Transcript.read(file), dialogue), encoding="utf-8")


if __name__ == "__main__":
    import pytest

    sys.exit(pytest.main(["-q", "tests/bots/test_transcripts.py", "--rewrite-transcripts", "-p", "no:cacheprovider"]))
