"""Cases against what was promised: how many came, how many were answered, in time or late."""

from __future__ import annotations

from flask import Response, url_for
from flask_babel import gettext

from catalogue.queries.figures import get_cases
from catalogue.rights import Action, may
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.tables import Column, Row, Table, file_of
from portal.labels import label
from portal.staff.who import person
from portal.work import reading


@insights.get("/cases")
@for_owners
def cases() -> str:
    """Show the cases that were received in the span."""
    return figures_page(
        gettext("Cases"),
        gettext("Questions, suggestions, complaints and grievances received in this time, and what became of them."),
        _tables(),
        onwards=[(url_for("desk.cases"), gettext("Answer cases"))]
        if may(person(), Action.REVIEW) or may(person(), Action.USE_DESK)
        else [],
    )


@insights.get("/cases.csv")
@for_owners
def cases_file() -> Response:
    """Answer with the same as a file."""
    return file_of("cases", _tables())


def _tables() -> list[Table]:
    chosen = asked()
    found = get_cases(reading(), person(), chosen.span, organisation=chosen.organisation)
    rows = [
        Row(one.kind.value, label(one.kind), (one.received, one.answered, one.in_time, one.late)) for one in found.kinds
    ]
    times = [Row(one.kind.value, label(one.kind), (one.days, one.promised_days)) for one in found.kinds]
    return [
        Table(
            "cases",
            gettext("What became of them"),
            gettext("Kind"),
            (
                Column("received", gettext("Received"), drawn=True),
                Column("answered", gettext("Answered")),
                Column("in_time", gettext("In time")),
                Column("late", gettext("Late")),
            ),
            tuple(rows) if any(one.received.value != 0 for one in found.kinds) else (),
            gettext("No case has come in in this time."),
        ),
        Table(
            "case_times",
            gettext("How long an answer takes"),
            gettext("Kind"),
            (
                Column("half_within_days", gettext("Half were answered within (days)")),
                Column("promised_working_days", gettext("Promised (working days)")),
            ),
            tuple(times),
            gettext("No case has come in yet."),
            lead=gettext("A dash stands where too few cases were answered."),
        ),
    ]
