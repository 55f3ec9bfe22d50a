"""The dialogue in a shell: the proof that it knows no channel. Buttons have numbers; a number presses one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Button, Reply
from bots.dialogue.utterance import Action, Utterance

COMMANDS = {
    "/menu": Action("menu"),
    "/language": Action("language"),
    "/place": Action("place"),
    "/plan": Action("plan"),
    "/next": Action("plan", ("next",)),
    "/forget": Action("forget"),
    "/stop": Action("stop"),
    "/help": Action("help"),
}
"""What one can type besides words and numbers, the same as in a messenger."""


def talk(
    dialogue: Dialogue,
    memory: Memory,
    lines: Iterable[str],
    write: Callable[[str], object],
    count: Callable[[Reply, Memory], object] = lambda reply, memory: None,
) -> Memory:
    """Answer line after line until an empty one; return what is remembered at the end. `count` is told each reply."""
    reply, memory = dialogue.respond(Utterance(action=Action("menu")), memory)
    show(reply, write)
    for line in lines:
        text = line.strip()
        if not text:
            break
        reply, memory = dialogue.respond(heard(text, reply.buttons), memory)
        count(reply, memory)
        show(reply, write)
    return memory


def heard(text: str, buttons: Sequence[Button]) -> Utterance:
    """Return what a line says: a command, the number of a button, or words."""
    if text in COMMANDS:
        return Utterance(action=COMMANDS[text])
    if text.startswith("/start "):
        return Utterance(action=Action("start", (text.removeprefix("/start ").strip(),)))
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= len(buttons):
        return Utterance(action=buttons[int(text) - 1].action)
    return Utterance(text)


def show(reply: Reply, write: Callable[[str], object]) -> None:
    """Write a reply: the text, the files' names, the buttons with their numbers."""
    write("")
    write(reply.text)
    for file in reply.attachments:
        write(f"[{file.name}: {file.title}, {len(file.content)} B]")
    for number, button in enumerate(reply.buttons, start=1):
        write(f"  {number}  {button.label}" + (f"  {button.address}" if button.address else ""))
