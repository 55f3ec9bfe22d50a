"""Whoosh, the embedded engine: one index a language, our tokens as they are, one weighted field."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from whoosh import query as whoosh_query
from whoosh.analysis import DelimitedAttributeFilter, SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile
from whoosh.index import EmptyIndexError
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from catalogue.search.engines import EngineKind, Entry, Filters, IndexDamaged, Tally, Terms
from catalogue.search.fields import FACETS

_MEMORY_OF_WRITER = 64
"""Megabytes that building one language may fill before it spills to disk."""


@contextmanager
def _damage_named() -> Iterator[None]:
    """Turn whatever Whoosh raises over unreadable files into `IndexDamaged`.

    It has no error of its own for them: a cut or missing file shows as struct.error, EOFError, KeyError and others.
    """
    try:
        yield
    except IndexDamaged:
        raise
    except Exception as error:
        raise IndexDamaged(repr(error)) from error


def _schema() -> Schema:
    # Whoosh pickles the path of an analyser's class into the index, so only Whoosh's own are used.
    weighted = SpaceSeparatedTokenizer() | DelimitedAttributeFilter(delimiter="^", attribute="boost")
    facets = {f"facet_{name}": KEYWORD(commas=True, stored=False, scorable=False) for name in FACETS}
    return Schema(key=ID(unique=True, stored=True), all=TEXT(analyzer=weighted, phrase=False), **facets)


def _fields(entry: Entry) -> dict[str, str]:
    facets = {f"facet_{name}": ",".join(values) for name, values in entry.facets.items() if values}
    tokens = " ".join(f"{token}^{weight:g}" for token, weight in entry.weights.items())
    return {"key": str(entry.key), "all": tokens, **facets}


def build(folder: Path, entries: Iterable[Entry]) -> None:
    """Build a new index in an empty folder."""
    writers: dict[str, Any] = {}
    try:
        for entry in entries:
            if entry.language not in writers:
                writers[entry.language] = _writer(_create(folder / entry.language))
            writers[entry.language].add_document(**_fields(entry))
    except BaseException:
        for writer in writers.values():
            writer.cancel()
        raise
    for writer in writers.values():
        writer.commit()


def _writer(index: Any) -> Any:
    # Compound files would be taken apart through the file they came from; single ones are read whole.
    # Packed postings would be a little smaller, and each search would take them apart.
    return index.writer(limitmb=_MEMORY_OF_WRITER, compound=False, codec=W3Codec(compression=0))


def _create(folder: Path) -> Any:
    folder.mkdir(parents=True, exist_ok=True)
    return _Files(folder).create_index(_schema())


def _open(folder: Path, contents: _Contents | None = None) -> Any:
    return _Files(folder, contents).open_index()


class _Contents:
    """What the files of an index hold, one copy for all threads: the files of a segment never change."""

    def __init__(self) -> None:
        self._of: dict[Path, bytes] = {}

    def read(self, path: Path) -> bytes:
        """Return what a file holds. Which segments there are is read anew each time."""
        if path.suffix == ".toc":
            return path.read_bytes()
        return self._of.get(path) or self._of.setdefault(path, path.read_bytes())

    def forget_removed(self) -> None:
        """Forget the files of segments that a commit has merged into others."""
        for path in list(self._of):
            if not path.exists():
                self._of.pop(path, None)


class _Files(FileStorage):
    """Files that are read into memory whole, and so are quick, need no closing and can be cut without harm.

    Whoosh would map them into memory: whoever cuts a mapped file kills every process that reads it.
    """

    def __init__(self, folder: Path, contents: _Contents | None = None) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self._contents = contents or _Contents()

    def open_file(self, name: str, *args: object, **keywords: object) -> BufferFile:
        """Return the file of that name, to be read."""
        return BufferFile(self._contents.read(Path(self.folder) / name), name=name)


def open_index(folder: Path) -> WhooshEngine:
    """Open an index. Raises `IndexDamaged` when a part of it cannot be read."""
    engine = WhooshEngine(folder)
    engine.number_of_documents()
    return engine


class WhooshEngine:
    """A Whoosh index a language. Searchers belong to threads: Whoosh's files have one position each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._contents = _Contents()
        self._thread = threading.local()

    def update(self, entries: Iterable[Entry], removed: Mapping[str, Sequence[int]]) -> None:
        """Replace or add entries, and remove keys by language, in one commit a language."""
        changed: dict[str, list[Entry]] = {language: [] for language, keys in removed.items() if keys}
        for entry in entries:
            changed.setdefault(entry.language, []).append(entry)
        with _damage_named():
            for language, of_language in changed.items():
                folder = self._folder / language
                index = _open(folder) if folder.is_dir() else _create(folder)
                writer = _writer(index)
                for key in (*removed.get(language, ()), *(entry.key for entry in of_language)):
                    writer.delete_by_term("key", str(key))
                for entry in of_language:
                    writer.add_document(**_fields(entry))
                writer.commit()

    def candidates(self, language: str, terms: Terms, filters: Filters, limit: int) -> list[int]:
        """Return the keys of at most `limit` matching documents, the likeliest first."""
        with _damage_named():
            searcher = self._searcher(language)
            if searcher is None or not terms.needed or limit < 1:
                return []
            query = _any_of(terms.needed)
            if terms.helpful:
                query = whoosh_query.AndMaybe(query, _any_of(terms.helpful))
            # Skipping blocks that cannot reach the best pays with one term only; with more it costs more than it saves.
            one_term = len(terms.needed) + len(terms.helpful) == 1
            found = searcher.search(query, limit=limit, filter=_accepted(filters), optimize=one_term)
            return [int(hit["key"]) for hit in found]

    def tally(self, language: str, terms: Terms, filters: Filters, also: Collection[int] = ()) -> Tally:
        """Count the matching documents and those of `also`, all of them, not the candidates only."""
        with _damage_named():
            searcher = self._searcher(language)
            if searcher is None or not (terms.needed or also):
                return Tally(0, {name: {} for name in FACETS})
            holding = self._thread.holding[language]
            matching = set().union(*(holding("all", token) for token, _ in terms.needed))
            for key in also:
                matching |= _holders(searcher, "key", str(key))
            accepted = {
                name: set().union(*(holding(f"facet_{name}", value) for value in values))
                for name, values in filters.items()
                if values
            }
            facets = {}
            for name in FACETS:
                rest = matching.intersection(*(found for other, found in accepted.items() if other != name))
                counted = {value: len(rest & holding(f"facet_{name}", value)) for value in _values(searcher, name)}
                facets[name] = {value: number for value, number in counted.items() if number}
            return Tally(len(matching.intersection(*accepted.values())), facets)

    def number_of_documents(self) -> int:
        """Return how many entries the index holds. Reads every part, so it raises when one is damaged."""
        with _damage_named():
            searchers = [self._searcher(folder.name) for folder in self._folder.iterdir()]
            return sum(searcher.doc_count() for searcher in searchers if searcher)

    def _searcher(self, language: str) -> Searcher | None:
        """Return this thread's searcher; a new one when the index has changed.

        Whoosh's own `refresh` is not used: it can keep deleted documents.
        """
        searchers: dict[str, Searcher] = self._thread.__dict__.setdefault("searchers", {})
        searcher = searchers.get(language)
        if searcher is not None and searcher.up_to_date():
            return searcher
        folder = self._folder / language
        if not folder.is_dir():
            return None
        searchers[language] = _open_searcher(folder, self._contents)
        if searcher is not None:
            searcher.close()
        self._thread.__dict__.setdefault("holding", {})[language] = _holding(searchers[language])
        return searchers[language]


def _open_searcher(folder: Path, contents: _Contents) -> Searcher:
    """Open a searcher; once more when a commit took away the files of the state that was just read."""
    try:
        return _open(folder, contents).searcher()
    except (OSError, EmptyIndexError):
        return _open(folder, contents).searcher()
    finally:
        contents.forget_removed()


def _holding(searcher: Searcher) -> Any:
    @lru_cache(maxsize=1_000)
    def holding(field: str, text: str) -> frozenset[int]:
        return _holders(searcher, field, text)

    return holding


def _holders(searcher: Searcher, field: str, text: str) -> frozenset[int]:
    """Return the numbers of the documents that hold a term."""
    try:
        return frozenset(searcher.reader().postings(field, text.encode()).all_ids())
    except TermNotFound:
        return frozenset()


def _values(searcher: Searcher, facet: str) -> list[str]:
    return [value.decode() for value in searcher.reader().lexicon(f"facet_{facet}")]


def _any_of(terms: Sequence[tuple[str, float]]) -> Any:
    query = whoosh_query.Or([whoosh_query.Term("all", token, boost=weight) for token, weight in terms])
    # The matcher that Whoosh would choose by itself gives wrong results under AndMaybe.
    query.matcher_type = whoosh_query.Or.DEFAULT_MATCHER
    return query


def _accepted(filters: Filters) -> Any:
    facets = [
        whoosh_query.Or([whoosh_query.Term(f"facet_{name}", value) for value in values])
        for name, values in filters.items()
        if values
    ]
    return whoosh_query.And(facets) if facets else None


KIND = EngineKind("whoosh", build, open_index)
