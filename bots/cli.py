"""The dialogue in a terminal: `onedoor ask` for one turn, `onedoor chat` for a conversation."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import click

from bots.conversations.ratings import count_reply
from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Reply
from bots.dialogue.utterance import Action, Utterance
from bots.settings import Settings
from bots.terminal import talk
from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.opened import opened
from catalogue.queries.shared import get_shared

CHANNEL = "terminal"

_LANGUAGES = click.Choice(list(languages()))


@click.command()
@click.argument("question")
@click.option("--language", type=_LANGUAGES, required=True, help="the language of the answer")
@click.option("--place", help="id of the place the person lives in")
@click.option("--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), help="the day for which facts are read; today")
@click.option(
    "--memory", type=click.Path(dir_okay=False, path_type=Path), help="a file that carries the conversation on"
)
@click.option("--json", "as_document", is_flag=True, help="print one JSON document")
def ask(
    question: str, language: str, place: str | None, as_of: datetime | None, memory: Path | None, as_document: bool
) -> None:
    """Answer QUESTION, or do what the button with that action does. Exits 1 when the catalogue has no answer.

    With --memory the conversation of that file goes on, and the file is written anew; a file that is not there begins
    one.
    """
    remembered = _read_memory(memory)
    with opened() as catalogue:
        if place is not None:
            with catalogue.reading(language) as reading:
                if place not in get_shared(reading).places:
                    raise NotFound(Kind.PLACE, place)
            remembered = remembered.changed(place=place)
        dialogue = Dialogue(catalogue, Settings.from_environment().translations)
        reply, after = dialogue.respond(
            said(question), remembered.changed(language=language), as_of=as_of.date() if as_of else None
        )
    if memory is not None:
        memory.write_text(json.dumps(after.to_plain(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if as_document:
        click.echo(json.dumps(reply.to_plain(), ensure_ascii=False))
    else:
        click.echo(reply.text)
        for button in reply.buttons:
            click.echo(f"[{button.label}] {button.action or button.address}")
    sys.exit(0 if reply.confidence else 1)


@click.command()
@click.option("--language", type=_LANGUAGES, help="the language of the answers; without it, that of the first sentence")
def chat(language: str | None) -> None:
    """Talk with the bot in this terminal. An empty line or the end of input ends the conversation."""
    with opened() as catalogue:
        dialogue = Dialogue(catalogue, Settings.from_environment().translations)

        def count(reply: Reply, memory: Memory) -> None:
            count_reply(catalogue, reply, place=memory.place, channel=CHANNEL)

        try:
            talk(dialogue, Memory(language=language), click.get_text_stream("stdin"), click.echo, count)
        finally:
            record_deeds(catalogue)


def said(text: str) -> Utterance:
    """Return what was typed: the action of a button where it is one, else words."""
    action = Action.parse(text) if ":" in text else None
    return Utterance(action=action) if action else Utterance(text)


def _read_memory(file: Path | None) -> Memory:
    if file is None or not file.exists():
        return Memory()
    try:
        return Memory.from_plain(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{file} holds no memory of a conversation.") from error
