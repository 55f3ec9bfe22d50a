"""Offices, by place, kind, and whether they are open now."""

from flask import Response, request

from catalogue.facts.office import OfficeKind
from catalogue.queries.offices import list_offices
from portal.pages import page, soonest_change
from portal.public.blueprint import public
from portal.work import chosen_place, reading


@public.get("/offices/")
def offices() -> Response:
    """List the offices that the address asks for."""
    kind, only_open = request.args.get("kind"), request.args.get("open") == "now"
    place = chosen_place()
    found = [
        office
        for office in list_offices(reading())
        if (not kind or office.kind == kind) and (not only_open or office.openness.open)
    ]
    values = {"offices": found, "kinds": list(OfficeKind), "kind": kind, "only_open": only_open, "place": place}
    return page("public/offices.html", until=soonest_change(found), **values)
