"""The page of one office: open now or when next, where it is, and what can be done there."""

from __future__ import annotations

from flask import Response

from catalogue.queries.offices import get_office
from portal.lasting import lasting_address
from portal.pages import page
from portal.public.blueprint import public
from portal.public.linked_data import describe_office
from portal.work import reading


@public.get("/offices/<id:id>")
def office(id: str) -> Response:
    """Show an office as it is at this instant."""
    found = get_office(reading(), id)
    linked = describe_office(found, lasting_address)
    return page("public/office.html", until=found.changes_at, office=found, linked=linked)
