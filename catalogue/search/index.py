"""The search index: a derived thing beside the database, opened once per process, built anew whenever in doubt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Lock
from typing import TypeVar

from catalogue.errors import NotReady
from catalogue.search.damage import damage_as_not_ready
from catalogue.search.engines import Filters, IndexDamaged, UnknownEngine, engine_kind, require_engine
from catalogue.search.fields import EVERYWHERE, FACETS, SearchDocument
from catalogue.search.generations import VERSION, Generation, Generations
from catalogue.search.hits import Hits, Suggestion
from catalogue.search.reading import Reading
from catalogue.search.rules import SearchRules
from catalogue.search.writing import Writing

_REMEMBERED_ANSWERS = 500
_MOST_HITS = 100
_MOST_FILTER_VALUES = 20
_Answer = TypeVar("_Answer")


class SearchIndex:
    """Find and suggest in the index of a folder; build and update it.

    One object serves all threads of a process and sees what other processes write. Nothing in the folder is precious:
    when `sequence` is None, or a call raises `NotReady`, `rebuild` is the remedy.

    `engine_name` is the engine of the settings. An index that another one built answers and is updated by that one,
    and is built anew by it as well when it is damaged, until `rebuild` names an engine.
    """

    def __init__(self, folder: Path, engine_name: str = "whoosh") -> None:
        self._generations = Generations(folder)
        self._engine_of_settings = require_engine(engine_name)
        self._opened: tuple[str, Generation] | None = None
        self._damaged: str | None = None
        self._reading: Reading | None = None
        self._answers: OrderedDict[tuple, Hits] = OrderedDict()
        self._lock = Lock()

    @property
    def sequence(self) -> int | None:
        """Return the catalogue's sequence number that the index has reached; None when there is no usable index.

        One that failed to answer a question is not usable either, though it opens: then it is to be built anew.
        """
        if self._damaged is not None and self._damaged == self._generations.current():
            return None
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

    def following(self) -> AbstractContextManager[bool]:
        """Be the only one on this machine who keeps the index level with its catalogue; the block is told whether."""
        return self._generations.following()

    def building(self, *, wait: bool = True) -> AbstractContextManager[bool]:
        """Be the only one on this machine who builds an index in this folder; the block is told whether.

        With `wait` it is always so, after a while. What is read for `rebuild` inside the block is not older than that.
        """
        return self._generations.building(wait=wait)

    def copy(self, to: Path) -> None:
        """Copy the index that answers, whole, into a folder that is not there yet. Raises `NotReady` without one."""
        self._generations.copy(to)

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        sequence: int,
        engine: str | None = None,
        *,
        rules: Iterable[SearchRules] = (),
    ) -> int:
        """Build the index anew beside the one that answers, try it, then let it answer. Return how many documents.

        It is built by the engine that is named, or by the one that built the index which is there, or by that of the
        settings. `rules` are what editors tell the search, of every language. Raises `UnknownEngine`; `IndexDamaged`
        when the new one cannot be read back: the old one goes on answering.

        `sequence` is the number at which the documents were read. The old index answers and is updated until the new
        one is finished, which may then be behind it: whoever follows the catalogue goes on from its number.
        """
        kind = engine_kind(engine or self._usual_engine())
        with self._generations.building(), self._generations.replacing(kind) as (store, folder):
            with store.writing() as connection, Writing(connection) as writing:
                kind.build(folder, writing.build(documents))
                writing.replace_rules(rules)
                writing.finish({"version": VERSION, "engine": kind.name, "sequence": str(sequence)})
            number = store.number_of_documents()
        return number

    def update(
        self,
        documents: Iterable[SearchDocument],
        removed: Iterable[tuple[str, str]] = (),
        *,
        sequence: int,
        since: int | None = None,
        rules: Iterable[SearchRules] | None = None,
    ) -> bool:
        """Remove objects (kind and id, in every language), then add or replace documents, and note the sequence.

        `rules` replace what editors told the search before, in every language; None leaves it as it was. `since` is
        the number from which these changes were gathered: an index that has not reached it – one just built, from
        what was read earlier – lacks some, so nothing is written. Return whether it was.

        Doing it again after a failure or a killed process gives the same index. Raises `NotReady` without an index,
        and when writing shows that it is damaged; what befalls the machine, such as a full disk, as it is.
        """
        # Read before the lock is taken, and so that an error of whoever gives them is not taken for damage.
        documents, removed = list(documents), list(removed)
        with self._generations.writing(), damage_as_not_ready():
            self._current()
            generation = self._generations.open(self._generations.current() or "")
            if since is not None and generation.sequence < since:
                return False
            with generation.store.writing() as connection, Writing(connection) as writing:
                gone: dict[str, list[int]] = {}
                for kind, id in removed:
                    for language, key in writing.remove(kind, id):
                        gone.setdefault(language, []).append(key)
                # The last of those that replace each other.
                entries = {entry.key: entry for entry in writing.replace(documents)}
                if rules is not None:
                    writing.replace_rules(rules)
                writing.finish({"sequence": str(sequence)})
                generation.engine.update(entries.values(), gone)
                generation.compare()
        return True

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
            lambda reading: reading.find(words, language, accepted, limit, offset, literally),
        )

    def suggest(self, prefix: str, language: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return services and life events whose title or alias has a word from which it goes on as typed."""
        return self._trying(lambda reading: reading.suggest(prefix, language, max(0, min(limit, 50))))

    def knows(self, text: str, language: str) -> bool:
        """Tell whether all words of a text that carry a need are words of the catalogue. Raises `NotReady`."""
        return self._trying(lambda reading: reading.knows(text, language))

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

    def _usual_engine(self) -> str:
        """Return the engine that built the index which is there, if it can be used here; else that of the settings."""
        try:
            return require_engine(self._generations.engine_name() or self._engine_of_settings)
        except UnknownEngine:
            return self._engine_of_settings

    def _trying(self, ask: Callable[[Reading], _Answer]) -> _Answer:
        """Ask the index; once more when the files were exchanged meanwhile. Raises `NotReady`."""
        try:
            return ask(self._current())
        except IndexDamaged:
            self._give_up()
        try:
            return ask(self._current())
        except IndexDamaged as damage:
            self._damaged = self._generations.current()
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
    """Return the filters on facets that exist, bounded; a place takes in what holds everywhere.

    A value that is no text (half a character) is passed over: an engine would fail at it, which looks like damage.
    """
    given = {name: tuple(filter(_is_text, filters.get(name, ())))[:_MOST_FILTER_VALUES] for name in FACETS}
    accepted = {name: values for name, values in given.items() if values}
    if place and _is_text(place):
        accepted.setdefault("place", (place,))
    if "place" in accepted:
        accepted["place"] = (*accepted["place"], EVERYWHERE)
    return accepted


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
