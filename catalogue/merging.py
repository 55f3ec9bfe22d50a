"""Merging what two people made of one body: what only one of them changed is taken, the rest is theirs to choose.

Pure: bodies in, a body and what clashes out. Facts are compared by fields and by the ids of parts, words by sections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from catalogue.errors import Conflict
from catalogue.facts.paths import keyed
from catalogue.facts.words import Words


class Side(StrEnum):
    """Whose value is taken where both changed the same."""

    THEIRS = "theirs"
    MINE = "mine"


@dataclass(frozen=True)
class Clash:
    """One place that both changed, differently. None stands for what is not there, or was taken away."""

    path: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True)
class Merged:
    """What came of merging. While something clashes, `body` says there what `mine` says."""

    body: dict[str, Any]
    clashes: tuple[Clash, ...]
    taken_over: tuple[str, ...]
    """Paths of what the others changed and I did not: it is in the body now."""


Choices = Mapping[str, Side]
"""By path of a clash: whose value is taken."""


@dataclass
class Collision(Conflict):
    """Somebody changed the part meanwhile, and what both made of it has to be put together by a person."""

    base: dict[str, Any]
    """What both started from; empty when that is not known any more."""
    theirs: dict[str, Any]
    mine: dict[str, Any]
    merged: Merged
    lock: str
    """The lock of `theirs`: what is handed back with the choices made against it."""
    author: str | None
    """Who wrote `theirs`."""
    in_review: bool
    """Whether `theirs` was sent for review meanwhile; to save takes it back."""


class _Absent:
    """What is not there; None may be a value."""


_ABSENT = _Absent()


def merge_facts(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], choices: Choices | None = None
) -> Merged:
    """Merge two changes of the facts `base`: field by field, in lists of parts part by part."""
    merging = _Merging(choices or {})
    body = merging.fields("", base, theirs, mine)
    return merging.merged(body)


def merge_words(
    base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], choices: Choices | None = None
) -> Merged:
    """Merge two changes of the words `base`, section by section.

    What a translated section was made from, and whether a machine made it, goes with its text.
    """
    merging = _Merging(choices or {}, shown=lambda section: section[0])
    body = merging.fields("", *(_sections_of(words) for words in (base, theirs, mine)), whole=True)
    return merging.merged(_words_of(body))


class _Merging:
    def __init__(self, choices: Choices, shown: Callable[[Any], Any] = lambda value: value) -> None:
        self._choices = choices
        self._shown = shown
        self._clashes: list[Clash] = []
        self._taken_over: list[str] = []

    def merged(self, body: dict[str, Any]) -> Merged:
        return Merged(body, tuple(self._clashes), tuple(self._taken_over))

    def fields(self, path: str, base: Any, theirs: Any, mine: Any, *, whole: bool = False) -> dict[str, Any]:
        """Merge the fields of one object; `whole` leaves the values as they are."""
        merged: dict[str, Any] = {}
        for name in dict.fromkeys((*theirs, *mine)):
            here = f"{path}.{name}" if path else name
            sides = [side.get(name, _ABSENT) for side in (base, theirs, mine)]
            value = self._value(here, *sides, whole=whole)
            if value is not _ABSENT:
                merged[name] = value
        return merged

    def _value(self, path: str, base: Any, theirs: Any, mine: Any, *, whole: bool) -> Any:
        if theirs in (mine, base):
            return mine
        if mine == base:
            self._taken_over.append(path)
            return theirs
        lists = [[] if side is _ABSENT else side for side in (base, theirs, mine)]
        parts = [None if whole else keyed(side) for side in lists]
        if None not in parts:
            return self._parts(path, *parts)
        return self._clash(path, base, theirs, mine)

    def _parts(self, path: str, base: Any, theirs: Any, mine: Any) -> Any:
        merged: dict[str, Any] = {}
        for key in dict.fromkeys((*theirs, *mine)):
            sides = [side.get(key, _ABSENT) for side in (base, theirs, mine)]
            value = self._part(f"{path}.{key}", *sides)
            if value is not _ABSENT:
                merged[key] = value
        order = self._order(path, list(base), list(theirs), list(mine))
        return [merged[key] for key in order if key in merged] or _ABSENT

    def _part(self, path: str, base: Any, theirs: Any, mine: Any) -> Any:
        if theirs in (mine, base):
            return mine
        if mine == base:
            self._taken_over.append(path)
            return theirs
        if theirs is _ABSENT or mine is _ABSENT:
            # One took the part away while the other changed it.
            return self._clash(path, base, theirs, mine)
        return self.fields(path, {} if base is _ABSENT else base, theirs, mine)

    def _order(self, path: str, base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
        """Return every key of both lists, in the order of the one that moved parts, new ones after their neighbours."""
        common = [key for key in base if key in theirs and key in mine]
        orders = [[key for key in side if key in common] for side in (theirs, mine)]
        if orders[0] == common:
            return _insert(mine, theirs)
        if orders[1] == common or orders[0] == orders[1]:
            return _insert(theirs, mine)
        chosen = self._clash(f"{path} (order)", base, theirs, mine, plain=True)
        return _insert(chosen, theirs if chosen is mine else mine)

    def _clash(self, path: str, base: Any, theirs: Any, mine: Any, *, plain: bool = False) -> Any:
        side = self._choices.get(path)
        if side is not None:
            return theirs if side == Side.THEIRS else mine
        shown = (lambda value: value) if plain else self._shown
        values = (None if value is _ABSENT else shown(value) for value in (base, theirs, mine))
        self._clashes.append(Clash(path, *values))
        return mine


def _insert(order: list[str], others: Iterable[str]) -> list[str]:
    """Insert what only the others have, each behind the one that it follows there."""
    merged = list(order)
    before: str | None = None
    for key in others:
        if key not in merged:
            merged.insert(0 if before is None else merged.index(before) + 1, key)
        before = key
    return merged


def _sections_of(words: dict[str, Any]) -> dict[str, tuple[Any, str | None, bool]]:
    plain = Words.from_plain({"sections": {}, **words})
    return {
        key: (text if isinstance(text, str) else list(text), plain.made_from.get(key), key in plain.machine)
        for key, text in plain.sections.items()
    }


def _words_of(sections: dict[str, tuple[Any, str | None, bool]]) -> dict[str, Any]:
    return Words(
        {key: text if isinstance(text, str) else tuple(text) for key, (text, _, _) in sections.items()},
        {key: made_from for key, (_, made_from, _) in sections.items() if made_from is not None},
        frozenset(key for key, (_, _, machine) in sections.items() if machine),
    ).to_plain()


def merge(
    words: bool, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], choices: Choices | None = None
) -> Merged:
    """Merge two changes of a body of facts, or of words."""
    return (merge_words if words else merge_facts)(base, theirs, mine, choices)
