"""The tables of the conversations, as steps from each version to the next; a step that is published never changes."""

from __future__ import annotations

_FIRST = (
    "CREATE TABLE key_check (digest TEXT NOT NULL)",
    # The key is a keyed digest of channel and chat; address and state are sealed. `seen` is the instant of the last
    # message, `terms_until` that after which the catalogue's words of the last turn are dropped from the state.
    """
    CREATE TABLE conversations (
        key TEXT PRIMARY KEY,
        address BLOB NOT NULL,
        state BLOB NOT NULL,
        seen REAL NOT NULL,
        terms_until REAL
    ) WITHOUT ROWID
    """,
    "CREATE INDEX conversations_seen ON conversations (seen)",
    "CREATE INDEX conversations_terms ON conversations (terms_until) WHERE terms_until IS NOT NULL",
    # Who is having a turn in a conversation, and who waits for one. Numbers are never used again, so nobody gives
    # back what is another's by now.
    """
    CREATE TABLE turns (
        ticket INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation TEXT NOT NULL,
        message INTEGER NOT NULL,
        holds INTEGER NOT NULL,
        until REAL NOT NULL
    )
    """,
    "CREATE INDEX turns_conversation ON turns (conversation)",
    """
    CREATE TABLE replies (
        conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
        message INTEGER NOT NULL,
        parts BLOB NOT NULL,
        total INTEGER NOT NULL,
        begun INTEGER NOT NULL,
        sent INTEGER NOT NULL,
        made REAL NOT NULL,
        PRIMARY KEY (conversation, message)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE reminders (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
        due REAL NOT NULL,
        payload BLOB NOT NULL,
        begun INTEGER NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0,
        leased_until REAL NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX reminders_conversation ON reminders (conversation)",
    "CREATE INDEX reminders_due ON reminders (due)",
    # Counts only: of no conversation, and of no time of day.
    """
    CREATE TABLE ratings (
        day TEXT NOT NULL,
        language TEXT NOT NULL,
        channel TEXT NOT NULL,
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        yes INTEGER NOT NULL DEFAULT 0,
        no INTEGER NOT NULL DEFAULT 0,
        declined INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (day, language, channel, kind, id)
    ) WITHOUT ROWID
    """,
)

_SECOND = (
    # The process whose turn it is, so that the turns of one that was killed end at once.
    "ALTER TABLE turns ADD COLUMN holder TEXT NOT NULL DEFAULT ''",
)

_THIRD = (
    # Ratings and questions without an answer are counted in the catalogue.
    "DROP TABLE ratings",
)

_FOURTH = (
    # The instant at which a place in the queue of the desk ends, for those who stand there.
    "ALTER TABLE conversations ADD COLUMN queued_until REAL",
    "CREATE INDEX conversations_queued ON conversations (queued_until) WHERE queued_until IS NOT NULL",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD, _FOURTH)
"""The statements that lead from version 0, 1, … to the next one."""

SEALED_TABLES = ("replies", "reminders", "turns", "conversations")
"""Tables that are worthless without the key."""
