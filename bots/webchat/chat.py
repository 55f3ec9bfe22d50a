"""One turn for a web page. The memory travels in the page as text, so the server stores nothing and sets no cookie."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

from bots.conversations.ratings import count_reply
from bots.dialogue.conversation import Dialogue
from bots.dialogue.memory import Memory
from bots.dialogue.reply import Reply
from bots.dialogue.utterance import Action, Utterance
from bots.webchat.examples import list_examples
from bots.webchat.layout import Page
from catalogue.context import Catalogue
from catalogue.languages import direction
from furniture.translations import phrases

CHANNEL = "web"
LONGEST_MEMORY = 24_000
"""Characters of a memory that a page may carry: every table of it full."""

_log = logging.getLogger(__name__)


def open_chat(catalogue: Catalogue, translations: Path) -> WebChat:
    """Return the chat over an open catalogue."""
    return WebChat(catalogue, translations)


class WebChat:
    """Answers turns of many pages. Threads may share it."""

    def __init__(self, catalogue: Catalogue, translations: Path) -> None:
        self._catalogue = catalogue
        self._translations = translations
        self._dialogue = Dialogue(catalogue, translations)

    def turn(
        self,
        *,
        language: str,
        text: str = "",
        action: str = "",
        memory: str = "",
        place: str | None = None,
        may_try_codes: bool = True,
    ) -> dict[str, Any]:
        """Return the reply to a text or to the action of a button: `language` and its `direction`, `blocks`, `buttons`,
        `files`, `memory`, `subject`, the `life_event` in hand, whether somebody is in `danger`, whether it was
        `answered` and whether a `wrong_code` of a case was sent; all of it JSON-ready.

        A place is taken over where the memory has none. A memory of another shape counts as none. Never raises: what
        breaks is told in words.
        """
        known = read_memory(memory)
        known = replace(known, language=language, place=known.place or place)
        pressed = Action.parse(action) if action else None
        utterance = Utterance(action=pressed) if pressed else Utterance(text, may_try_codes=may_try_codes)
        try:
            reply, after = self._dialogue.respond(utterance, known)
        except Exception as failure:  # noqa: BLE001 - the page must say so, and keep what was known
            _log.error("a turn of the web chat failed: %s", type(failure).__name__)
            reply, after = self._dialogue.apologise(known), known
        else:
            self._count(reply, after)
        page = Page(self._catalogue.settings.public_address, phrases(self._translations, reply.language))
        return {
            "language": reply.language,
            "direction": direction(reply.language),
            "blocks": [page.block(block) for block in reply.blocks],
            "buttons": [page.button(button) for button in reply.buttons],
            "files": [page.file(file, reply) for file in reply.attachments],
            "memory": write_memory(after),
            "subject": [after.subject.kind, after.subject.id] if after.subject else None,
            "life_event": after.life_event,
            "danger": reply.danger,
            "answered": reply.confidence > 0,
            "wrong_code": reply.wrong_code,
        }

    def examples(self, language: str) -> list[dict[str, str]]:
        """Return a few questions to begin with: the `question` in words, and the `action` that asks it.

        Raises `NotReady` while there is no catalogue.
        """
        with self._catalogue.reading(language) as reading:
            found = list_examples(reading, phrases(self._translations, language))
        return [{"question": example.question, "action": example.action} for example in found]

    def _count(self, reply: Reply, memory: Memory) -> None:
        """Count ratings, answers and declined questions, but for those of previews."""
        if self._catalogue.counts:
            count_reply(self._catalogue, reply, place=memory.place, channel=CHANNEL)


def write_memory(memory: Memory) -> str:
    """Return a memory as text that a form carries."""
    plain = json.dumps(memory.to_plain(), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode("ascii")


def read_memory(text: str) -> Memory:
    """Return the memory that a form carried; an empty one for any other text."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(text[:LONGEST_MEMORY].encode("ascii")))
        # Half a character can be written in JSON, but in no page and no database.
        json.dumps(plain, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return Memory()
    return Memory.from_plain(plain)
