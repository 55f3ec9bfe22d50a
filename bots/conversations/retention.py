"""Forgetting by itself: conversations that nobody carries on, words of the last turn, replies nobody can be sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bots.conversations.held import delete_conversation
from bots.conversations.store import Conversations
from bots.dialogue.memory import Memory

DAYS_KEPT = 30
"""After so many days without a message a conversation is deleted; if reminders were asked for, after the last of them.
The privacy text and docs/operating.md say so too."""
HOURS_UNSENT = 24
"""For so many hours a reply that could not be sent is kept; Telegram keeps a message for as long."""
EVERY = timedelta(minutes=5)
SWEPT_EVERY = timedelta(hours=1)
"""How long copies of replies that were sent and of states that were replaced stay in the file at most."""
AT_ONCE = 200
"""Rows that one transaction changes, so that nobody who talks waits for it."""


def forget_idle(conversations: Conversations) -> int:
    """Delete what is kept for too long, on the disk as well; return how many conversations that ended."""
    now = conversations.clock()
    ended = 0
    while idle := _forget_some(conversations, now):
        ended += idle
    while _drop_terms(conversations, now):
        pass
    with conversations.file.changing() as connection:
        stamp = now.timestamp()
        connection.execute("DELETE FROM replies WHERE made <= ?", (stamp - HOURS_UNSENT * 3600,))
        # A reminder that was begun and never confirmed may have arrived: it is not sent again.
        connection.execute("DELETE FROM reminders WHERE begun = 1 AND leased_until <= ?", (stamp - 3600,))
        connection.execute("DELETE FROM turns WHERE until <= ?", (stamp,))
    if ended:
        conversations.file.sweep()
    else:
        conversations.file.empty_log()
    return ended


def jobs(conversations: Conversations) -> tuple[Callable[[], object], ...]:
    """Return what is to be called again and again beside the channels; each does nothing before its time has come."""
    return (
        _Paced(lambda: forget_idle(conversations), EVERY, conversations.clock),
        _Paced(conversations.file.sweep, SWEPT_EVERY, conversations.clock),
    )


class _Paced:
    """Calls something at once, and then when a span has passed since it last succeeded."""

    def __init__(self, job: Callable[[], object], every: timedelta, clock: Callable[[], datetime]) -> None:
        self._job, self._every, self._clock = job, every, clock
        self._last: datetime | None = None

    def __call__(self) -> None:
        now = self._clock()
        if self._last is None or not timedelta() <= now - self._last < self._every:
            self._job()
            self._last = now


def _forget_some(conversations: Conversations, now: datetime) -> int:
    longest_ago = (now - timedelta(days=DAYS_KEPT)).timestamp()
    with conversations.file.changing() as connection:
        keys = connection.execute(
            "SELECT key FROM conversations WHERE seen <= ? AND NOT EXISTS"
            " (SELECT 1 FROM reminders WHERE conversation = key) LIMIT ?",
            (longest_ago, AT_ONCE),
        ).fetchall()
        for (key,) in keys:
            delete_conversation(connection, key)
    return len(keys)


def _drop_terms(conversations: Conversations, now: datetime) -> int:
    shelf = conversations.shelf
    with conversations.file.changing() as connection:
        rows = connection.execute(
            "SELECT key, state FROM conversations WHERE terms_until <= ? LIMIT ?", (now.timestamp(), AT_ONCE)
        ).fetchall()
        for key, sealed in rows:
            # Whoever holds the conversation meanwhile drops them too when saving.
            state = shelf.open_state(key, sealed)
            memory = Memory.from_plain(state.get("memory")).with_terms((), now)
            connection.execute(
                "UPDATE conversations SET state = ?, terms_until = NULL WHERE key = ?",
                (shelf.seal_state(key, {**state, "memory": memory.to_plain()}), key),
            )
    return len(rows)
