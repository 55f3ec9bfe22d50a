"""What citizens see: every chat with its messages and what became of them; answers to buttons and inline queries."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from telegram_server.refusal import Refused

BOT = {"id": 123456789, "is_bot": True, "first_name": "Onedoor", "username": "onedoor_test_bot"}


@dataclass
class Seen:
    """What happened in one chat, as the citizen sees it."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    edits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The texts of the bot's messages."""
        return [message["text"] for message in self.messages if "text" in message]

    @property
    def files(self) -> list[str]:
        """The names of the files that the bot sent."""
        return [message["document"]["file_name"] for message in self.messages if "document" in message]

    def buttons(self) -> dict[str, str]:
        """The buttons below the last message that has some: label → callback data or address."""
        for message in reversed(self.messages):
            rows = message.get("reply_markup", {}).get("inline_keyboard")
            if rows:
                return {button["text"]: button.get("callback_data") or button["url"] for row in rows for button in row}
        return {}


class Chats:
    """All chats of the bot, and what Telegram knows of their people."""

    def __init__(self) -> None:
        self.blocked: set[int] = set()
        self.callback_answers: list[dict[str, Any]] = []
        self.inline_answers: list[dict[str, Any]] = []
        self.files: list[bytes] = []
        self._seen: dict[int, Seen] = {}
        self._known: set[int] = set()
        self._open_queries: set[str] = set()
        self._last_message = 0

    def of(self, chat: int) -> Seen:
        """Return what the citizen of a chat sees."""
        return self._seen.setdefault(chat, Seen())

    def next_number(self) -> int:
        """Return the number of the next message."""
        self._last_message += 1
        return self._last_message

    def began(self, chat: int) -> None:
        """Note that a person wrote to the bot: before that, nothing can be sent to them."""
        self._known.add(chat)

    def gone(self, chat: int) -> None:
        """Note that a chat is not there any more."""
        self._known.discard(chat)

    def asked(self, query: str) -> None:
        """Note that a button was pressed, or an inline query typed: it is answered once."""
        self._open_queries.add(query)

    def keep(self, chat: int, message: dict[str, Any]) -> dict[str, Any]:
        """Put a message of the bot into a chat, and return it as Telegram does. Raises `Refused`."""
        self._require(chat)
        where = {"id": chat, "type": "private"}
        whole = {"message_id": self.next_number(), "date": int(time.time()), "chat": where, "from": BOT, **message}
        self.of(chat).messages.append(whole)
        return whole

    def keep_file(self, chat: int, file: dict[str, Any], rest: dict[str, Any]) -> dict[str, Any]:
        """Put a file into a chat, and return its message. Raises `Refused`."""
        document = {"file_id": f"file-{len(self.files)}", "file_unique_id": "f", "file_name": file["file_name"]}
        message = self.keep(chat, {"document": document, **rest})
        self.files.append(file["content"])
        return message

    def edit(self, chat: int, number: int, changes: dict[str, Any]) -> dict[str, Any]:
        """Change a message of the bot, and return it. Raises `Refused`."""
        self._require(chat)
        for place, message in enumerate(self.of(chat).messages):
            if message["message_id"] == number:
                if "text" in changes and "text" not in message:
                    raise Refused("Bad Request: there is no text in the message to edit")
                if all(message.get(name) == value for name, value in changes.items()):
                    raise Refused("Bad Request: message is not modified: it is exactly the same")
                changed = {name: value for name, value in {**message, **changes}.items() if value is not None}
                self.of(chat).messages[place] = changed
                self.of(chat).edits.append(changed)
                return changed
        raise Refused("Bad Request: message to edit not found")

    def delete(self, chat: int, number: int) -> bool:
        """Delete a message. Raises `Refused`."""
        self._require(chat)
        kept = [message for message in self.of(chat).messages if message["message_id"] != number]
        if len(kept) == len(self.of(chat).messages):
            raise Refused("Bad Request: message to delete not found")
        self.of(chat).messages = kept
        return True

    def answer_query(self, query: str) -> None:
        """Take the answer to a pressed button or an inline query. Raises `Refused` for one nobody waits for."""
        if query not in self._open_queries:
            raise Refused("Bad Request: query is too old and response timeout expired or query ID is invalid")
        self._open_queries.discard(query)

    def _require(self, chat: int) -> None:
        if chat not in self._known:
            raise Refused("Bad Request: chat not found")
        if chat in self.blocked:
            raise Refused("Forbidden: bot was blocked by the user", 403)
