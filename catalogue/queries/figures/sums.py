"""Sums of counts by one thing at a time, and their way through the threshold into series, splits and lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from catalogue.facts import Kind
from catalogue.figures.deeds import Deed
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import FEWEST, HIDDEN, Figure, figure, protect
from catalogue.models import Count
from catalogue.queries.figures.sight import Key, Owners, Sight
from catalogue.read_models.figures import Line, ObjectLine, Point, Series, Split

if TYPE_CHECKING:
    from catalogue.context import Reading

KEYS_AT_ONCE = 10_000
"""Objects that one query names; a database takes three times as many values."""


@dataclass(frozen=True, slots=True)
class Apart:
    """The same deeds by one thing at a time."""

    days: Counter[date]
    """As they are kept, folded months by their first."""
    channels: Counter[str]
    languages: Counter[str]
    places: Counter[str]

    @property
    def total(self) -> int:
        """Return how many deeds there were."""
        return self.channels.total()


@dataclass(frozen=True)
class Sums:
    """Counts of some deeds in a span, of the objects in sight or of one of them."""

    reading: Reading
    span: Span
    deeds: frozenset[Deed]
    sight: Sight
    about_objects: bool = True
    """Whether only deeds count that are about an object."""
    only: Key | None = None
    without: frozenset[Key] = frozenset()
    """Objects that are in no sum: those of which so little may be told that a sum would tell it."""

    def apart(self) -> Apart:
        """Return the sums by each thing, in one query for all of them."""
        columns = (Count.day, Count.channel, Count.language, Count.place)
        found = Apart(Counter(), Counter(), Counter(), Counter())
        for condition in self._conditions():
            rows = self.reading.session.execute(
                select(*columns, func.sum(Count.times)).where(condition).group_by(*columns)
            )
            for *values, times in rows:
                for sums, value in zip(
                    (found.days, found.channels, found.languages, found.places), values, strict=True
                ):
                    sums[value] += int(times)
        return found

    def by_object(self) -> dict[Key, int]:
        """Return the sums by object."""
        found: dict[Key, int] = {}
        for condition in self._conditions():
            rows = self.reading.session.execute(
                select(Count.kind, Count.key, func.sum(Count.times)).where(condition).group_by(Count.kind, Count.key)
            )
            found |= {(kind, key): int(times) for kind, key, times in rows}
        return found

    def _conditions(self) -> Iterable[ColumnElement[bool]]:
        """Return conditions that each reach some of the rows, and no row twice."""
        counted = and_(Count.day.between(self.span.since, self.span.until), Count.deed.in_(sorted(self.deeds)))
        if self.only is not None:
            kind, key = self.only
            yield and_(counted, Count.kind == kind, Count.key == key)
        elif self.sight.all:
            about = [Count.kind != ""] if self.about_objects else []
            yield and_(counted, *about, *([not_(_is_one_of(self.without))] if self.without else ()))
        else:
            keys = sorted(self.sight.standings.keys() - self.without)
            for start in range(0, len(keys), KEYS_AT_ONCE):
                yield and_(counted, _is_one_of(keys[start : start + KEYS_AT_ONCE]))


def _is_one_of(keys: Collection[Key]) -> ColumnElement[bool]:
    of_kind: dict[str, list[str]] = defaultdict(list)
    for kind, key in keys:
        of_kind[kind].append(key)
    return or_(*(and_(Count.kind == kind, Count.key.in_(named)) for kind, named in of_kind.items()))


def series(span: Span, by_day: Mapping[date, int]) -> Series:
    """Return what was counted day by day or month by month, as far as it may be told beside its total."""
    parts = list(span.parts())
    sums = dict.fromkeys((first for first, _ in parts), 0)
    for day, times in by_day.items():
        sums[span.part_of(day)] += times
    figures = protect(list(sums.values()))
    if figures is None:
        return Series(())
    return Series(tuple(Point(first, last, told) for (first, last), told in zip(parts, figures, strict=True)))


def split(sums: Mapping[str, int], titles: Mapping[str, str] | None = None) -> Split:
    """Return a total by something, as far as it may be told beside the total."""
    keys = sorted(key for key, times in sums.items() if times)
    figures = protect([sums[key] for key in keys])
    if figures is None:
        return Split(())
    lines = [Line(key, (titles or {}).get(key), told) for key, told in zip(keys, figures, strict=True)]
    return Split(tuple(sorted(lines, key=lambda line: _greatest_first(line.figure))))


def object_lines(sums: Mapping[Key, int], sight: Sight) -> tuple[ObjectLine, ...]:
    """Return what was counted of each object, as far as it may be told; the greatest first."""
    figures = object_figures(sums, sight)
    lines = [ObjectLine(Kind(kind), key, sight.title(kind, key), told) for (kind, key), told in figures.items()]
    return tuple(sorted(lines, key=lambda line: (_greatest_first(line.figure), line.title, line.key)))


def object_figures(sums: Mapping[Key, int], sight: Sight) -> dict[Key, Figure]:
    """Return what was counted of each object, as far as it may be told.

    The objects of each organisation and place are protected by themselves: the figures of the same objects are the
    same for whoever sees them, among others or alone, and the sums that somebody sees of a part and of the whole tell
    nothing that is not told here. Where no part of such a sum may be told, its objects are left out.
    """
    told: dict[Key, Figure] = {}
    for keys in _by_owners(sums, sight):
        if (figures := protect([sums[key] for key in keys])) is not None:
            told |= dict(zip(keys, figures, strict=True))
    return told


def rare_objects(sums: Mapping[Key, int], sight: Sight) -> frozenset[Key]:
    """Return the objects of those owners of whose objects together less was counted than may be told.

    They are in no sum: a sum less all that is told beside it would tell of them.
    """
    groups = _by_owners(sums, sight)
    return frozenset(key for keys in groups if sum(sums[key] for key in keys) < FEWEST for key in keys)


def total_without(sums: Mapping[Key, int], rare: frozenset[Key]) -> Figure:
    """Return the sum of what was counted, the rare objects left out, as far as it may be told."""
    total = sum(times for key, times in sums.items() if key not in rare)
    if total or not rare:
        return figure(total)
    told = figure(sum(sums.values()))
    return told if told.few else HIDDEN


def _by_owners(sums: Mapping[Key, int], sight: Sight) -> list[list[Key]]:
    of_owners: dict[Owners, list[Key]] = defaultdict(list)
    for key in sorted(key for key, times in sums.items() if times):
        of_owners[sight.owners_of(key)].append(key)
    return list(of_owners.values())


def _greatest_first(figure: Figure) -> int:
    # The place of a number that is not told, among others that are, would tell it.
    return -figure.value if figure.value is not None else 1
