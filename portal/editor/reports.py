"""The inbox of readers' reports: what is said of which page, how it stands, and what became of it."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from catalogue.commands.reports.settle_report import publish_change, settle_report
from catalogue.errors import NotFound, WrongState
from catalogue.languages.formats import NO_BREAK_SPACE
from catalogue.queries.reports import list_reports
from catalogue.reporting import NEED_A_REASON, OPEN, PLAN, Channel, Matter, ReportKind, ReportState
from catalogue.rights import FACTS_PART, Action
from portal import work
from portal.editor.blueprint import editor
from portal.extensions import get_house
from portal.labels import label
from portal.staff.who import person, staff, staff_page

LONGEST_REASON = 1_000
LONGEST_NOTE = 600

Errors = list[tuple[str, str]]


@editor.get("/reports")
@staff(Action.SEE_DRAFTS)
def reports() -> ResponseReturnValue:
    """Show the reports on what somebody looks after: those that wait, or those that stand as the address says."""
    return _page()


@editor.post("/reports/<int:number>")
@staff(Action.SEE_DRAFTS)
def deal(number: int) -> ResponseReturnValue:
    """Say how a report stands now, and why."""
    state, reason = request.form.get("state", ""), request.form.get("reason", "").strip()[:LONGEST_REASON]
    if state not in tuple(ReportState):
        abort(400)
    if ReportState(state) in NEED_A_REASON and not reason:
        return _page([(f"reason-{number}", gettext("Say why, or what was done."))], number), 422
    try:
        with get_house().catalogue.work(person().mail) as unit:
            settle_report(unit, person(), number, ReportState(state), reason)
    except WrongState:
        return _page([("reports", _moved_on())]), 409
    except NotFound:
        return _page([("reports", _moved_on())]), 422
    return redirect(url_for("editor.reports", state=_asked(), said=state), 303)


@editor.post("/reports/<int:number>/change")
@staff(Action.PUBLISH)
def tell_change(number: int) -> ResponseReturnValue:
    """Show on the page what readers said and what was changed."""
    reading, fixed = work.reading(), ReportState.FIXED.value
    texts = {
        language: tuple(
            request.form.get(f"{name}-{language}", "").strip()[:LONGEST_NOTE] for name in ("said", "changed")
        )
        for language in reading.all_languages
    }
    if not all(texts[reading.source_language]):
        field = f"said-{reading.source_language}-{number}"
        return _page([(field, gettext("Write both in the language of the sources."))], number, fixed), 422
    try:
        with get_house().catalogue.work(person().mail) as unit:
            publish_change(unit, person(), number, {code: (said, changed) for code, (said, changed) in texts.items()})
    except WrongState:
        return _page([("reports", _moved_on())], asked=fixed), 409
    except NotFound:
        return _page([("reports", _moved_on())], asked=fixed), 422
    return redirect(url_for("editor.reports", state=fixed, said="told"), 303)


def field_name(field: str) -> str:
    """Return what a report is about in the language of the page; what the desk or a page calls itself stays."""
    what, _, rest = field.partition(":")
    if what == PLAN:
        return f"{gettext('Plan')}{NO_BREAK_SPACE}· {field_name(rest)}"
    if field == "other":
        return gettext("Something else")
    return label(Matter(field)) if field in tuple(Matter) else field


def _page(errors: Errors | None = None, at: int | None = None, asked: str | None = None) -> str:
    reading, asked = work.reading(), asked or _asked()
    return staff_page(
        "editor/reports.html",
        reports=list_reports(reading, person(), (ReportState(asked),) if asked else OPEN),
        asked=asked,
        states=list(ReportState),
        facts=FACTS_PART,
        state_name=lambda state: label(ReportState(state)),
        kind_of=lambda kind: label(ReportKind(kind)),
        channel_name=lambda channel: label(Channel(channel)),
        field_name=field_name,
        languages_told=sorted(reading.all_languages, key=lambda code: code != reading.source_language),
        source=reading.source_language,
        longest=LONGEST_NOTE,
        errors=errors or [],
        at=at,
        form=request.form,
        said=request.args.get("said", ""),
    )


def _asked() -> str | None:
    asked = request.values.get("shown") or request.args.get("state")
    return asked if asked in tuple(ReportState) else None


def _moved_on() -> str:
    return gettext("Somebody else has dealt with this report meanwhile.")
