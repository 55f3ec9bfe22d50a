"""What is live at an instant: objects with their facts and words, many in one round trip.

Bodies of editions never change, so what was parsed once is kept by the digest of its body, within a bound.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, CompoundSelect, Select, Text, bindparam, cast, exists, null, select, union_all
from sqlalchemy.orm import aliased

from catalogue.facts import FACTS_OF_KIND, Facts, Kind
from catalogue.facts.words import Words
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.queries.named import NOW, Ids
from catalogue.sources import FOLLOWED, what_is_listed, what_is_said

if TYPE_CHECKING:
    from catalogue.context import Reading

Key = tuple[Kind, str]

PARTS = bindparam("parts", expanding=True)

PARSED_BODIES_KEPT = 20_000

_FOLLOWED = {FOLLOWED: True}


class _Parsed:
    """Parsed bodies by digest, the least recently used thrown away first."""

    def __init__(self, bound: int) -> None:
        self._bound = bound
        self._kept: OrderedDict[tuple[str, str], Any] = OrderedDict()

    def facts(self, kind: Kind, digest: str, body: str) -> Facts:
        return self._get((kind, digest), lambda: FACTS_OF_KIND[kind].from_plain(json.loads(body)))

    def words(self, digest: str, body: str) -> Words:
        return self._get(("words", digest), lambda: Words.from_plain(json.loads(body)))

    def _get(self, key: tuple[str, str], parse: Any) -> Any:
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = parse()
            while len(self._kept) > self._bound:
                self._kept.popitem(last=False)
        return found


_parsed = _Parsed(PARSED_BODIES_KEPT)


def parse_facts(kind: Kind, digest: str, body: str) -> Facts:
    """Return the facts of a body that is known to be sound; everybody in this process gets the same ones."""
    return _parsed.facts(kind, digest, body)


def parse_words(digest: str, body: str) -> Words:
    """Return the words of a body; everybody in this process gets the same ones."""
    return _parsed.words(digest, body)


@dataclass(slots=True, weakref_slot=True)
class Live:
    """One object as it is live. `facts` is None where only its words were asked for."""

    id: int
    kind: Kind
    key: str
    code: str | None
    sort: int
    facts: Any = None
    words: dict[str, Words] = field(default_factory=dict)
    titles: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    """Title and summary per language."""

    def hash_of_said(self) -> int:
        """Return what is equal for two that say the same, as long as both are held."""
        # Facts and words are the same objects wherever they are equal, unless they were forgotten and parsed again.
        parsed = (id(self.facts), *((part, id(words)) for part, words in self.words.items()))
        return hash((self.id, self.code, self.sort, parsed, tuple(self.titles.items())))


_shared: WeakValueDictionary[int, Live] = WeakValueDictionary()
"""Objects of kept bundles by the hash of what they say."""


class Bundle(Mapping[Key, Live]):
    """Objects of one or more fetches, by kind and key."""

    def __init__(self) -> None:
        self._objects: dict[Key, Live] = {}

    def __getitem__(self, key: Key) -> Live:
        return self._objects[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._objects)

    def __len__(self) -> int:
        return len(self._objects)

    def of(self, kind: Kind) -> list[Live]:
        """Return the objects of one kind, in the order of the catalogue."""
        return sorted((live for live in self.values() if live.kind == kind), key=lambda live: (live.sort, live.key))

    def facts(self, kind: Kind, key: str | None) -> Any:
        """Return the facts of an object, or None when it is not here."""
        live = self._objects.get((kind, key or ""))
        return live.facts if live else None

    def add(self, rows: Iterable[Any]) -> None:
        """Take in the rows of a fetch."""
        # Bundles are kept side by side, and the same objects stand in many of them: what is equal is held once.
        for row in rows:
            key = (Kind(row.kind), row.key)
            live = self._objects.get(key)
            if live is None:
                key = (key[0], intern(row.key))
                live = self._objects[key] = Live(row.id, *key, row.code, row.sort)
            if row.part == FACTS:
                if row.body is not None:
                    live.facts = _parsed.facts(live.kind, row.digest, row.body)
            else:
                part = intern(row.part)
                live.titles[part] = (intern(row.title or ""), row.summary and intern(row.summary))
                if row.body is not None:
                    live.words[part] = _parsed.words(row.digest, row.body)

    def share(self) -> None:
        """Hold each object together with all kept bundles in which it says the same. Nothing may be added afterwards.

        An office that ten life events lead to is then held once for each language, not ten times.
        """
        for key, live in self._objects.items():
            said = live.hash_of_said()
            found = _shared.get(said)
            if found == live:
                self._objects[key] = found
            else:
                _shared[said] = live

    def drop_words_without_facts(self) -> None:
        """Forget what was asked for whole and whose facts are not live: its words may have been published first."""
        for key in [key for key, live in self._objects.items() if live.words and live.facts is None]:
            del self._objects[key]


_facts = aliased(Edition)
_HAS_FACTS = exists().where(_facts.object_id == CatalogueObject.id, _facts.part == FACTS, _facts.live_at(NOW))

Selection = Select[Any] | CompoundSelect[Any]
"""A statement that picks live objects; made once, executed for many readers."""


def selection(whole: Ids | None = None, cards: Ids | None = None) -> Selection:
    """Make the statement that picks facts and words of `whole`, and only titles and summaries of `cards`.

    Words alone make no object: what has no live facts yet, or no more, is not picked.
    """
    picked = []
    if whole is not None:
        picked.append(_rows(whole, cast(Edition.body, Text)))
    if cards is not None:
        picked.append(_rows(cards, cast(null(), Text)).where(Edition.part != FACTS, _HAS_FACTS))
    return union_all(*picked) if len(picked) > 1 else picked[0]


def _rows(ids: Ids, body: ColumnElement[Any]) -> Select[Any]:
    return (
        select(
            CatalogueObject.id,
            CatalogueObject.kind,
            CatalogueObject.key,
            CatalogueObject.code,
            CatalogueObject.sort,
            Edition.part,
            Edition.digest,
            Edition.title,
            Edition.summary,
            body.label("body"),
        )
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.id.in_(ids), Edition.part.in_(PARTS), Edition.live_at(NOW))
    )


def fetch(
    reading: Reading, picked: Selection, *, into: Bundle | None = None, languages: Iterable[str] = (), **asked: Any
) -> Bundle:
    """Execute a selection for a reader, `key` or `keys` telling what is asked for; add to `into` if it is given.

    Words come in the reader's language and in the source language, for what is not translated, unless other
    languages are named.
    """
    bundle = Bundle() if into is None else into
    parts = [FACTS, *(languages or (reading.language, reading.source_language))]
    asked |= {"now": reading.now, "parts": parts}
    rows = reading.session.execute(picked, asked, execution_options=_FOLLOWED).all()
    # Which objects are picked is told by which ones there are and how they name each other. A change of that reaches
    # everything (`Reach`), so the rows are the same until one of the objects in them changes.
    reading.sources.add(what_is_listed(row.id) for row in rows)
    reading.sources.add(what_is_said(row.id) for row in rows if row.body is not None)
    bundle.add(rows)
    bundle.drop_words_without_facts()
    return bundle
