"""Ratings and reports of objects: whether their pages and answers were useful, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.facts import Kind
from catalogue.figures.spans import Span
from catalogue.figures.thresholds import Figure, figure, protect, tell_both
from catalogue.models import PageRating, Report
from catalogue.queries.figures.sight import Key, Sight, sight_of
from catalogue.queries.figures.sums import object_figures, rare_objects, total_without
from catalogue.queries.reports import FEWEST_RATINGS
from catalogue.read_models.figures import Feedback, RatedObject, ReportCount
from catalogue.reporting import COUNTED, ReportKind, ReportState

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.rights import Person


def get_feedback(reading: Reading, person: Person, span: Span, *, organisation: str | None = None) -> Feedback:
    """Return what readers said of the objects that somebody sees. Raises `NotAllowed`."""
    sight = sight_of(reading, person, organisation)
    ratings = {key: both for key, both in _sum_ratings(reading, span).items() if sight.has(key)}
    sums = {key: sum(both) for key, both in ratings.items()}
    objects = _rated(ratings, object_figures(sums, sight), sight)
    told = [one for one in objects if one.yes.value is not None and one.no.value is not None]
    reports = _sum_reports(reading, span, sight)
    return Feedback(
        span,
        total_without(sums, rare_objects(sums, sight)),
        figure(sum(one.yes.value or 0 for one in told)),
        figure(sum(one.no.value or 0 for one in told)),
        objects,
        figure(sum(reports.values())),
        _report_counts(reports),
    )


def _rated(ratings: dict[Key, tuple[int, int]], figures: dict[Key, Figure], sight: Sight) -> tuple[RatedObject, ...]:
    found = []
    for (kind, key), told in figures.items():
        if told.value is not None and told.value >= FEWEST_RATINGS:
            both = tell_both(*ratings[kind, key])
            found.append(RatedObject(Kind(kind), key, sight.title(kind, key), told, *both))
    return tuple(sorted(found, key=_least_useful_first))


def _least_useful_first(rated: RatedObject) -> tuple[bool, float, str, str]:
    # Where it is not told how many, the place among the others must not tell it.
    share = rated.yes.value / rated.ratings.value if rated.yes.value is not None and rated.ratings.value else 0.0
    return rated.yes.value is None, share, rated.title, rated.key


def _sum_ratings(reading: Reading, span: Span) -> dict[Key, tuple[int, int]]:
    rows = reading.session.execute(
        select(PageRating.kind, PageRating.key, func.sum(PageRating.yes), func.sum(PageRating.no))
        .where(PageRating.day.between(span.since, span.until))
        .group_by(PageRating.kind, PageRating.key)
    )
    return {(kind, key): (int(yes), int(no)) for kind, key, yes, no in rows}


def _sum_reports(reading: Reading, span: Span, sight: Sight) -> Counter[tuple[str, str]]:
    columns = (Report.object_kind, Report.object_key, Report.kind, Report.state)
    rows: Iterable = reading.session.execute(
        select(*columns, func.count())
        .where(Report.received_on.between(span.since, span.until), Report.state.in_(sorted(COUNTED)))
        .group_by(*columns)
    )
    found: Counter[tuple[str, str]] = Counter()
    for object_kind, object_key, kind, state, number in rows:
        if sight.has((object_kind, object_key)):
            found[kind, state] += number
    return found


def _report_counts(reports: Counter[tuple[str, str]]) -> tuple[ReportCount, ...]:
    cells = [(kind.value, state.value) for kind in ReportKind for state in ReportState if reports[kind, state]]
    figures = protect([reports[cell] for cell in cells])
    if figures is None:
        return ()
    return tuple(ReportCount(kind, state, told) for (kind, state), told in zip(cells, figures, strict=True))
