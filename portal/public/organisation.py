"""Organisations: all of them, and one with its services and offices."""

from flask import Response

from catalogue.queries.organisations import get_organisation, list_organisations
from portal.pages import page, soonest_change
from portal.public.blueprint import public
from portal.work import reading


@public.get("/organisations/")
def organisations() -> Response:
    """List all organisations."""
    return page("public/organisations.html", list=list_organisations(reading()))


@public.get("/organisations/<id:id>")
def organisation(id: str) -> Response:
    """Show an organisation."""
    found = get_organisation(reading(), id)
    return page("public/organisation.html", until=soonest_change(found.offices), organisation=found)
