"""The overview: the figures that an owner looks at first, each with the page that tells more."""

from __future__ import annotations

from flask import Response, url_for
from flask_babel import gettext

from catalogue.figures.thresholds import FEWEST, Figure
from catalogue.queries.figures import (
    get_bot_figures,
    get_cases,
    get_checks,
    get_feedback,
    get_reads,
    get_searches,
    list_coverage,
    sees_everything,
)
from catalogue.queries.lost_points import get_lost_points
from catalogue.read_models.figures import Reads
from portal.extensions import get_house
from portal.insights.asked import Asked, asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import objects_table, series_table
from portal.insights.reads import not_told
from portal.insights.tables import Cell, Column, Row, Table, file_of
from portal.staff.who import person
from portal.work import reading

FIRST = 5
"""So many of the pages that are read most."""


@insights.get("/")
@for_owners
def overview() -> str:
    """Show the figures to look at first."""
    return figures_page(
        gettext("Figures"),
        gettext(
            "Counted, never tracked: no person stands behind any figure. Fewer than %(number)s are never told.",
            number=FEWEST,
        ),
        _tables(asked()),
    )


@insights.get("/overview.csv")
@for_owners
def overview_file() -> Response:
    """Answer with the same as a file."""
    return file_of("overview", _tables(asked()))


def _tables(chosen: Asked) -> list[Table]:
    reads = get_reads(reading(), person(), chosen.span, organisation=chosen.organisation)
    nothing = gettext("Nothing has been counted here yet. It will fill as people come.")
    empty = nothing if reads.total.value == 0 else not_told()
    label = gettext("Times read")
    return [
        Table(
            "overview",
            gettext("At a glance"),
            gettext("What"),
            (Column("number", gettext("Number")),),
            tuple(_rows(chosen, reads)),
            nothing,
        ),
        series_table("reads_over_time", gettext("Read over time"), reads.series, empty, label),
        objects_table("reads_by_page", gettext("What is read most"), reads.objects, empty, label, FIRST),
    ]


def _rows(chosen: Asked, reads: Reads) -> list[Row]:
    found: list[Row] = []

    def add(key: str, name: str, cell: Cell, endpoint: str) -> None:
        kept = {"organisation": chosen.organisation, "period": chosen.period.value}
        found.append(Row(key, name, (cell,), url_for(endpoint, **{k: v for k, v in kept.items() if v})))

    now, who, organisation = reading(), person(), chosen.organisation
    add("reads", gettext("Times read"), reads.total, "insights.reads")
    add("plans", gettext("Plans made"), reads.plans, "insights.reads")
    if sees_everything(who):
        catalogue = get_house().catalogue
        searches = get_searches(now, who, chosen.span, catalogue.seal, catalogue.search_index.knows)
        add("failed", gettext("Searches in vain"), searches.failed, "insights.searches")
    feedback = get_feedback(now, who, chosen.span, organisation=organisation)
    add("not_useful", gettext("Times a page was “not useful”"), feedback.no, "insights.feedback")
    add("reports", gettext("Reports of errors"), feedback.reports, "insights.feedback")
    cases = get_cases(now, who, chosen.span, organisation=organisation).kinds
    add("cases", gettext("Cases received"), _sum([one.received for one in cases]), "insights.cases")
    checks = get_checks(now, who, organisation=organisation)
    add("overdue", gettext("Checks overdue"), len(checks.overdue), "insights.freshness")
    coverage = list_coverage(now, who, organisation=organisation)
    behind = sum(one.missing + one.outdated for one in coverage)
    add("translations", gettext("Sections to translate"), behind, "insights.translations")
    bot = get_bot_figures(now, who, chosen.span, organisation=organisation)
    add("answered", gettext("Answers of the chat"), bot.answered, "insights.bot")
    if bot.declined is not None:
        add("declined", gettext("Declined by the chat"), bot.declined, "insights.bot")
    losing = [one for one in get_lost_points(now, who, organisation=organisation).services if one.losses]
    add("losing", gettext("Services that lose points of the index"), len(losing), "insights.service_index")
    return found


def _sum(figures: list[Figure]) -> Figure:
    """Return a sum; where a part is not told, nor is it: whoever knows the rest could tell."""
    parts = [one for one in figures if one != Figure(0)]
    if len(parts) == 1:
        return parts[0]
    if any(one.value is None for one in figures):
        return Figure(None)
    return Figure(sum(one.value or 0 for one in figures))
