"""The home page, and the list of life events."""

from flask import Response

from catalogue.queries.home import get_home
from catalogue.queries.life_events import list_life_events
from portal.pages import page
from portal.public.blueprint import public
from portal.work import reading


@public.get("/")
def home() -> Response:
    """Show life events first, then search, target groups and topics."""
    return page("public/home.html", home=get_home(reading()))


@public.get("/life-events/")
def life_events() -> Response:
    """List all life events."""
    return page("public/life_events.html", list=list_life_events(reading()))
