"""tantivy, the engine for a nation: one index a language, our tokens as they are, repeated as often as they weigh."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from tantivy import Document, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder, Searcher

from catalogue.search.engines import EngineKind, Entry, Filters, IndexDamaged, Tally, Terms
from catalogue.search.engines.private_files import private_copies
from catalogue.search.fields import FACETS

_MEMORY_OF_BUILD, _MEMORY_OF_UPDATE = 128_000_000, 15_000_000
"""Bytes that a writer may fill before it begins another segment; fewer segments are quicker to search."""
_META = "meta.json"
_FOOTER = struct.Struct("<II")
"""At the end of every file: the length of a JSON text before it, with a checksum of all that is before, and a mark."""
_MARK = 1337
_PIECE = 1 << 20
_MOST_VALUES = 65_000
"""Values of one facet that are counted."""
_TRIES = 3
"""To open an index while commits take away the files of the state that was just read."""


@contextmanager
def _damage_named() -> Iterator[None]:
    """Turn what tantivy raises over unreadable files into `IndexDamaged`: ValueError, OSError and Rust's panics."""
    try:
        yield
    except IndexDamaged:
        raise
    except Exception as error:
        raise IndexDamaged(repr(error)) from error
    except BaseException as error:
        # A panic is no `Exception` in Python, though for us it is one: the files hold what tantivy never wrote.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged(repr(error)) from error


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_unsigned_field("key", indexed=True, fast=True)
    # This tokenizer splits at ASCII spaces and does nothing else; our tokens hold none.
    builder.add_text_field("all", tokenizer_name="whitespace", index_option="freq")
    for name in FACETS:
        builder.add_text_field(f"facet_{name}", fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


_SCHEMA = _schema()


def _document(entry: Entry) -> Document:
    document = Document()
    document.add_unsigned("key", entry.key)
    # There is no weight per token, only how often it stands in the text.
    repeated = (f"{token} " * int(weight + 0.5) or token for token, weight in entry.weights.items())
    document.add_text("all", " ".join(repeated))
    for name, values in entry.facets.items():
        for value in values:
            document.add_text(f"facet_{name}", value)
    return document


def build(folder: Path, entries: Iterable[Entry]) -> None:
    """Build a new index in an empty folder."""
    writers: dict[str, IndexWriter] = {}
    try:
        for entry in entries:
            if entry.language not in writers:
                writers[entry.language] = _create(folder / entry.language).writer(_MEMORY_OF_BUILD, num_threads=1)
            writers[entry.language].add_document(_document(entry))
    except BaseException:
        for writer in writers.values():
            writer.rollback()
        raise
    with _damage_named():
        for writer in writers.values():
            writer.commit()
        for writer in writers.values():
            writer.wait_merging_threads()


def _create(folder: Path) -> Index:
    folder.mkdir(parents=True, exist_ok=True)
    return Index(_SCHEMA, path=str(folder), reuse=False)


def open_index(folder: Path) -> TantivyEngine:
    """Open an index. Raises `IndexDamaged` when a part of it cannot be read."""
    engine = TantivyEngine(folder)
    engine.number_of_documents()
    return engine


@dataclass(frozen=True, slots=True)
class _Part:
    """The index of one language as it was at one commit."""

    commit: tuple[int, ...]
    searcher: Searcher


class TantivyEngine:
    """A tantivy index a language. Searchers are of no thread; a writer is opened for one update and closed again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts: dict[str, _Part] = {}
        self._lock = Lock()

    def update(self, entries: Iterable[Entry], removed: Mapping[str, Sequence[int]]) -> None:
        """Replace or add entries, and remove keys by language, in one commit a language."""
        changed: dict[str, list[Entry]] = {language: [] for language, keys in removed.items() if keys}
        for entry in entries:
            changed.setdefault(entry.language, []).append(entry)
        with _damage_named():
            for language, of_language in changed.items():
                folder = self._folder / language
                index = Index.open(str(folder)) if folder.is_dir() else _create(folder)
                writer = index.writer(_MEMORY_OF_UPDATE, num_threads=1)
                # What a killed commit left would have the same names as what this one writes.
                writer.garbage_collect_files()
                gone = [*removed.get(language, ()), *(entry.key for entry in of_language)]
                writer.delete_documents_by_query(Query.term_set_query(_SCHEMA, "key", gone))
                for entry in of_language:
                    writer.add_document(_document(entry))
                writer.commit()
                writer.wait_merging_threads()

    def candidates(self, language: str, terms: Terms, filters: Filters, limit: int) -> list[int]:
        """Return the keys of at most `limit` matching documents, the likeliest first."""
        with _damage_named():
            searcher = self._searcher(language)
            if searcher is None or not terms.needed or limit < 1:
                return []
            query = _any_of(terms.needed)
            if terms.helpful:
                query = Query.boolean_query([(Occur.Must, query), (Occur.Should, _any_of(terms.helpful))])
            found = searcher.search(_narrowed(query, filters), limit=limit, count=False)
            return searcher.fast_field_values("key", [address for _, address in found.hits])

    def tally(self, language: str, terms: Terms, filters: Filters, also: Collection[int] = ()) -> Tally:
        """Count the matching documents and those of `also`, all of them, not the candidates only."""
        with _damage_named():
            searcher = self._searcher(language)
            facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
            if searcher is None or not (terms.needed or also):
                return Tally(0, facets)
            matching = [(Occur.Should, _any_of(terms.needed))] if terms.needed else []
            if also:
                matching.append((Occur.Should, Query.term_set_query(_SCHEMA, "key", list(also))))
            query = Query.boolean_query(matching)
            chosen = {name for name in filters if filters[name]}
            total, counted = _count(
                searcher, _narrowed(query, filters), [name for name in FACETS if name not in chosen]
            )
            facets.update(counted)
            for name in chosen:
                without = {other: values for other, values in filters.items() if other != name}
                facets.update(_count(searcher, _narrowed(query, without), [name])[1])
            return Tally(total, facets)

    def number_of_documents(self) -> int:
        """Return how many entries the index holds. Reads every part, so it raises when one is damaged."""
        with _damage_named():
            searchers = [self._searcher(folder.name) for folder in self._folder.iterdir()]
            return sum(searcher.num_docs for searcher in searchers if searcher)

    def _searcher(self, language: str) -> Searcher | None:
        """Return the searcher of a language; a new one when the index has changed."""
        folder = self._folder / language
        if not folder.is_dir():
            return None
        part = self._parts.get(language)
        if part is not None and part.commit == _commit(folder):
            return part.searcher
        with self._lock:
            part = self._parts.get(language)
            commit = _commit(folder)
            if part is None or part.commit != commit:
                self._parts[language] = part = _Part(commit, _open_searcher(folder))
            return part.searcher


def _commit(folder: Path) -> tuple[int, ...]:
    """Return what tells one commit from another: each puts a new file in the place of the old one."""
    status = (folder / _META).stat()
    return status.st_ino, status.st_mtime_ns, status.st_size


def _open_searcher(folder: Path) -> Searcher:
    for left in reversed(range(_TRIES)):
        try:
            segments = json.loads((folder / _META).read_bytes())["segments"]
            ids = {segment["segment_id"].replace("-", "") for segment in segments}
            names = [_META, *(file.name for file in folder.iterdir() if file.name.partition(".")[0] in ids)]
            with private_copies(folder, names, _check) as copies:
                return Index.open(str(copies)).searcher()
        except (OSError, ValueError):
            if not left:
                raise
    raise AssertionError("unreachable")


def _check(name: str, file: BinaryIO) -> None:
    """Refuse a file that is not as tantivy wrote it, which tantivy itself does not look at."""
    if name == _META:
        return
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _FOOTER.size))
    length, mark = _FOOTER.unpack(file.read())
    left = size - _FOOTER.size - length
    if mark != _MARK or left < 0:
        raise IndexDamaged(f"{name} is no file of tantivy's")
    file.seek(left)
    expected = json.loads(file.read(length))["crc"]
    file.seek(0)
    found = 0
    while piece := file.read(min(left, _PIECE)):
        found, left = zlib.crc32(piece, found), left - len(piece)
    if found != expected:
        raise IndexDamaged(f"{name} has been altered")


def _any_of(terms: Sequence[tuple[str, float]]) -> Query:
    return Query.boolean_query(
        [
            (Occur.Should, Query.boost_query(Query.term_query(_SCHEMA, "all", token, "freq"), weight))
            for token, weight in terms
        ]
    )


def _narrowed(query: Query, filters: Filters) -> Query:
    """Return a query for what has any accepted value of every facet; that takes no part in the score."""
    accepted = [
        (Occur.Must, Query.const_score_query(Query.term_set_query(_SCHEMA, f"facet_{name}", list(values)), 0.0))
        for name, values in filters.items()
        if values
    ]
    return Query.boolean_query([(Occur.Must, query), *accepted]) if accepted else query


def _count(searcher: Searcher, query: Query, names: Iterable[str]) -> tuple[int, dict[str, dict[str, int]]]:
    """Count the documents of a query, and the values of facets among them."""
    wanted: dict[str, Any] = {name: {"terms": {"field": f"facet_{name}", "size": _MOST_VALUES}} for name in names}
    counted = searcher.aggregate(query, {**wanted, "": {"value_count": {"field": "key"}}})
    return int(counted[""]["value"]), {
        name: {bucket["key"]: bucket["doc_count"] for bucket in counted[name]["buckets"]} for name in wanted
    }


KIND = EngineKind("tantivy", build, open_index)
