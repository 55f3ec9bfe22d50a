"""Documents on their way into a store, in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice

from catalogue.search.counts import Counts, words_in
from catalogue.search.document_reader import Counted, DocumentReader
from catalogue.search.engines import Entry
from catalogue.search.fields import FIELDS, SearchDocument, name_token
from catalogue.search.numbering import Change, Documents, KnownWord
from catalogue.search.reader_beside import ReaderBeside
from catalogue.search.rules import SearchRules

MANY = 300
"""From so many documents on, a process beside this one is worth its start."""
_AT_ONCE = 500
_STARTS_AT_ONCE = 100_000


class Writing(AbstractContextManager["Writing"]):
    """One transaction's documents. `finish` writes what was gathered; without it nothing is complete."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        row = connection.execute("SELECT value FROM meta WHERE name = 'newest'").fetchone()
        self._newest = int(row[0]) if row else 0
        self._is_new = not self._newest
        self._reader: DocumentReader | ReaderBeside = DocumentReader(self._newest, _KnownWords(connection))
        self._changes: Iterator[Change] | None = None
        self._lengths: dict[str, list[int]] = {}
        self._documents: defaultdict[str, Documents] = defaultdict(Documents)
        self._starts: list[tuple[str, int, str, int]] = []

    def __exit__(self, *exception: object) -> None:
        if isinstance(self._reader, ReaderBeside):
            self._reader.close()

    def build(self, documents: Iterable[SearchDocument]) -> Iterator[Entry]:
        """Add all documents of a new store, and yield what the engine keeps of each."""
        rest = iter(documents)
        first = list(islice(rest, MANY))
        self._reader = ReaderBeside() if len(first) == MANY else DocumentReader()
        for document, counted in self._reader.read_all(chain(first, rest)):
            yield self._add(document, counted, None)
        # The engine is at its longest work when it has got the last document: meanwhile this is worked out.
        self._changes = self._reader.changes(self._documents)

    def replace(self, documents: Iterable[SearchDocument]) -> Iterator[Entry]:
        """Add documents, or replace them, and yield what the engine keeps of each."""
        for document in documents:
            names = (document.language, document.kind, document.id)
            before = self._remove("language = ? AND kind = ? AND id = ?", names)
            [(_, counted)] = self._reader.read_all([document])
            yield self._add(document, counted, before[0][1] if before else None)

    def remove(self, kind: str, id: str) -> list[tuple[str, int]]:
        """Remove an object in every language and return the language and key of each document gone."""
        return self._remove("kind = ? AND id = ?", (kind, id))

    def replace_rules(self, rules: Iterable[SearchRules]) -> None:
        """Keep these rules of editors, and no others."""
        self._connection.execute("DELETE FROM rules")
        self._connection.executemany(
            "INSERT INTO rules VALUES (?, ?)", [(of_language.language, of_language.to_json()) for of_language in rules]
        )

    def finish(self, meta: dict[str, str]) -> None:
        """Write the vocabularies, the sums and what the index says of itself."""
        self._write_starts()
        for change in self._changes or self._reader.changes(self._documents):
            self._write(change)
        for language, sums in self._lengths.items():
            row = self._connection.execute("SELECT documents, fields FROM lengths WHERE language = ?", (language,))
            before = row.fetchone()
            totals = [a + b for a, b in zip((before[0], *json.loads(before[1])), sums, strict=True)] if before else sums
            self._connection.execute(
                "INSERT OR REPLACE INTO lengths VALUES (?, ?, ?)", (language, totals[0], json.dumps(totals[1:]))
            )
        said = {**meta, "newest": str(self._newest)}
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(said.items()))

    def _add(self, document: SearchDocument, counted: Counted, key: int | None) -> Entry:
        values = (document.language, document.kind, document.id, document.code, document.written_in)
        key = self._connection.execute(
            "INSERT INTO documents (key, language, kind, id, code, written_in, title, summary, counts, newest)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)",
            (key, *values, document.title, document.summary, counted.counts, counted.newest),
        ).lastrowid
        self._newest = max(self._newest, counted.newest)
        self._starts += ((document.language, rank, start, key) for start, rank in counted.starts.items())
        if len(self._starts) > _STARTS_AT_ONCE:
            self._write_starts()
        self._lengthen(document.language, counted.lengths, 1)
        documents = self._documents[document.language]
        documents.words.update(words_in(counted.counts))
        documents.tokens.update(counted.weights.keys())
        weights = {**counted.weights, name_token(document.kind, document.id): 1.0}
        return Entry(key, document.language, weights, document.values())

    def _remove(self, where: str, values: tuple[str, ...]) -> list[tuple[str, int]]:
        self._write_starts()
        statement = f"SELECT language, key, counts, newest FROM documents WHERE {where}"  # noqa: S608
        found = self._connection.execute(statement, values).fetchall()
        for language, key, stored, newest in found:
            counts = Counts.from_bytes(stored)
            documents = self._documents[language]
            documents.words.subtract(counts.words)
            documents.tokens.subtract(self._reader.tokens_of(language, counts.words, newest))
            self._lengthen(language, counts.lengths, -1)
            self._connection.execute("DELETE FROM starts WHERE key = ?", (key,))
            self._connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        return [(language, key) for language, key, _, _ in found]

    def _write_starts(self) -> None:
        # Many at once in their order, so that what lies beside each other in the file is written together.
        self._connection.executemany("INSERT OR REPLACE INTO starts VALUES (?, ?, ?, ?)", sorted(self._starts))
        self._starts = []

    def _lengthen(self, language: str, lengths: Sequence[int], sign: int) -> None:
        sums = self._lengths.setdefault(language, [0] * (1 + len(FIELDS)))
        for position, length in enumerate((1, *lengths)):
            sums[position] += sign * length

    def _write(self, change: Change) -> None:
        if change.table == "words":
            self._connection.executemany(
                "INSERT INTO words VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
                " documents = documents + excluded.documents, tokens = excluded.tokens, spelling = excluded.spelling",
                change.rows,
            )
            return
        if self._is_new:
            rows = ((change.language, text, number, words) for text, words, number in change.rows)
            self._connection.executemany(f"INSERT INTO {change.table} VALUES (?, ?, ?, ?)", rows)  # noqa: S608
            return
        before = self._lists_before(change)
        self._connection.executemany(
            f"INSERT INTO {change.table} VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"  # noqa: S608
            " SET words = excluded.words, documents = documents + excluded.documents",
            (
                (change.language, text, documents, before.get(text, b"") + words)
                for text, words, documents in change.rows
            ),
        )

    def _lists_before(self, change: Change) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for some in _cut([text for text, _, _ in change.rows]):
            places = ",".join("?" * len(some))
            statement = f"SELECT text, words FROM {change.table} WHERE language = ? AND text IN ({places})"  # noqa: S608
            found.update(self._connection.execute(statement, (change.language, *some)))
        return found


class _KnownWords:
    """The words of the store, for whoever numbers more of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by_text(self, language: str, texts: Sequence[str]) -> Iterator[KnownWord]:
        """Yield the words of a language with these folded texts, as far as they are known."""
        for some in _cut(texts):
            yield from self._select(f"language = ? AND text IN ({','.join('?' * len(some))})", (language, *some))

    def by_number(self, numbers: Sequence[int]) -> Iterator[KnownWord]:
        """Yield the words with these numbers."""
        for some in _cut(numbers):
            yield from self._select(f"number IN ({','.join('?' * len(some))})", some)

    def _select(self, where: str, values: Sequence[object]) -> Iterator[KnownWord]:
        statement = f"SELECT number, text, tokens, spelling FROM words WHERE {where}"  # noqa: S608
        for number, text, tokens, spelling in self._connection.execute(statement, tuple(values)):
            yield KnownWord(number, text, tokens, spelling)


def _cut(values: Sequence) -> Iterator[Sequence]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
