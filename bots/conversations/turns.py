"""Taking turns: one message of a conversation is answered at a time, over all threads and processes, in their order.

Whoever wants a turn puts a ticket into the file. Tickets of a process that was killed are taken out by whoever comes
next; tickets run out besides, so that a process that stands still keeps nobody waiting for long.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from datetime import datetime
from threading import Event, Lock, Thread

from bots.conversations.file import ConversationFile
from bots.conversations.living import Living

LEASE = 60.0
"""Seconds after which a turn ends whose process does not renew it."""
WAITING = 10.0
"""Seconds after which somebody who waits and does not look any more is waited for no longer."""
BETWEEN_LOOKS = 1.0
"""Seconds between two looks whether those ahead still live."""
PAUSE = 0.01
LONGEST_PAUSE = 0.25
FIRST = -1
"""The number of a turn that belongs to no message."""

_log = logging.getLogger(__name__)


class Busy(Exception):
    """Another message of the conversation is still being answered, for longer than one wanted to wait."""


class Lost(Exception):
    """The turn is not one's own any more: it ran out, or the conversation was forgotten meanwhile."""


class Turns:
    """The turns that this process has and waits for."""

    def __init__(self, file: ConversationFile, living: Living, clock: Callable[[], datetime]) -> None:
        self._file = file
        self._living = living
        self._clock = clock
        self._held: set[int] = set()
        self._lock = Lock()
        self._ended = Event()
        self._renewing: Thread | None = None

    def take(self, conversation: str, message: int | None, wait: float) -> int:
        """Return the ticket of a turn that is one's own from now on. Raises `Busy` after `wait` seconds.

        Of several who wait, the one with the lowest number of a message is next, then the one who came first.
        """
        give_up = time.monotonic() + wait
        ticket, holds = self._join(conversation, message)
        try:
            renewed, looked = time.monotonic(), 0.0
            while not holds:
                ahead = self._ahead(conversation, ticket)
                if ahead is None:
                    # It was taken for dead, or the conversation was forgotten: wait in line again.
                    ticket, holds = self._join(conversation, message)
                    continue
                if ahead == 0 and self._begin(conversation, ticket):
                    break
                now = time.monotonic()
                if now - looked > BETWEEN_LOOKS:
                    looked = now
                    if self.end_of_the_dead():
                        continue
                if now >= give_up:
                    raise Busy
                if now - renewed > WAITING / 4:
                    self._renew((ticket,), WAITING)
                    renewed = now
                # Who is next looks often; who is far behind need not.
                time.sleep(min(PAUSE * (ahead or 1), LONGEST_PAUSE, give_up - now))
        except BaseException:
            self._remove(ticket)
            raise
        self._keep(ticket)
        return ticket

    def give_back(self, ticket: int) -> None:
        """End a turn, if it is still one's own."""
        with self._lock:
            self._held.discard(ticket)
        self._remove(ticket)

    def end_of_the_dead(self) -> bool:
        """End the turns of processes that live no more; tell whether there were any."""
        with self._file.reading() as connection:
            holders = connection.execute("SELECT DISTINCT holder FROM turns WHERE holder <> ''").fetchall()
        ended = [holder for (holder,) in holders if self._living.has_ended(holder)]
        if ended:
            with self._file.changing() as connection:
                connection.executemany("DELETE FROM turns WHERE holder = ?", [(holder,) for holder in ended])
        return bool(ended)

    def close(self) -> None:
        """Renew nothing any more."""
        self._ended.set()
        if self._renewing is not None:
            self._renewing.join()
            self._renewing = None
        self._living.close()

    def renew(self) -> None:
        """Make the turns of this process last, as its thread does again and again."""
        with self._lock:
            held = tuple(self._held)
        if held:
            self._renew(held, LEASE)

    def _join(self, conversation: str, message: int | None) -> tuple[int, bool]:
        now, holder = self._now(), self._living.name
        with self._file.changing() as connection:
            connection.execute("DELETE FROM turns WHERE conversation = ? AND until <= ?", (conversation, now))
            free = connection.execute("SELECT 1 FROM turns WHERE conversation = ?", (conversation,)).fetchone() is None
            inserted = connection.execute(
                "INSERT INTO turns (conversation, message, holds, until, holder) VALUES (?, ?, ?, ?, ?)",
                (conversation, FIRST if message is None else message, free, now + (LEASE if free else WAITING), holder),
            )
            return int(inserted.lastrowid or 0), free

    def _ahead(self, conversation: str, ticket: int) -> int | None:
        """Return how many come first; None when the ticket is not there any more."""
        with self._file.reading() as connection:
            in_line = connection.execute(
                "SELECT ticket FROM turns WHERE conversation = ? AND (until > ? OR ticket = ?)"
                " ORDER BY holds DESC, message, ticket",
                (conversation, self._now(), ticket),
            ).fetchall()
        tickets = [found for (found,) in in_line]
        return tickets.index(ticket) if ticket in tickets else None

    def _begin(self, conversation: str, ticket: int) -> bool:
        """Begin the turn, unless somebody was faster."""
        now = self._now()
        with self._file.changing() as connection:
            connection.execute(
                "DELETE FROM turns WHERE conversation = ? AND until <= ? AND ticket <> ?", (conversation, now, ticket)
            )
            begun = connection.execute(
                "UPDATE turns SET holds = 1, until = ? WHERE ticket = ? AND NOT EXISTS"
                " (SELECT 1 FROM turns AS other WHERE other.conversation = ? AND other.holds)",
                (now + LEASE, ticket, conversation),
            )
            return begun.rowcount == 1

    def _renew(self, tickets: tuple[int, ...], span: float) -> None:
        with self._file.changing() as connection:
            connection.executemany(
                "UPDATE turns SET until = ? WHERE ticket = ?", [(self._now() + span, ticket) for ticket in tickets]
            )

    def _remove(self, ticket: int) -> None:
        with self._file.changing() as connection:
            connection.execute("DELETE FROM turns WHERE ticket = ?", (ticket,))

    def _keep(self, ticket: int) -> None:
        with self._lock:
            self._held.add(ticket)
            if self._renewing is None or not self._renewing.is_alive():
                self._ended.clear()
                self._renewing = Thread(target=self._run, name="onedoor-conversations", daemon=True)
                self._renewing.start()

    def _run(self) -> None:
        while not self._ended.wait(LEASE / 4):
            try:
                self.renew()
            except sqlite3.Error:
                # Before a turn runs out this is tried three times more; who loses it is told when saving.
                _log.exception("the turns of conversations could not be renewed")

    def _now(self) -> float:
        return self._clock().timestamp()
