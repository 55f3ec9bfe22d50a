"""Reminders that people asked for: kept sealed, handed out by day to one process at a time, and sent once at most."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bots.conversations.file import ConversationFile
from catalogue.sealing import Seal

FROM, UNTIL = time(9), time(21)
"""The time of day within which people are reminded, in the country's zone."""
MOST_TRIES = 3
LEASE = timedelta(minutes=5)
"""For so long a reminder that was handed out is not handed out again, and a failed one waits, more with each try."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to remind of, in ids; the words are made when it is sent."""

    at: datetime
    """The instant from which on it is due."""
    life_event: str
    step: str
    day: date
    """The day that is reminded of; afterwards the reminder helps nobody and is dropped."""
    kind: str = "step"


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A reminder that was handed out to be sent."""

    id: int
    conversation: str
    channel: str
    chat: str
    reminder: Reminder


class Reminders:
    """The table of reminders."""

    def __init__(self, file: ConversationFile, seal: Seal, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._seal = seal
        self._clock = clock

    def replace(self, connection: sqlite3.Connection, conversation: str, reminders: Iterable[Reminder]) -> None:
        """Put these reminders in the place of all that there were, in a transaction of the caller."""
        connection.execute("DELETE FROM reminders WHERE conversation = ?", (conversation,))
        connection.executemany(
            "INSERT INTO reminders (conversation, due, payload) VALUES (?, ?, ?)",
            [
                (conversation, (due := one.at.timestamp()), self._seal.seal(_payload(one), _place(conversation, due)))
                for one in reminders
            ],
        )

    def due(
        self, now: datetime, zone: ZoneInfo, most: int, open_address: Callable[[str, bytes], tuple[str, str] | None]
    ) -> tuple[DueReminder, ...]:
        """Hand out what is due, oldest first, to this caller alone for `LEASE`; nothing between `UNTIL` and `FROM`.

        Of several that are due of one step only the last is handed out. What cannot be read is dropped.
        """
        local = now.astimezone(zone)
        if not FROM <= local.time() < UNTIL:
            return ()
        instant, found = now.timestamp(), {}
        with self._file.changing() as connection:
            rows = connection.execute(
                "SELECT id, conversation, due, payload, address FROM reminders JOIN conversations ON key = conversation"
                " WHERE due <= ? AND begun = 0 AND leased_until <= ? ORDER BY due, id",
                (instant, instant),
            )
            dropped: list[int] = []
            for id, conversation, due, payload, sealed_address in rows:
                reminder = self._open(payload, conversation, due)
                address = open_address(conversation, sealed_address)
                if reminder is None or address is None or reminder.day < local.date():
                    dropped.append(id)
                    continue
                what = (conversation, reminder.life_event, reminder.step, reminder.kind)
                if (earlier := found.pop(what, None)) is not None:
                    dropped.append(earlier.id)
                elif len(found) == most:
                    break
                found[what] = DueReminder(id, conversation, *address, reminder)
            rows.close()
            connection.executemany("DELETE FROM reminders WHERE id = ?", [(id,) for id in dropped])
            connection.executemany(
                "UPDATE reminders SET leased_until = ? WHERE id = ?",
                [(instant + LEASE.total_seconds(), handed.id) for handed in found.values()],
            )
        return tuple(found.values())

    def begin(self, due: DueReminder) -> bool:
        """Mark a reminder before it is sent; False when it must not be: it was ended, replaced or begun meanwhile."""
        with self._file.changing() as connection:
            begun = connection.execute(
                "UPDATE reminders SET begun = 1, tries = tries + 1 WHERE id = ? AND begun = 0", (due.id,)
            )
            return begun.rowcount == 1

    def sent(self, due: DueReminder) -> None:
        """Delete a reminder that was sent; its conversation is kept for as long again as after a message."""
        with self._file.changing() as connection:
            connection.execute("DELETE FROM reminders WHERE id = ?", (due.id,))
            connection.execute(
                "UPDATE conversations SET seen = ? WHERE key = ?", (self._clock().timestamp(), due.conversation)
            )

    def failed(self, due: DueReminder) -> None:
        """Take back that a reminder was begun which certainly did not arrive; after `MOST_TRIES` it is given up."""
        now = self._clock().timestamp()
        with self._file.changing() as connection:
            connection.execute("DELETE FROM reminders WHERE id = ? AND tries >= ?", (due.id, MOST_TRIES))
            connection.execute(
                "UPDATE reminders SET begun = 0, leased_until = ? + ? * tries WHERE id = ? AND begun = 1",
                (now, LEASE.total_seconds(), due.id),
            )

    def stop(self, conversation: str) -> None:
        """End all reminders of a conversation."""
        with self._file.changing() as connection:
            self.replace(connection, conversation, ())

    def _open(self, payload: bytes, conversation: str, due: float) -> Reminder | None:
        opened = self._seal.open(payload, _place(conversation, due))
        if opened is None:
            return None
        plain: dict[str, Any] = json.loads(opened)
        return Reminder(
            at=datetime.fromtimestamp(due, UTC),
            life_event=plain["life_event"],
            step=plain["step"],
            day=date.fromisoformat(plain["day"]),
            kind=plain["kind"],
        )


def _payload(reminder: Reminder) -> str:
    return json.dumps(
        {
            "life_event": reminder.life_event,
            "step": reminder.step,
            "day": reminder.day.isoformat(),
            "kind": reminder.kind,
        }
    )


def _place(conversation: str, due: float) -> str:
    return f"reminder {conversation} {due!r}"
