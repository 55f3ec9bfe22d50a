"""The documents of an index beside its engine: cards to show, counts to rank by, and the vocabulary of each language.

One SQLite file a generation of the index. It is derived: whatever is wrong with it, a new index is the remedy.
`writing.py` fills it, `vocabulary.py` and `reading.py` read it.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from catalogue.search.engines import IndexDamaged
from catalogue.search.fields import FIELDS
from catalogue.search.rules import SearchRules

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, language TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, code TEXT,
    written_in TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, counts BLOB NOT NULL,
    newest INTEGER NOT NULL,
    UNIQUE (kind, id, language));
CREATE INDEX documents_by_code ON documents (code, language) WHERE code IS NOT NULL;
CREATE TABLE lengths (language TEXT PRIMARY KEY, documents INTEGER NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE words (
    number INTEGER PRIMARY KEY, language TEXT NOT NULL, text TEXT NOT NULL, documents INTEGER NOT NULL,
    tokens TEXT NOT NULL, spelling TEXT, UNIQUE (language, text));
CREATE TABLE tokens (language TEXT, text TEXT, documents INTEGER, words BLOB, PRIMARY KEY (language, text))
    WITHOUT ROWID;
CREATE TABLE grams (language TEXT, text TEXT, documents INTEGER, words BLOB, PRIMARY KEY (language, text))
    WITHOUT ROWID;
CREATE TABLE pieces (language TEXT, text TEXT, documents INTEGER, words BLOB, PRIMARY KEY (language, text))
    WITHOUT ROWID;
CREATE TABLE sounds (language TEXT, text TEXT, documents INTEGER, words BLOB, PRIMARY KEY (language, text))
    WITHOUT ROWID;
CREATE TABLE starts (
    language TEXT, rank INTEGER, start TEXT, key INTEGER, PRIMARY KEY (language, rank, start, key)) WITHOUT ROWID;
CREATE INDEX starts_by_key ON starts (key);
CREATE TABLE rules (language TEXT PRIMARY KEY, rules TEXT NOT NULL) WITHOUT ROWID;
"""
_BUSY = 10.0
"""Seconds to wait for another process that writes."""
_KILOBYTES_TO_WRITE = 64_000
"""Of the file that whoever writes keeps in memory, so that what is written here and there goes out in one piece."""
_MOST_PLACES = 500
"""Values bound in one statement."""


class Store:
    """The file, open: each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.local()

    @classmethod
    def create(cls, path: Path) -> Store:
        """Make the file with empty tables."""
        store = cls(path)
        with sqlite3.connect(path) as connection:
            # No write-ahead log: it maps a file into memory, and whoever cuts that file kills every process reading it.
            connection.executescript(_SCHEMA)
        connection.close()
        return store

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the file. Raises `IndexDamaged` when it is missing or cut short."""
        try:
            with path.open("rb") as file:
                head = file.read(100)
            page, pages = struct.unpack(">H", head[16:18])[0], struct.unpack(">I", head[28:32])[0]
        except (OSError, struct.error) as error:
            raise IndexDamaged(str(error)) from error
        if path.stat().st_size < (page if page > 1 else 65536) * pages:
            raise IndexDamaged(f"{path.name} is cut short")
        store = cls(path)
        store.meta()
        return store

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        if not self._path.exists():
            raise IndexDamaged(f"{self._path.name} is gone")
        if not hasattr(self._thread, "held"):
            self._thread.held = _Held(self._path)
        return self._thread.held.connection

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple]:
        """Read rows. Raises `IndexDamaged` when the file cannot be read."""
        try:
            return self.connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(str(error)) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open one transaction: all of it is written, or nothing."""
        connection = self.connection
        before = connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.execute(f"PRAGMA cache_size = -{_KILOBYTES_TO_WRITE}")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        finally:
            # A full disk has rolled back already.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            connection.execute(f"PRAGMA cache_size = {before}")

    def meta(self) -> dict[str, str]:
        """Return what the index says of itself: version, engine, sequence number."""
        return dict(self.rows("SELECT name, value FROM meta"))

    def number_of_documents(self) -> int:
        """Return how many documents the file holds."""
        return self.rows("SELECT count(*) FROM documents")[0][0]

    def rows_of(self, columns: str, table: str, language: str, texts: Iterable[str]) -> list[tuple]:
        """Return columns of the rows of a language with one of these texts; texts that stand nowhere have no row."""
        wanted = list(dict.fromkeys(texts))
        found: list[tuple] = []
        for start in range(0, len(wanted), _MOST_PLACES):
            some = wanted[start : start + _MOST_PLACES]
            places = ",".join("?" * len(some))
            statement = f"SELECT {columns} FROM {table} WHERE language = ? AND text IN ({places})"  # noqa: S608
            found += self.rows(statement, (language, *some))
        return found

    def rows_by_number(self, columns: str, table: str, key: str, numbers: Iterable[int]) -> list[tuple]:
        """Return columns of the rows whose integer key is one of these numbers."""
        wanted = list(numbers)
        found: list[tuple] = []
        for start in range(0, len(wanted), _MOST_PLACES):
            some = wanted[start : start + _MOST_PLACES]
            places = ",".join("?" * len(some))
            found += self.rows(f"SELECT {columns} FROM {table} WHERE {key} IN ({places})", some)  # noqa: S608
        return found

    def lengths(self, language: str) -> tuple[int, tuple[float, ...]]:
        """Return the number of documents of a language and the average length of each of `FIELDS`."""
        rows = self.rows("SELECT documents, fields FROM lengths WHERE language = ?", (language,))
        if not rows or not rows[0][0]:
            return 0, (1.0,) * len(FIELDS)
        documents, sums = rows[0][0], json.loads(rows[0][1])
        return documents, tuple(max(total / documents, 1.0) for total in sums)

    def rules(self, language: str) -> SearchRules:
        """Return what editors told the search in a language."""
        rows = self.rows("SELECT rules FROM rules WHERE language = ?", (language,))
        return SearchRules.from_json(rows[0][0]) if rows else SearchRules(language)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that have documents."""
        return tuple(code for (code,) in self.rows("SELECT language FROM lengths WHERE documents > 0 ORDER BY 1"))


class _Held:
    """A connection that is closed when the thread that uses it ends, or nobody has the file open any more."""

    def __init__(self, path: Path) -> None:
        # Only its thread uses it, but whichever thread clears up closes it.
        self.connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, check_same_thread=False)

    def __del__(self) -> None:
        self.connection.close()
