"""The search index: a derived thing beside the database, opened once per process, built anew whenever in doubt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import TypeVar

from catalogue.errors import NotReady
from catalogue.search.engines import Entry, Filters, IndexDamaged, engine_kind
from catalogue.search.fields import EVERYWHERE, FACETS, SearchDocument
from catalogue.search.generations import VERSION, Generation, Generations
from catalogue.search.hits import Hits, Suggestion
from catalogue.search.query import read_query
from catalogue.search.reading import Reading
from catalogue.search.store import Writing
from catalogue.search.synonyms import Rules

_REMEMBERED_ANSWERS = 500
_MOST_HITS = 100
_MOST_FILTER_VALUES = 20
_Answer = TypeVar("_Answer")


class SearchIndex:
    """Find and suggest in the index of a folder; build and update it.

    One object serves all threads of a process and sees what other processes write. Nothing in the folder is precious:
    when `sequence` is None, or a call raises `NotReady`, `rebuild` is the remedy.
    """

    def __init__(self, folder: Path, engine_name: str = "whoosh", synonyms: Mapping[str, Rules] | None = None) -> None:
        self._generations = Generations(folder)
        self._kind = engine_kind(engine_name)
        self._synonyms = synonyms or {}
        self._opened: tuple[str, Generation] | None = None
        self._reading: Reading | None = None
        self._answers: OrderedDict[tuple, Hits] = OrderedDict()
        self._lock = Lock()

    @property
    def sequence(self) -> int | None:
        """Return the catalogue's sequence number that the index has reached; None when there is no usable index."""
        try:
            return self._trying(lambda reading: reading.sequence)
        except NotReady:
            return None

    @property
    def engine(self) -> str | None:
        """Return the name of the engine that answers now, which a rebuild may change; None without an index."""
        try:
            return self._trying(lambda reading: reading.engine_name)
        except NotReady:
            return None

    def rebuild(self, documents: Iterable[SearchDocument], sequence: int) -> int:
        """Build the index anew beside the one that answers, try it, then let it answer. Return how many documents.

        Raises `IndexDamaged` when the new one cannot be read back; the old one goes on answering.
        """
        with self._generations.writing(), self._generations.building(self._kind) as (store, folder):
            with store.writing() as connection:
                writing = Writing(connection)
                self._kind.build(folder, (writing.add(document) for document in documents))
                writing.finish({"version": VERSION, "engine": self._kind.name, "sequence": str(sequence)})
            number = store.number_of_documents()
        return number

    def update(
        self, documents: Iterable[SearchDocument], removed: Iterable[tuple[str, str]] = (), *, sequence: int
    ) -> None:
        """Remove objects (kind and id, in every language), then add or replace documents, and note the sequence.

        Doing it again after a failure or a killed process gives the same index. Raises `NotReady` without an index.
        """
        with self._generations.writing():
            try:
                self._current()
                generation = self._generations.open(self._generations.current() or "")
                with generation.store.writing() as connection:
                    writing = Writing(connection)
                    gone: dict[str, list[int]] = {}
                    for kind, id in removed:
                        for language, key in writing.remove(kind, id):
                            gone.setdefault(language, []).append(key)
                    entries: list[Entry] = [writing.add(document) for document in documents]
                    writing.finish({"sequence": str(sequence)})
                    generation.engine.update(entries, gone)
            except IndexDamaged as damage:
                raise NotReady(("search index",)) from damage

    def find(
        self,
        words: str,
        language: str,
        *,
        place: str | None = None,
        filters: Filters | None = None,
        limit: int = 20,
        offset: int = 0,
        literally: bool = False,
    ) -> Hits:
        """Return what answers the words, the best first; a code typed alone gives exactly its object.

        `place` keeps what holds there or everywhere. `filters` are accepted values by facet; facets that do not exist
        are passed over. `literally` searches as typed, without correcting slips. Raises `NotReady`.
        """
        limit, offset = max(0, min(limit, _MOST_HITS)), max(0, offset)
        accepted = _accepted(filters or {}, place)
        return self._remembering(
            (words[:2_000], language, tuple(sorted(accepted.items())), limit, offset, literally),
            lambda reading: reading.find(
                read_query(words, language, self._synonyms.get(language)), accepted, limit, offset, literally
            ),
        )

    def suggest(self, prefix: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return services and life events whose title or alias has a word from which it goes on as typed."""
        return self._trying(lambda reading: reading.suggest(prefix, language, max(0, min(limit, 50))))

    def knows(self, text: str, language: str) -> bool:
        """Tell whether all words of a text that carry a need are words of the catalogue. Raises `NotReady`."""
        return self._trying(lambda reading: reading.knows(read_query(text, language)))

    def _remembering(self, question: tuple, find: Callable[[Reading], Hits]) -> Hits:
        """Return an answer given before by the same state of the index, or a new one."""

        def answer(reading: Reading) -> Hits:
            key = (id(reading), question)
            with self._lock:
                if key in self._answers:
                    self._answers.move_to_end(key)
                    return self._answers[key]
            found = find(reading)
            with self._lock:
                if reading is self._reading:
                    self._answers[key] = found
                    while len(self._answers) > _REMEMBERED_ANSWERS:
                        self._answers.popitem(last=False)
            return found

        return self._trying(answer)

    def _trying(self, ask: Callable[[Reading], _Answer]) -> _Answer:
        """Ask the index; once more when the files were exchanged meanwhile. Raises `NotReady`."""
        try:
            return ask(self._current())
        except IndexDamaged:
            self._give_up()
        try:
            return ask(self._current())
        except IndexDamaged as damage:
            self._give_up()
            raise NotReady(("search index",)) from damage

    def _give_up(self) -> None:
        with self._lock:
            self._opened = self._reading = None

    def _current(self) -> Reading:
        """Return the reading of the index as it is now. Raises `NotReady` when there is none, `IndexDamaged`."""
        name = self._generations.current()
        if name is None:
            raise NotReady(("search index",))
        with self._lock:
            if self._opened is None or self._opened[0] != name:
                self._opened, self._reading = (name, self._generations.open(name)), None
            generation = self._opened[1]
            sequence = generation.sequence
            if self._reading is None or self._reading.sequence != sequence:
                self._reading = Reading(generation, sequence)
                self._answers.clear()
            return self._reading


def _accepted(filters: Filters, place: str | None) -> dict[str, tuple[str, ...]]:
    """Return the filters on facets that exist, bounded; a place takes in what holds everywhere."""
    accepted = {name: tuple(filters[name])[:_MOST_FILTER_VALUES] for name in FACETS if filters.get(name)}
    if place:
        accepted.setdefault("place", (place,))
    if "place" in accepted:
        accepted["place"] = (*accepted["place"], EVERYWHERE)
    return accepted
