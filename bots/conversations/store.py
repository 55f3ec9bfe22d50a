"""Conversations: the door to the store. A conversation is held for one message, answered, saved, and given back."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Self
from zoneinfo import ZoneInfo

from bots.conversations.file import ConversationFile
from bots.conversations.held import Held, Shelf, delete_conversation
from bots.conversations.living import Living
from bots.conversations.reminders import DueReminder, Reminder, Reminders
from bots.conversations.turns import Turns
from bots.dialogue.memory import Memory
from catalogue.sealing import Seal

FILE_NAME = "conversations.sqlite"
KEY_NAME = "conversations-key"
MOST_FORGETTING = 1_000
"""Forgotten conversations of which this process still knows by which message it was asked to forget them."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A message whose reply was not sent to the end, by a process that is no more."""

    channel: str
    chat: str
    message: int


@dataclass(frozen=True, slots=True)
class Queued:
    """A conversation that stands in the queue of the desk."""

    channel: str
    chat: str
    ticket: str


class Conversations:
    """The conversations of all channels. Threads may share it; any number of processes may open the same file.

    Nothing in the file can be read without the key, and nothing in it says in the clear who wrote. What another key
    sealed is dropped when the file is opened.
    """

    def __init__(self, file: Path, seal: Seal, clock: Callable[[], datetime] = _now) -> None:
        self.file = ConversationFile(file, seal)
        self.clock = clock
        self._seal = seal
        self._reminders = Reminders(self.file, seal, clock)
        self.shelf = Shelf(self.file, seal, clock, self._reminders)
        self._turns = Turns(self.file, Living(file.with_suffix(".living")), clock)
        self._forgetting: OrderedDict[str, set[int]] = OrderedDict()
        self._lock = Lock()

    @classmethod
    def at(cls, home: Path, clock: Callable[[], datetime] = _now) -> Self:
        """Return the conversations of a state folder; file and key are made at the first use."""
        return cls(home / FILE_NAME, Seal(home / KEY_NAME), clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file in this process. Turns that are still held are not renewed any more."""
        self._turns.close()
        self.file.close()

    def key(self, channel: str, chat: str) -> str:
        """Return the key of a conversation, which tells nothing of it to who has not the key of the file."""
        return self._seal.digest(json.dumps(["conversation", channel, chat]))

    @contextmanager
    def held(self, channel: str, chat: str, wait: float = 30.0, message: int | None = None) -> Iterator[Held]:
        """Hold a conversation: nobody else, in any thread or process, holds it meanwhile.

        Of several that wait the one with the lowest number of a message comes next, then the one that came first. A
        process that was killed holds nothing any more, one that stands still for `turns.LEASE` seconds at most. Raises
        `Busy` after `wait` seconds. Never hold a conversation twice in one thread.
        """
        key = self.key(channel, chat)
        ticket = self._turns.take(key, message, wait)
        held = None
        try:
            held = Held(self.shelf, key, (channel, chat), ticket, self._forgotten_by(key))
            yield held
        finally:
            self._turns.give_back(ticket)
            if held is not None and held.is_forgotten:
                self.file.sweep()

    def forget(self, channel: str, chat: str) -> None:
        """Leave nothing of a conversation, at once and whoever holds it: who does cannot save any more.

        Whoever holds it himself calls `Held.forget` instead.
        """
        key = self.key(channel, chat)
        with self.file.changing() as connection:
            delete_conversation(connection, key)
            connection.execute("DELETE FROM turns WHERE conversation = ?", (key,))
        self.file.sweep()

    def blocked(self, channel: str, chat: str) -> None:
        """The person does not want to hear of us any more: reminders end and the conversation is forgotten."""
        self.forget(channel, chat)

    def list_unfinished(self, most: int = 100) -> tuple[Unfinished, ...]:
        """Return messages whose replies nobody is sending any more, oldest first, to be sent after a restart."""
        self._turns.end_of_the_dead()
        with self.file.reading() as connection:
            rows = connection.execute(
                "SELECT key, address, message FROM replies JOIN conversations ON key = conversation WHERE NOT EXISTS"
                " (SELECT 1 FROM turns WHERE turns.conversation = key AND until > ?) ORDER BY made, message LIMIT ?",
                (self.clock().timestamp(), most),
            ).fetchall()
        opened = ((self.shelf.open_address(key, address), message) for key, address, message in rows)
        return tuple(Unfinished(*address, message) for address, message in opened if address is not None)

    def list_queued(self, most: int = 100) -> tuple[Queued, ...]:
        """Return the conversations that stand in the queue of the desk, with the tickets that they have."""
        with self.file.reading() as connection:
            rows = connection.execute(
                "SELECT key, address, state FROM conversations WHERE queued_until > ? ORDER BY seen DESC LIMIT ?",
                (self.clock().timestamp(), most),
            ).fetchall()
        found = []
        for key, address, state in rows:
            opened = self.shelf.open_address(key, address)
            ticket = Memory.from_plain(self.shelf.open_state(key, state).get("memory")).ticket
            if opened is not None and ticket is not None:
                found.append(Queued(*opened, ticket))
        return tuple(found)

    def set_reminders(self, key: str, reminders: Iterable[Reminder]) -> None:
        """Put these reminders in the place of all that there were; without a stored conversation nothing happens."""
        with self.file.changing() as connection:
            if connection.execute("SELECT 1 FROM conversations WHERE key = ?", (key,)).fetchone() is not None:
                self._reminders.replace(connection, key, reminders)

    def due_reminders(self, now: datetime, zone: ZoneInfo, most: int = 20) -> tuple[DueReminder, ...]:
        """Hand out what is due, each to one process, never at night; `begin_reminder` is asked before it is sent.

        Who is killed before that loses nothing: after some minutes it is handed out again.
        """
        return self._reminders.due(now, zone, most, self.shelf.open_address)

    def begin_reminder(self, due: DueReminder) -> bool:
        """Mark a reminder before it is sent, so that it is sent once at most; False when it must not be sent.

        Call it while the conversation is held: then nobody ends the reminders between this and the sending.
        """
        return self._reminders.begin(due)

    def reminder_sent(self, due: DueReminder) -> None:
        """Delete a reminder that was sent."""
        self._reminders.sent(due)

    def reminder_failed(self, due: DueReminder) -> None:
        """Try a reminder again later that certainly did not arrive, a few times at most."""
        self._reminders.failed(due)

    def stop_reminders(self, key: str) -> None:
        """End all reminders of a conversation."""
        self._reminders.stop(key)

    def _forgotten_by(self, key: str) -> set[int]:
        with self._lock:
            found = self._forgetting.setdefault(key, set())
            self._forgetting.move_to_end(key)
            while len(self._forgetting) > MOST_FORGETTING:
                self._forgetting.popitem(last=False)
            return found
