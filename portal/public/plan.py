"""The plan of one person: as a page, as a calendar, and as JSON; all from the same address and the same `plan()`."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Response, jsonify
from flask_babel import gettext

from catalogue.plans.json import as_json
from catalogue.plans.plan import plan as make_plan
from portal.extensions import get_house
from portal.pages import page
from portal.public.asking import read_asked, tells_only_the_place
from portal.public.blueprint import public
from portal.public.plan_page import PlanPage
from portal.work import reading


@public.get("/life-events/<id:id>/plan")
def plan(id: str) -> Response:
    """Show the plan."""
    return page("public/plan.html", kept=tells_only_the_place(), shown=_shown(id))


@public.get("/life-events/<id:id>/plan.ics")
def plan_calendar(id: str) -> Response:
    """Answer with the dates of the plan as a calendar. Of a sensitive life event it tells nothing but days."""
    # Few ask for a calendar, and its library is heavy.
    from catalogue.plans.calendar import calendar

    shown = _shown(id)
    file = calendar(
        shown.plan,
        page_address=shown.calendar_link,
        host=urlsplit(get_house().settings.public_address).hostname or "",
        now=reading().now,
        neutral_title=gettext("Reminder"),
        answer_title=shown.name_answer,
    )
    response = Response(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="plan.ics"'
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@public.get("/life-events/<id:id>/plan.json")
def plan_json(id: str) -> Response:
    """Answer with the plan as the command `onedoor plan --json` prints it."""
    shown = _shown(id)
    response = jsonify(as_json(shown.plan, shown.address_in_json))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _shown(id: str) -> PlanPage:
    pathway, asked = read_asked(id)
    return PlanPage(make_plan(pathway, asked.situation), asked, pathway)
