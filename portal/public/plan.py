"""The plan of one person: as a page, as a calendar, and as JSON; all from the same address and the same `plan()`."""

from __future__ import annotations

from flask import Response, jsonify, request

from catalogue.plans.json import as_json
from catalogue.plans.plan import plan as make_plan
from catalogue.queries.life_events import get_pathway
from catalogue.queries.offices import list_offices
from portal.pages import page
from portal.public.blueprint import public
from portal.public.plan_page import PlanPage
from portal.public.situation import read_situation
from portal.security import mark_sensitive
from portal.work import reading


@public.get("/life-events/<id:id>/plan")
def plan(id: str) -> Response:
    """Show the plan."""
    return page("public/plan.html", keep=False, shown=_shown(id))


@public.get("/life-events/<id:id>/plan.ics")
def plan_calendar(id: str) -> Response:
    """Answer with the dates of the plan as a calendar."""
    from catalogue.plans.calendar import calendar

    shown = _shown(id)
    return Response(calendar(shown.plan), content_type="text/calendar; charset=utf-8")


@public.get("/life-events/<id:id>/plan.json")
def plan_json(id: str) -> Response:
    """Answer with the plan as the command `onedoor plan --json` prints it."""
    shown = _shown(id)
    response = jsonify(as_json(shown.plan, shown.lasting_address))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _shown(id: str) -> PlanPage:
    pathway = get_pathway(reading(), id)
    if pathway.facts.sensitive:
        mark_sensitive()
    asked = read_situation(request.args, pathway, place=reading().place, as_of=reading().as_of)
    made = make_plan(pathway, asked.situation)
    offices = list_offices(reading()) if made.place else ()
    return PlanPage(made, asked, pathway, {office.id: office for office in offices})
