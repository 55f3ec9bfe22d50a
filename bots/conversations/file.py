"""The SQLite file of the conversations: opened for its owner only, brought to the present schema, emptied for good.

What is deleted is overwritten, in the file as well as in its write-ahead log.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from bots.conversations.schema import MIGRATIONS, SEALED_TABLES
from catalogue.errors import NotReady
from catalogue.sealing import Seal

PATIENCE = 30.0
"""Seconds of waiting for another process that writes; each writes for milliseconds only."""
LOG_PAGES = 64
"""Pages of the write-ahead log after which SQLite writes them into the file itself."""
LOG_BYTES = 256 * 1024
TRIES = 5
"""How often emptying the log is tried while another process reads from it."""


class ConversationFile:
    """The file. Threads share one connection and take turns with it; processes have one each.

    It is opened at the first use, and anew in a process that was forked since.
    """

    def __init__(self, path: Path, seal: Seal) -> None:
        self.path = path
        self._seal = seal
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._process: int | None = None

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in a transaction that writes: returning commits, raising rolls back."""
        with self._lock:
            connection = self._connected()
            with _transaction(connection):
                yield connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for single statements that read."""
        with self._lock:
            yield self._connected()

    def sweep(self) -> bool:
        """Leave nothing of what was deleted; tell whether no other process kept that from being done.

        SQLite overwrites what is deleted, but not the copies that it left where it moved rows to other pages. So the
        file is written anew, which takes some milliseconds per megabyte, and then the log is cut to nothing.
        """
        with self._lock:
            connection = self._connected()
            connection.execute("VACUUM")
            for _ in range(TRIES):
                busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if not busy:
                    return True
            return False

    def empty_log(self) -> bool:
        """Write the log into the file and cut it to nothing, which is quick; tell whether that could be done."""
        with self._lock:
            busy, _, _ = self._connected().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy

    def close(self) -> None:
        """Close the connection of this process; the next use opens another."""
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = None

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            self._connection, self._process = self._open(), os.getpid()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite gives the log the mode of the file, so the file is made before SQLite makes it.
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        self.path.chmod(0o600)
        connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            _write_ahead(connection)
            # A process that is killed loses nothing it committed. A power cut may lose the last moments, after which
            # a message may be answered again; forcing every commit to the disk would cost each answer milliseconds.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
            connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
            connection.execute("PRAGMA temp_store = MEMORY")
            with _transaction(connection):
                self._migrate(connection)
                self._drop_what_another_key_sealed(connection)
        except sqlite3.DatabaseError as error:
            connection.close()
            if isinstance(error, sqlite3.OperationalError):
                raise
            raise NotReady((f"a whole file {self.path} (remove it, and a new one is made)",)) from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > len(MIGRATIONS):
            raise NotReady((f"a newer Onedoor for {self.path} (or remove the file, and a new one is made)",))
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")

    def _drop_what_another_key_sealed(self, connection: sqlite3.Connection) -> None:
        """Drop what nobody can open or find any more, after the file of the key was lost."""
        check = self._seal.digest("the key of the conversations")
        kept = connection.execute("SELECT digest FROM key_check").fetchone()
        if kept is not None and kept[0] == check:
            return
        for table in SEALED_TABLES:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        connection.execute("DELETE FROM key_check")
        connection.execute("INSERT INTO key_check (digest) VALUES (?)", (check,))


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Have changes written into a log. Who opens a new file together with others is told at once that it is locked:
    SQLite does not wait here, however patient the connection.
    """
    give_up = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    # The write lock is taken at once: two that read first and write later would fail half-way.
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
