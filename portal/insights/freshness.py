"""Freshness: which facts were checked in time, and which wait for somebody to look at them again."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext, ngettext

from catalogue.queries.figures import get_checks
from catalogue.read_models.figures import Checks
from portal.editor.kinds import kind_name
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import object_row
from portal.insights.tables import Column, Row, Table, file_of
from portal.staff.who import person
from portal.work import reading

SHOWN = 50
"""So many overdue objects stand on the page; the file holds all."""


@insights.get("/freshness")
@for_owners
def freshness() -> str:
    """Show how fresh the checks are today."""
    return figures_page(
        gettext("Freshness"),
        gettext("Whether facts were checked in time, as of today."),
        _tables(_checks(), SHOWN),
        spans=False,
    )


@insights.get("/freshness.csv")
@for_owners
def freshness_file() -> Response:
    """Answer with the same as a file."""
    return file_of("freshness", _tables(_checks()))


def _checks() -> Checks:
    return get_checks(reading(), person(), organisation=asked().organisation)


def _tables(found: Checks, shown: int | None = None) -> list[Table]:
    kinds = [Row(one.kind.value, kind_name(one.kind), (one.fresh, one.overdue, one.never)) for one in found.kinds]
    overdue = [
        object_row(one.kind, one.key, one.title, (one.days, one.review), kind_name(one.kind))
        for one in found.overdue[:shown]
    ]
    hidden = len(found.overdue) - len(overdue)
    return [
        Table(
            "checks",
            gettext("By kind"),
            gettext("Kind"),
            (
                Column("fresh", gettext("Checked in time"), drawn=True),
                Column("overdue", gettext("Overdue")),
                Column("never", gettext("Never checked")),
            ),
            tuple(kinds),
            gettext("Nothing here needs checks."),
        ),
        Table(
            "overdue",
            gettext("Overdue, the longest first"),
            gettext("What"),
            (Column("days", gettext("Days overdue"), drawn=True), Column("review", gettext("Was due on"))),
            tuple(overdue),
            gettext("Nothing is overdue."),
            lead=ngettext("%(num)s more is in the file.", "%(num)s more are in the file.", hidden) if hidden else None,
        ),
    ]
