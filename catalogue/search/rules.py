"""What the catalogue tells the search, language by language: synonyms, pinned answers, names of places.

Stored with the index as they were written, applied to each query.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache

from catalogue.search.query import Query, read_query
from catalogue.search.synonyms import parse_synonyms
from catalogue.search.words import forms, split

_BETWEEN_WORDS = re.compile(r"[\s-]+")

Target = tuple[str, str]
"""Kind and id of an object."""
Need = frozenset[str]
"""The tokens of a query that carry the need: stop words, endings and the order of the words do not matter."""


@dataclass(frozen=True, slots=True)
class Pin:
    """An object that is the first answer to queries that need what one of these needs."""

    queries: tuple[str, ...]
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class SearchRules:
    """The rules of one language as editors wrote them."""

    language: str
    synonyms: tuple[str, ...] = ()
    """Lines as `catalogue.search.synonyms` reads them."""
    pins: tuple[Pin, ...] = ()
    places: tuple[str, ...] = ()
    """What places are called, in any language: people name a place to say where, not what they need."""

    def to_json(self) -> str:
        """Return the rules as they are stored."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> SearchRules:
        """Read what `to_json` wrote."""
        plain = json.loads(text)
        pins = (Pin(tuple(pin["queries"]), pin["kind"], pin["id"]) for pin in plain["pins"])
        return cls(plain["language"], tuple(plain["synonyms"]), tuple(pins), tuple(plain["places"]))


class RulesInForce:
    """The rules of one language, ready to be applied. Threads may share them."""

    def __init__(self, rules: SearchRules) -> None:
        self._synonyms = parse_synonyms(rules.synonyms, rules.language)
        self._pinned: dict[Need, dict[Target, None]] = {}
        for pin in rules.pins:
            for query in pin.queries:
                self._pinned.setdefault(need_of(query, rules.language), {})[pin.kind, pin.id] = None
        self._pinned.pop(frozenset(), None)
        self._places = {
            tuple(_tokens(read_query(spelled, rules.language), {}))
            for name in rules.places
            for spelled in _spellings(name)
        }
        self._longest_place = max(map(len, self._places), default=0)

    def knows(self, token: str) -> bool:
        """Tell whether an editor wrote a rule for phrases with this word: then it is no slip of another."""
        return token in self._synonyms.words

    def with_synonyms(self, query: Query, meant: Mapping[str, str]) -> Query:
        """Return the query with what its phrases stand for, as they were typed or probably meant."""
        typed, corrected = (self._synonyms.found_in(list(_tokens(query, words))) for words in ({}, meant))
        own = {token for word in query.words for token in word.tokens}
        return replace(query, extra={t: worth for t, worth in {**corrected, **typed}.items() if t not in own})

    def without_places(self, query: Query, meant: Mapping[str, str]) -> Query:
        """Return the query in which words that only say where carry no need, unless nothing else would carry one."""
        typed = [tuple(_tokens(replace(query, words=(word,)), meant)) for word in query.words]
        where = {
            place
            for start in range(len(typed))
            for end in range(start + 1, min(start + self._longest_place, len(typed)) + 1)
            if tuple(token for tokens in typed[start:end] for token in tokens) in self._places
            for place in range(start, end)
        }
        if not any(word.needed for place, word in enumerate(query.words) if place not in where):
            return query
        words = (replace(word, needed=False) if place in where else word for place, word in enumerate(query.words))
        return replace(query, words=tuple(words))

    def list_pinned(self, query: Query, meant: Mapping[str, str]) -> tuple[Target, ...]:
        """Return what comes first for the query, as it was typed or else as it was probably meant."""
        for words in ({}, meant):
            found = self._pinned.get(frozenset(_tokens(query, words, needed=True)))
            if found:
                return tuple(found)
        return ()


@lru_cache(maxsize=32)
def rules_in_force(rules: SearchRules) -> RulesInForce:
    """Return rules ready to be applied; the same rules are read once, however often the index changes around them."""
    return RulesInForce(rules)


def need_of(text: str, language: str) -> Need:
    """Return what a query needs; nothing when it has no words."""
    return frozenset(_tokens(read_query(text, language), {}, needed=True))


def _spellings(name: str) -> set[str]:
    """Return a name as people write it: its words apart, with hyphens, and as one."""
    words = _BETWEEN_WORDS.split(name.strip())
    return {name, *(between.join(words) for between in (" ", "-", ""))}


def _tokens(query: Query, meant: Mapping[str, str], needed: bool = False) -> Iterator[str]:
    """Yield the first token of each word, or of what was meant by it, keyed by the folded typed word."""
    for word in query.words:
        if word.needed or not needed:
            if word.typed in meant:
                yield from (forms(one, query.language)[0] for one in split(meant[word.typed], query.language))
            else:
                yield next(iter(word.tokens))
