"""A conversation while one of its messages is answered: what it remembers, what was answered, what is still to send."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bots.conversations.asked import Asked
from bots.conversations.file import ConversationFile
from bots.conversations.reminders import Reminder, Reminders
from bots.conversations.turns import Lost
from bots.dialogue.memory import Memory
from catalogue.sealing import Seal

MOST_ANSWERED = 100
"""Numbers of answered messages that are kept of a conversation."""
ANSWERED_KEPT = timedelta(days=2)
"""Telegram repeats a message for a day at most. After a quiet week it numbers anew, from anywhere: old numbers must not
make new messages look answered."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What is left to send of the reply to a message."""

    parts: tuple[Any, ...]
    """The parts that nobody began to send, as they were given to `save`."""
    first: int
    """The number of the first of them in the whole reply; parts are counted from 0."""
    in_doubt: bool
    """The part before was begun, and nobody knows whether it arrived. It is not sent again."""


@dataclass(frozen=True)
class Shelf:
    """Where a conversation is kept, and how it is sealed."""

    file: ConversationFile
    seal: Seal
    clock: Callable[[], datetime]
    reminders: Reminders

    def seal_state(self, key: str, state: dict[str, Any]) -> bytes:
        """Return the state of a conversation as it is stored."""
        return self.seal.seal(json.dumps(state, ensure_ascii=False, separators=(",", ":")), f"state {key}")

    def open_state(self, key: str, sealed: bytes) -> dict[str, Any]:
        """Return the state of a conversation; an empty one for what cannot be read."""
        opened = self.seal.open(sealed, f"state {key}")
        state = _plain(opened) if opened is not None else None
        return state if isinstance(state, dict) else {}

    def seal_address(self, key: str, channel: str, chat: str) -> bytes:
        """Return where to write to, as it is stored."""
        return self.seal.seal(json.dumps([channel, chat]), f"address {key}")

    def open_address(self, key: str, sealed: bytes) -> tuple[str, str] | None:
        """Return channel and chat; None for what cannot be read."""
        opened = self.seal.open(sealed, f"address {key}")
        if opened is None:
            return None
        channel, chat = json.loads(opened)
        return channel, chat


class Held:
    """A conversation that nobody else can change meanwhile."""

    def __init__(self, shelf: Shelf, key: str, address: tuple[str, str], ticket: int, forgetting: set[int]) -> None:
        self.key = key
        self.memory = Memory()
        """What the conversation remembers; empty for a new one, and for one that cannot be read."""
        self.asked: Asked | None = None
        """The question that was asked last, unless something else came since."""
        self._shelf = shelf
        self._address = address
        self._ticket = ticket
        self._forgetting = forgetting
        self.is_forgotten = False
        self._answered: list[int] = []
        self._floor: int | None = None
        self._load()

    def answered(self, message: int) -> bool:
        """Tell whether a message was answered already, so that a repeated one is not answered again.

        The last `MOST_ANSWERED` numbers are known one by one, since messages may come out of order; whatever is not
        above the highest number that was dropped from these counts as answered.
        """
        if message in self._answered or message in self._forgetting:
            return True
        return self._floor is not None and message <= self._floor

    def save(
        self,
        memory: Memory,
        message: int | None = None,
        parts: Sequence[Any] = (),
        reminders: Iterable[Reminder] | None = None,
        asked: Asked | None = None,
    ) -> None:
        """Remember, mark the message as answered and keep its reply to be sent: all of it, or nothing.

        `parts` are JSON-ready. `reminders` take the place of all that there were; a memory that wants no reminders
        ends them all. `asked` is the question that this answers. Raises `Lost` when the turn is over.
        """
        if parts and message is None:
            raise ValueError("the reply to no message cannot be found again")
        now = self._shelf.clock()
        if memory.terms and not memory.terms_at(now):
            memory = memory.with_terms((), now)
        answered, floor = self._with_answered(message)
        asked = replace(asked, said=(), answer=message) if asked is not None else None
        state = {
            "memory": memory.to_plain(),
            "answered": answered,
            "floor": floor,
            "at": now.timestamp(),
            "asked": asked.to_plain() if asked is not None else None,
        }
        queued_until = _queued_until(memory)
        terms_until = memory.terms_until.timestamp() if memory.terms and memory.terms_until else None
        with self._shelf.file.changing() as connection:
            self._require_turn(connection)
            connection.execute(
                "INSERT INTO conversations (key, address, state, seen, terms_until, queued_until)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET state = excluded.state, seen = excluded.seen,"
                " terms_until = excluded.terms_until, queued_until = excluded.queued_until",
                (
                    self.key,
                    self._shelf.seal_address(self.key, *self._address),
                    self._shelf.seal_state(self.key, state),
                    now.timestamp(),
                    terms_until,
                    queued_until,
                ),
            )
            if not memory.reminders:
                self._shelf.reminders.replace(connection, self.key, ())
            elif reminders is not None:
                self._shelf.reminders.replace(connection, self.key, reminders)
            if parts and message is not None:
                sealed = self._shelf.seal.seal(json.dumps(list(parts), ensure_ascii=False), self._outbox_place(message))
                connection.execute(
                    "INSERT OR REPLACE INTO replies (conversation, message, parts, total, begun, sent, made)"
                    " VALUES (?, ?, ?, ?, 0, 0, ?)",
                    (self.key, message, sealed, len(parts), now.timestamp()),
                )
        self.memory, self._answered, self._floor, self.asked = memory, answered, floor, asked

    def unfinished(self) -> tuple[int, ...]:
        """Return the messages whose replies were not sent to the end, the oldest first."""
        with self._shelf.file.reading() as connection:
            rows = connection.execute(
                "SELECT message FROM replies WHERE conversation = ? ORDER BY made, message", (self.key,)
            ).fetchall()
        return tuple(message for (message,) in rows)

    def outbox(self, message: int) -> Unsent | None:
        """Return what nobody began to send of a reply; None when there is nothing. What is done with is deleted."""
        with self._shelf.file.reading() as connection:
            row = connection.execute(
                "SELECT parts, begun, sent FROM replies WHERE conversation = ? AND message = ?", (self.key, message)
            ).fetchone()
        if row is None:
            return None
        sealed, begun, sent = row
        opened = self._shelf.seal.open(sealed, self._outbox_place(message))
        parts = tuple(json.loads(opened))[begun:] if opened is not None else ()
        if not parts:
            self.give_up(message)
            return None
        return Unsent(parts, begun, in_doubt=begun > sent)

    def sending(self, message: int, part: int) -> bool:
        """Mark a part before it is sent; False when it must not be sent: it was begun already, or given up."""
        with self._shelf.file.changing() as connection:
            begun = connection.execute(
                "UPDATE replies SET begun = begun + 1 WHERE conversation = ? AND message = ? AND begun = ?",
                (self.key, message, part),
            )
            return begun.rowcount == 1

    def sent(self, message: int, part: int, number: int | None = None) -> None:
        """Mark a part as arrived, as the message of this number in the channel; with the last one the reply is deleted.

        The number is remembered while the reply is that to the question which was asked last.
        """
        with self._shelf.file.changing() as connection:
            if number is not None and self.asked is not None and self.asked.answer == message:
                self.asked = self.asked.heard(number)
                self._keep_asked(connection)
            connection.execute(
                "UPDATE replies SET sent = ? WHERE conversation = ? AND message = ?", (part + 1, self.key, message)
            )
            connection.execute(
                "DELETE FROM replies WHERE conversation = ? AND message = ? AND begun >= total AND sent >= total",
                (self.key, message),
            )

    def not_sent(self, message: int, part: int) -> None:
        """Take back that a part was begun which certainly did not arrive: it can be sent again."""
        with self._shelf.file.changing() as connection:
            connection.execute(
                "UPDATE replies SET begun = ? WHERE conversation = ? AND message = ? AND begun = ? AND sent <= ?",
                (part, self.key, message, part + 1, part),
            )

    def give_up(self, message: int) -> None:
        """Delete a reply of which nothing is to be sent any more."""
        with self._shelf.file.changing() as connection:
            connection.execute("DELETE FROM replies WHERE conversation = ? AND message = ?", (self.key, message))

    def forget(self, message: int | None = None) -> None:
        """Delete the conversation with its reminders and all that is to be sent; nothing can be saved any more.

        When it is given back, what was deleted is swept from the disk too. The number of the message that asked for
        it is remembered by this process alone, and not on the disk.
        """
        if message is not None:
            self._forgetting.add(message)
        self.memory, self._answered, self._floor, self.asked, self.is_forgotten = Memory(), [], None, None, True
        with self._shelf.file.changing() as connection:
            delete_conversation(connection, self.key)

    def _load(self) -> None:
        with self._shelf.file.reading() as connection:
            row = connection.execute("SELECT state FROM conversations WHERE key = ?", (self.key,)).fetchone()
        if row is None:
            return
        state = self._shelf.open_state(self.key, row[0])
        self.memory = Memory.from_plain(state.get("memory"))
        self.asked = Asked.from_plain(state.get("asked"))
        at = state.get("at")
        if not isinstance(at, int | float) or self._shelf.clock().timestamp() - at > ANSWERED_KEPT.total_seconds():
            return
        answered, floor = state.get("answered"), state.get("floor")
        self._answered = [one for one in answered if isinstance(one, int)] if isinstance(answered, list) else []
        self._floor = floor if isinstance(floor, int) else None

    def _keep_asked(self, connection: sqlite3.Connection) -> None:
        row = connection.execute("SELECT state FROM conversations WHERE key = ?", (self.key,)).fetchone()
        if row is not None and self.asked is not None:
            state = self._shelf.open_state(self.key, row[0]) | {"asked": self.asked.to_plain()}
            sealed = self._shelf.seal_state(self.key, state)
            connection.execute("UPDATE conversations SET state = ? WHERE key = ?", (sealed, self.key))

    def _with_answered(self, message: int | None) -> tuple[list[int], int | None]:
        answered, floor = list(self._answered), self._floor
        if message is not None and message not in answered:
            answered.append(message)
            while len(answered) > MOST_ANSWERED:
                lowest = min(answered)
                answered.remove(lowest)
                floor = lowest if floor is None else max(floor, lowest)
        return answered, floor

    def _require_turn(self, connection: sqlite3.Connection) -> None:
        found = connection.execute("SELECT 1 FROM turns WHERE ticket = ? AND holds", (self._ticket,)).fetchone()
        if found is None or self.is_forgotten:
            raise Lost

    def _outbox_place(self, message: int) -> str:
        return f"outbox {self.key} {message}"


def delete_conversation(connection: sqlite3.Connection, key: str) -> None:
    """Delete whatever there is of a conversation but those who have or wait for a turn."""
    for table in ("replies", "reminders"):
        connection.execute(f"DELETE FROM {table} WHERE conversation = ?", (key,))  # noqa: S608 - names of our own
    connection.execute("DELETE FROM conversations WHERE key = ?", (key,))


def _queued_until(memory: Memory) -> float | None:
    """Return when nobody need look for an answer of the desk any more: the day is over in every zone."""
    if memory.ticket is None or memory.ticket_day is None:
        return None
    return datetime.combine(memory.ticket_day + timedelta(days=2), time(), UTC).timestamp()


def _plain(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
