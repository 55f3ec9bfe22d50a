"""Readers' reports: the inbox of whoever looks after the pages, and the figures, which know neither text nor person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, func, or_, select, tuple_

from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, PageRating, Report
from catalogue.queries.standing import Standing, get_standings, get_titles
from catalogue.read_models.report import PageRatings, ReportLine
from catalogue.reporting import (
    COUNTED,
    FEWEST,
    MOVES,
    OF_OFFICES,
    OPEN,
    ReportState,
    may_handle,
)
from catalogue.rights import Action, Person, Subject, may

if TYPE_CHECKING:
    from catalogue.context import Reading

MOST_LISTED = 500
FEWEST_RATINGS = 5
"""What fewer answers tell is shown to nobody: a single one might be recognised."""

Key = tuple[str, str]


def list_reports(
    reading: Reading, person: Person, states: Iterable[ReportState] = OPEN, *, limit: int = MOST_LISTED
) -> tuple[ReportLine, ...]:
    """Return the reports that somebody may deal with, by object, the newest of each first.

    Those about an office come when enough people reported the same one.
    """
    found = _list_own(reading, person, states, limit)
    titles = get_titles(reading)
    numbers = _live_numbers(reading, {(report.object_kind, report.object_key) for report in found})
    whose = _Whose(reading)
    return tuple(
        _line(report, titles, numbers, may(person, Action.PUBLISH, whose.subject(report, FACTS))) for report in found
    )


def count_new_reports(reading: Reading, person: Person) -> int:
    """Return how many reports wait that nobody has looked at and the person may deal with."""
    return len(_list_own(reading, person, (ReportState.NEW,), MOST_LISTED))


def count_reports(reading: Reading, since: date, until: date) -> dict[tuple[str, str], int]:
    """Return how many reports of each kind came through each door in a span of days; irrelevant ones do not count."""
    rows = reading.session.execute(
        select(Report.kind, Report.channel, func.count())
        .where(Report.received_on.between(since, until), Report.state.in_([state.value for state in COUNTED]))
        .group_by(Report.kind, Report.channel)
    )
    return {(kind, channel): number for kind, channel, number in rows}


def list_ratings(
    reading: Reading, since: date, until: date, *, fewest: int = FEWEST_RATINGS
) -> tuple[PageRatings, ...]:
    """Return the ratings of a span of days, both included; what has most “no” first, nothing of fewer than `fewest`."""
    yes, no = func.sum(PageRating.yes), func.sum(PageRating.no)
    columns = (PageRating.kind, PageRating.key, PageRating.language, PageRating.channel)
    rows = reading.session.execute(
        select(*columns, yes, no)
        .where(PageRating.day.between(since, until))
        .group_by(*columns)
        .having(yes + no >= fewest)
        .order_by(no.desc(), *columns)
    )
    return tuple(PageRatings(*row[:4], int(row[4]), int(row[5])) for row in rows)


class _Whose:
    """Whose the objects of reports are; of one that is gone nobody knows, so it is for those who look after all."""

    def __init__(self, reading: Reading) -> None:
        self._live: dict[Key, Standing] = {(one.kind.value, one.key): one for one in get_standings(reading).values()}

    def subject(self, report: Report, part: str | None) -> Subject:
        live = self._live.get((report.object_kind, report.object_key))
        return live.subject(part) if live else Subject(Kind(report.object_kind), report.object_key, part=part)

    def may_handle(self, person: Person, report: Report) -> bool:
        return may_handle(person, Kind(report.object_kind), lambda part: self.subject(report, part), report.language)


def _list_own(reading: Reading, person: Person, states: Iterable[ReportState], limit: int) -> list[Report]:
    rows = reading.session.scalars(
        select(Report)
        .where(Report.state.in_([state.value for state in states]), _is_shown())
        .order_by(Report.object_kind, Report.object_key, Report.received_on.desc(), Report.id.desc())
    )
    whose = _Whose(reading)
    return [report for report in rows if whose.may_handle(person, report)][:limit]


def _is_shown() -> ColumnElement[bool]:
    """Tell of a report whether editors may see it: of an office, once enough people reported it."""
    often = select(Report.office).where(Report.office.is_not(None)).group_by(Report.office)
    return or_(
        Report.kind.not_in([kind.value for kind in OF_OFFICES]),
        Report.office.in_(often.having(func.count() >= FEWEST)),
    )


def _live_numbers(reading: Reading, objects: set[Key]) -> dict[tuple[str, str, str], int]:
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Edition.part, Edition.number)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(tuple_(CatalogueObject.kind, CatalogueObject.key).in_(sorted(objects)), Edition.live_at(reading.now))
    )
    return {(kind, key, part): number for kind, key, part, number in rows}


def _line(
    report: Report,
    titles: dict[tuple[Kind, str], str],
    numbers: dict[tuple[str, str, str], int],
    may_publish: bool,
) -> ReportLine:
    kind, state = Kind(report.object_kind), ReportState(report.state)
    return ReportLine(
        id=report.id,
        kind=report.kind,
        object_kind=kind,
        object_key=report.object_key,
        title=titles.get((kind, report.object_key), report.object_key),
        part=report.part,
        field=_named(report.field, titles),
        edition=report.edition,
        edition_now=numbers.get((report.object_kind, report.object_key, report.part or FACTS)),
        place=titles.get((Kind.PLACE, report.place), report.place) if report.place else None,
        language=report.language,
        channel=report.channel,
        text=report.text,
        received_on=report.received_on,
        office=titles.get((Kind.OFFICE, report.office), report.office) if report.office else None,
        happened_on=report.happened_on,
        state=state.value,
        reason=report.reason,
        moves=tuple(each.value for each in ReportState if each in MOVES[state]),
        told=report.change is not None,
        may_tell=may_publish and state is ReportState.FIXED and report.change is None,
    )


def _named(field: str, titles: dict[tuple[Kind, str], str]) -> str:
    """Return a field as editors know it: a paper by its name."""
    what, _, id = field.partition(":")
    return titles.get((Kind.DOCUMENT, id), field) if what == "document" else field
