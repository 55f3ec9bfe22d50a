"""Documents on their way into a store: words get numbers, sums are gathered in memory and written at the end."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from catalogue.search.counts import Counts, count
from catalogue.search.engines import Entry
from catalogue.search.fields import FIELDS, SearchDocument, name_token
from catalogue.search.folding import fold
from catalogue.search.rules import SearchRules
from catalogue.search.sounds import sounds
from catalogue.search.spelling import pieces
from catalogue.search.suggestions import starts
from catalogue.search.texts import Text, read_texts
from catalogue.search.words import grams

_AT_ONCE = 500
_STARTS_AT_ONCE = 100_000


class Writing:
    """One transaction's documents. `finish` writes what was gathered; without it nothing is complete."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._newest = connection.execute("SELECT coalesce(max(number), 0) FROM words").fetchone()[0]
        self._is_new = self._newest == 0
        self._vocabularies: dict[str, _Vocabulary] = {}
        self._lengths: dict[str, list[int]] = {}
        self._starts: list[tuple[str, str, int, int]] = []

    def add_all(self, documents: Iterable[SearchDocument]) -> Iterator[Entry]:
        """Add documents, or replace them, and yield what the engine keeps of each."""
        for document, text in read_texts(documents):
            yield self._add(document, text)

    def _add(self, document: SearchDocument, text: Text) -> Entry:
        language = document.language
        known = (
            []
            if self._is_new
            else self._remove("language = ? AND kind = ? AND id = ?", (language, document.kind, document.id))
        )
        vocabulary = self._vocabulary(language)
        if not self._is_new:
            vocabulary.look_up(self._connection, text.words)
        vocabulary.learn(text.forms)
        counts = count(text, vocabulary.number)
        values = (language, document.kind, document.id, document.code, document.written_in)
        key = self._connection.execute(
            "INSERT INTO documents (key, language, kind, id, code, written_in, title, summary, counts)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            (known[0][1] if known else None, *values, document.title, document.summary, counts.to_bytes()),
        ).lastrowid
        names = [[vocabulary.texts[number] for number in name] for name in counts.names]
        self._starts += ((language, start, key, rank) for start, rank in starts(document, names).items())
        if len(self._starts) > _STARTS_AT_ONCE:
            self._write_starts()
        vocabulary.count(counts, text.weights, 1)
        self._lengthen(language, counts, 1)
        weights = {**text.weights, name_token(document.kind, document.id): 1.0}
        return Entry(key, language, weights, document.values())

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
        for language, vocabulary in self._vocabularies.items():
            vocabulary.write(self._connection, language)
        for language, sums in self._lengths.items():
            row = self._connection.execute("SELECT documents, fields FROM lengths WHERE language = ?", (language,))
            before = row.fetchone()
            totals = [a + b for a, b in zip((before[0], *json.loads(before[1])), sums, strict=True)] if before else sums
            self._connection.execute(
                "INSERT OR REPLACE INTO lengths VALUES (?, ?, ?)", (language, totals[0], json.dumps(totals[1:]))
            )
        self._connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(meta.items()))

    def _remove(self, where: str, values: tuple[str, ...]) -> list[tuple[str, int]]:
        self._write_starts()
        statement = f"SELECT language, key, counts FROM documents WHERE {where}"  # noqa: S608
        found = self._connection.execute(statement, values).fetchall()
        for language, key, stored in found:
            counts = Counts.from_bytes(stored)
            vocabulary = self._vocabulary(language)
            vocabulary.look_up_numbers(self._connection, counts.words)
            vocabulary.count(counts, vocabulary.tokens_of(counts), -1)
            self._lengthen(language, counts, -1)
            self._connection.execute("DELETE FROM starts WHERE key = ?", (key,))
            self._connection.execute("DELETE FROM documents WHERE key = ?", (key,))
        return [(language, key) for language, key, _ in found]

    def _write_starts(self) -> None:
        # Many at once in their order, so that what lies beside each other in the file is written together.
        self._connection.executemany("INSERT OR REPLACE INTO starts VALUES (?, ?, ?, ?)", sorted(self._starts))
        self._starts = []

    def _lengthen(self, language: str, counts: Counts, sign: int) -> None:
        lengths = self._lengths.setdefault(language, [0] * (1 + len(FIELDS)))
        for position, length in enumerate((1, *counts.lengths)):
            lengths[position] += sign * length

    def _vocabulary(self, language: str) -> _Vocabulary:
        if language not in self._vocabularies:
            self._vocabularies[language] = _Vocabulary(language, self._next_number)
        return self._vocabularies[language]

    def _next_number(self) -> int:
        self._newest += 1
        return self._newest


class _Vocabulary:
    """The words of one language that this writing has met, and what changes of them."""

    def __init__(self, language: str, next_number: Callable[[], int]) -> None:
        self._language = language
        self._next_number = next_number
        self._numbers: dict[str, int] = {}
        """Of words as they are written, accents and all; several may have one number."""
        self._folded: dict[str, int] = {}
        self.texts: dict[int, str] = {}
        self._tokens: dict[int, tuple[str, ...]] = {}
        self._spellings: dict[int, str] = {}
        self._new: set[int] = set()
        self._respelled: set[int] = set()
        self._new_tokens: _Lists = defaultdict(_list)
        self._word_documents: Counter[int] = Counter()
        self._token_documents: Counter[str] = Counter()

    def learn(self, forms: Mapping[str, tuple[str, ...]]) -> None:
        """Give numbers to words as they are written, with the tokens that each is found by."""
        for word, tokens in forms.items():
            self._numbers[word] = self._number_of(word, tokens)

    def number(self, words: Sequence[str]) -> Iterable[int]:
        """Return the numbers of words that were learnt."""
        return map(self._numbers.__getitem__, words)

    def _number_of(self, word: str, tokens: tuple[str, ...]) -> int:
        folded = fold(word) or word
        number = self._folded.get(folded)
        if number is None:
            number = self._folded[folded] = self._next_number()
            self.texts[number] = folded
            self._tokens[number] = ()
            self._new.add(number)
        # Words that differ by their accents are one word with the tokens of both.
        more = [token for token in tokens if token not in self._tokens[number]]
        if more:
            self._tokens[number] = (*self._tokens[number], *more)
            self._respelled.add(number)
            for token in more:
                self._new_tokens[token].append(number)
        if folded != word and number not in self._spellings:
            self._spellings[number] = word
            self._respelled.add(number)
        return number

    def look_up(self, connection: sqlite3.Connection, words: Iterable[str]) -> None:
        """Read from the store what it knows of words."""
        wanted = list({folded for word in words if (folded := fold(word) or word) not in self._folded})
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            self._take(connection, f"language = ? AND text IN ({','.join('?' * len(some))})", (self._language, *some))

    def look_up_numbers(self, connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
        """Read from the store the words with these numbers."""
        wanted = [number for number in numbers if number not in self.texts]
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            self._take(connection, f"number IN ({','.join('?' * len(some))})", some)

    def _take(self, connection: sqlite3.Connection, where: str, values: Iterable[object]) -> None:
        statement = f"SELECT number, text, tokens, spelling FROM words WHERE {where}"  # noqa: S608
        for number, text, tokens, spelling in connection.execute(statement, tuple(values)):
            self._folded[text] = number
            self.texts[number] = text
            self._tokens[number] = tuple(tokens.split())
            if spelling:
                self._spellings[number] = spelling

    def count(self, counts: Counts, tokens: Iterable[str], sign: int) -> None:
        """Add a document to the sums, or take it away."""
        if sign > 0:
            self._word_documents.update(counts.words)
            self._token_documents.update(tokens)
        else:
            self._word_documents.subtract(counts.words)
            self._token_documents.subtract(tokens)

    def tokens_of(self, counts: Counts) -> set[str]:
        """Return every token of a document."""
        return {token for word in counts.words for token in self._tokens[word]}

    def write(self, connection: sqlite3.Connection, language: str) -> None:
        """Write what is new and what changed."""
        connection.executemany(
            "INSERT INTO words VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            " documents = documents + excluded.documents, tokens = excluded.tokens, spelling = excluded.spelling",
            [
                (word, language, self.texts[word], number, " ".join(self._tokens[word]), self._spellings.get(word))
                for word in {*self._word_documents, *self._respelled}
                if (number := self._word_documents[word]) or word in self._respelled
            ],
        )
        _write_lists(connection, "tokens", language, self._new_tokens, self._token_documents)
        in_grams: Counter[str] = Counter()
        of_grams: _Lists = defaultdict(_list)
        # Summed up over words: an n-gram counts for each word of a document that has it.
        for word, number in self._word_documents.items():
            is_new = word in self._new
            for gram in set(grams(self.texts[word])):
                in_grams[gram] += number
                if is_new:
                    of_grams[gram].append(word)
        _write_lists(connection, "grams", language, of_grams, in_grams)
        for table, keys_of in (("pieces", pieces), ("sounds", lambda word: sounds(word, language))):
            lists: _Lists = defaultdict(_list)
            for word in self._new:
                for key in keys_of(self.texts[word]):
                    lists[key].append(word)
            _write_lists(connection, table, language, lists)


_Lists = defaultdict[str, "array[int]"]


def _list() -> array[int]:
    return array("I")


def _write_lists(
    connection: sqlite3.Connection,
    table: str,
    language: str,
    lists: Mapping[str, array[int]],
    documents: Mapping[str, int] | None = None,
) -> None:
    """Add words to the list of each text, and documents to the number of its documents where the table has one."""
    texts = sorted({*lists, *(text for text, number in (documents or {}).items() if number)})
    before: dict[str, bytes] = {}
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        places = ",".join("?" * len(some))
        statement = f"SELECT text, words FROM {table} WHERE language = ? AND text IN ({places})"  # noqa: S608
        before.update(connection.execute(statement, (language, *some)))
    nothing = _list()
    rows = ((language, text, before.get(text, b"") + lists.get(text, nothing).tobytes()) for text in texts)
    if documents is None:
        statement = f"INSERT OR REPLACE INTO {table} (language, text, words) VALUES (?, ?, ?)"  # noqa: S608
        connection.executemany(statement, rows)
    else:
        statement = (
            f"INSERT INTO {table} (language, text, words, documents) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"  # noqa: S608
            " SET words = excluded.words, documents = documents + excluded.documents"
        )
        connection.executemany(statement, ((*row, documents.get(row[1], 0)) for row in rows))
