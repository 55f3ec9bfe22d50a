"""What readers said: whether pages were useful, and what they reported."""

from __future__ import annotations

from flask import Response, url_for
from flask_babel import gettext

from catalogue.queries.figures import get_feedback
from catalogue.read_models.figures import Feedback
from catalogue.reporting import ReportKind, ReportState
from catalogue.rights import Action, may
from portal.insights.asked import asked, figures_page, for_owners
from portal.insights.blueprint import insights
from portal.insights.naming import object_row
from portal.insights.reads import not_told
from portal.insights.tables import Column, Row, Table, file_of, share_of
from portal.labels import label
from portal.staff.who import person
from portal.work import reading


@insights.get("/feedback")
@for_owners
def feedback() -> str:
    """Show ratings and reports."""
    return figures_page(
        gettext("Feedback"),
        gettext("Whether readers found pages useful, and what they told us is wrong."),
        _tables(_feedback()),
        onwards=[(url_for("editor.reports"), gettext("Deal with reports"))] if may(person(), Action.SEE_DRAFTS) else [],
    )


@insights.get("/feedback.csv")
@for_owners
def feedback_file() -> Response:
    """Answer with the same as a file."""
    return file_of("feedback", _tables(_feedback()))


def _feedback() -> Feedback:
    chosen = asked()
    return get_feedback(reading(), person(), chosen.span, organisation=chosen.organisation)


def _tables(found: Feedback) -> list[Table]:
    reports = [
        Row(
            f"{one.kind}/{one.state}",
            f"{label(ReportKind(one.kind))} – {label(ReportState(one.state))}",
            (one.figure,),
        )
        for one in found.report_counts
    ]
    rated = [
        object_row(one.kind, one.key, one.title, (share_of(one.yes, one.ratings), one.yes, one.no))
        for one in found.objects
    ]
    return [
        Table(
            "ratings",
            gettext("“Was this useful?”"),
            gettext("Answer"),
            (Column("number", gettext("Number"), drawn=True),),
            (
                Row("yes", gettext("Yes"), (found.yes,)),
                Row("no", gettext("No"), (found.no,)),
                Row("all", gettext("All answers"), (found.ratings,)),
            )
            if found.ratings.value != 0
            else (),
            gettext("Nobody has rated a page in this time."),
        ),
        Table(
            "ratings_by_page",
            gettext("Pages, the least useful first"),
            gettext("Page"),
            (
                Column("useful", gettext("Useful"), drawn=True, unit="%"),
                Column("yes", gettext("Yes")),
                Column("no", gettext("No")),
            ),
            tuple(rated),
            gettext("No page has been rated by enough people yet."),
        ),
        Table(
            "reports",
            gettext("Reports"),
            gettext("What and how it stands"),
            (Column("number", gettext("Number"), drawn=True),),
            tuple(reports),
            gettext("Nobody has reported anything.") if found.reports.value == 0 else not_told(),
        ),
    ]
