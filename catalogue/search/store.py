"""The documents of an index beside its engine: cards to show, counts to rank by, words to spell and suggest by.

One SQLite file a generation of the index. It is derived: whatever is wrong with it, a new index is the remedy.
"""

from __future__ import annotations

import json
import sqlite3
import struct
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from catalogue.search.counts import Counts, count
from catalogue.search.engines import Entry, IndexDamaged
from catalogue.search.fields import FIELDS, SearchDocument, name_token
from catalogue.search.rules import SearchRules
from catalogue.search.spelling import pieces
from catalogue.search.suggestions import starts
from catalogue.search.words import grams

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    key INTEGER PRIMARY KEY, language TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, code TEXT,
    title TEXT NOT NULL, summary TEXT NOT NULL, counts TEXT NOT NULL, UNIQUE (kind, id, language));
CREATE INDEX documents_by_code ON documents (code) WHERE code IS NOT NULL;
CREATE TABLE lengths (language TEXT PRIMARY KEY, documents INTEGER NOT NULL, fields TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE tokens (language TEXT, text TEXT, documents INTEGER, PRIMARY KEY (language, text)) WITHOUT ROWID;
CREATE TABLE words (language TEXT, text TEXT, documents INTEGER, PRIMARY KEY (language, text)) WITHOUT ROWID;
CREATE TABLE grams (language TEXT, text TEXT, documents INTEGER, PRIMARY KEY (language, text)) WITHOUT ROWID;
CREATE TABLE pieces (language TEXT, piece TEXT, word TEXT, PRIMARY KEY (language, piece, word)) WITHOUT ROWID;
CREATE TABLE spellings (language TEXT, word TEXT, spelling TEXT, PRIMARY KEY (language, word)) WITHOUT ROWID;
CREATE TABLE starts (language TEXT, start TEXT, key INTEGER, rank INTEGER, PRIMARY KEY (language, start, key))
    WITHOUT ROWID;
CREATE INDEX starts_by_key ON starts (key);
CREATE TABLE rules (language TEXT PRIMARY KEY, rules TEXT NOT NULL) WITHOUT ROWID;
"""
_BUSY = 10.0
"""Seconds to wait for another process that writes."""


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
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def meta(self) -> dict[str, str]:
        """Return what the index says of itself: version, engine, sequence number."""
        return dict(self.rows("SELECT name, value FROM meta"))

    def number_of_documents(self) -> int:
        """Return how many documents the file holds."""
        return self.rows("SELECT count(*) FROM documents")[0][0]

    def documents_of(self, language: str, texts: Iterable[str], table: str) -> dict[str, int]:
        """Return in how many documents of a language each text stands; `table` is tokens, words or grams.

        Texts that stand nowhere are left out.
        """
        wanted = list(dict.fromkeys(texts))
        found: dict[str, int] = {}
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            places = ",".join("?" * len(some))
            statement = f"SELECT text, documents FROM {table} WHERE language = ? AND text IN ({places})"  # noqa: S608
            found.update(self.rows(statement, (language, *some)))
        return found

    def spelling(self, language: str, word: str) -> str:
        """Return a folded word as the catalogue writes it."""
        rows = self.rows("SELECT spelling FROM spellings WHERE language = ? AND word = ?", (language, word))
        return rows[0][0] if rows else word

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


class _Held:
    """A connection that is closed when the thread that uses it ends, or nobody has the file open any more."""

    def __init__(self, path: Path) -> None:
        # Only its thread uses it, but whichever thread clears up closes it.
        self.connection = sqlite3.connect(path, timeout=_BUSY, isolation_level=None, check_same_thread=False)

    def __del__(self) -> None:
        self.connection.close()


class Writing:
    """Documents on their way into a store: sums are gathered in memory and written at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sums: dict[str, dict[str, Counter[str]]] = {}
        self._lengths: dict[str, list[int]] = {}

    def add(self, document: SearchDocument) -> Entry:
        """Add a document, or replace it, and return what the engine keeps of it."""
        known = self._remove("language = ? AND kind = ? AND id = ?", (document.language, document.kind, document.id))
        counts = count(document)
        values = (document.language, document.kind, document.id, document.code, document.title, document.summary)
        key = self._connection.execute(
            "INSERT INTO documents (key, language, kind, id, code, title, summary, counts) VALUES (?,?,?,?,?,?,?,?)",
            (known[0][1] if known else None, *values, counts.to_json()),
        ).lastrowid
        self._connection.executemany(
            "INSERT OR REPLACE INTO starts VALUES (?, ?, ?, ?)",
            [(document.language, start, key, rank) for start, rank in starts(document, counts.names).items()],
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO spellings VALUES (?, ?, ?)",
            [(document.language, word, spelling) for word, spelling in counts.spellings.items()],
        )
        self._sum(document.language, counts, 1)
        weights = {**counts.weights, name_token(document.kind, document.id): 1.0}
        return Entry(key, document.language, weights, document.values())

    def remove(self, kind: str, id: str) -> list[tuple[str, int]]:
        """Remove an object in every language and return the language and key of each document gone."""
        return self._remove("kind = ? AND id = ?", (kind, id))

    def replace_rules(self, rules: Iterable[SearchRules]) -> None:
        """Keep these rules of editors, and no others."""
        self._connection.execute("DELETE FROM rules")
        self._connection.executemany(
            "INSERT INTO rules VALUES (?, ?)", [(of_language.language, of_language.to_json()) for of_language in rules]
        )

    def _remove(self, where: str, values: tuple[str, ...]) -> list[tuple[str, int]]:
        statement = f"SELECT language, key, counts FROM documents WHERE {where}"  # noqa: S608
        found = self._connection.execute(statement, values).fetchall()
        for language, key, counts in found:
            self._sum(language, Counts.from_json(counts), -1)
            self._connection.execute("DELETE FROM starts WHERE key = ?", (key,))
            self._connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        return [(language, key) for language, key, _ in found]

    def _sum(self, language: str, counts: Counts, sign: int) -> None:
        sums = self._sums.setdefault(language, {"tokens": Counter(), "words": Counter()})
        for text in counts.tokens:
            sums["tokens"][text] += sign
        for text in counts.words:
            sums["words"][text] += sign
        lengths = self._lengths.setdefault(language, [0] * (1 + len(FIELDS)))
        for position, length in enumerate((1, *counts.lengths)):
            lengths[position] += sign * length

    def finish(self, meta: dict[str, str]) -> None:
        """Write the sums and what the index says of itself."""
        for language, sums in self._sums.items():
            new = self._new_words(language, sums["words"])
            in_grams: Counter[str] = Counter()
            for word, number in sums["words"].items():
                for gram in set(grams(word)):
                    in_grams[gram] += number
            for table, numbers in {**sums, "grams": in_grams}.items():
                self._add_up(table, language, numbers)
            self._connection.executemany(
                "INSERT OR IGNORE INTO pieces VALUES (?, ?, ?)",
                [(language, piece, word) for word in new for piece in pieces(word)],
            )
        for language, sums in self._lengths.items():
            row = self._connection.execute("SELECT documents, fields FROM lengths WHERE language = ?", (language,))
            before = row.fetchone()
            totals = [a + b for a, b in zip((before[0], *json.loads(before[1])), sums, strict=True)] if before else sums
            self._connection.execute(
                "INSERT OR REPLACE INTO lengths VALUES (?, ?, ?)", (language, totals[0], json.dumps(totals[1:]))
            )
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(meta.items()))

    def _new_words(self, language: str, words: Counter[str]) -> list[str]:
        found = self._connection.execute
        statement = "SELECT 1 FROM words WHERE language = ? AND text = ?"
        return [
            word for word, number in words.items() if number > 0 and not found(statement, (language, word)).fetchone()
        ]

    def _add_up(self, table: str, language: str, numbers: Counter[str]) -> None:
        self._connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?, ?) "  # noqa: S608
            "ON CONFLICT DO UPDATE SET documents = documents + excluded.documents",
            [(language, text, number) for text, number in sorted(numbers.items()) if number],
        )
        self._connection.execute(f"DELETE FROM {table} WHERE language = ? AND documents <= 0", (language,))  # noqa: S608
