"""How often objects were read, told by the bot and looked up at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.figures.deeds import LEARNED, SOUGHT_IN_VAIN, Deed
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import HIDDEN, Figure, figure
from catalogue.models import Count
from catalogue.queries.figures.sight import Key, Sight, sight_of
from catalogue.queries.figures.sums import Sums, object_lines, rare_objects, series, split, total_without
from catalogue.read_models.figures import Line, ObjectLine, Reads, Series, Split

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.rights import Person

_CHOOSE_A_GROUP = frozenset({Deed.READ, Deed.SEARCH_ANSWERED}) | SOUGHT_IN_VAIN


def get_reads(
    reading: Reading,
    person: Person,
    span: Span,
    *,
    organisation: str | None = None,
    kind: Kind | None = None,
    key: str | None = None,
) -> Reads:
    """Return the readings of all objects that somebody sees, or of one of them.

    Raises `NotAllowed`, and `NotFound` for an object that is not live or not in their sight.
    """
    sight = sight_of(reading, person, organisation)
    sums = Sums(reading, span, LEARNED, sight)
    by_object = sums.by_object()
    lines = object_lines(by_object, sight)
    planned = Sums(reading, span, frozenset({Deed.PLANNED}), sight)
    if kind is None or key is None:
        plans = figure(planned.apart().total)
        groups = _list_groups(reading, span, sight, lines)
        rare = rare_objects(by_object, sight)
        return _reads(replace(sums, without=rare), total_without(by_object, rare), plans, lines, groups)
    one = (kind.value, key)
    if one not in sight.standings:
        raise NotFound(kind, key)
    line = next((line for line in lines if (line.kind, line.key) == (kind, key)), None)
    # What is hidden among others, to protect one of them, is told nowhere.
    total = line.figure if line else Figure(0) if one not in by_object else HIDDEN
    plans = figure(replace(planned, only=one).apart().total)
    return _reads(replace(sums, only=one), total, plans, (line,) if line else (), Split(()))


def _reads(sums: Sums, total: Figure, plans: Figure, lines: tuple[ObjectLine, ...], groups: Split) -> Reads:
    if total.value is None:
        nothing = Split(())
        return Reads(sums.span, total, plans, Series(()), lines, nothing, nothing, nothing, groups)
    apart = sums.apart()
    return Reads(
        sums.span,
        total,
        plans,
        series(sums.span, apart.days),
        lines,
        split(apart.channels),
        split(apart.languages),
        split(apart.places, titles_of(sums.sight, Kind.PLACE, apart.places)),
        groups,
    )


def titles_of(sight: Sight, kind: Kind, sums: Mapping[str, int]) -> dict[str, str]:
    """Return what the objects of one kind are called that sums are by; nothing for what was not chosen."""
    return {key: sight.title(kind, key) for key in sums if key}


def _list_groups(reading: Reading, span: Span, sight: Sight, lines: tuple[ObjectLine, ...]) -> Split:
    """Return how often people chose each target group: its page, or searches narrowed to it.

    Groups belong to no organisation. A group whose page's figure is not told is not told either.
    """
    if not sight.all:
        return Split(())
    sums: dict[str, int] = {}
    told = {line.key: line.figure for line in lines if line.kind is Kind.TARGET_GROUP}
    pages = select(Count.key, func.sum(Count.times)).where(
        Count.day.between(span.since, span.until), Count.deed == Deed.READ, Count.kind == Kind.TARGET_GROUP
    )
    searches = select(Count.target_group, func.sum(Count.times)).where(
        Count.day.between(span.since, span.until), Count.deed.in_(sorted(_CHOOSE_A_GROUP)), Count.target_group != ""
    )
    read = _summed(reading, pages.group_by(Count.key))
    for one in (read, _summed(reading, searches.group_by(Count.target_group))):
        for key, times in one.items():
            sums[key] = sums.get(key, 0) + times
    lines_of_groups = [
        Line(key, sight.title(Kind.TARGET_GROUP, key), _group_figure(key, times, read, told))
        for key, times in sorted(sums.items())
    ]
    return Split(tuple(sorted(lines_of_groups, key=lambda line: -(line.figure.value or -1))))


def _group_figure(key: str, times: int, read: Mapping[str, int], told: Mapping[str, Figure]) -> Figure:
    page = told.get(key, HIDDEN) if key in read else Figure(0)
    return figure(times) if page.value is not None else page


def _summed(reading: Reading, statement: object) -> dict[Key | str, int]:
    return {key: int(times) for key, times in reading.session.execute(statement)}
