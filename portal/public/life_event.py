"""A life event: what it is about, and the few questions that lead to a plan."""

from __future__ import annotations

from flask import Response, request

from catalogue.queries.life_events import get_life_event, get_pathway
from portal.pages import page
from portal.public.blueprint import public
from portal.public.life_event_page import ShownLifeEvent
from portal.public.situation import read_situation
from portal.security import mark_sensitive
from portal.work import frame, reading


@public.get("/life-events/<id:id>")
def life_event(id: str) -> Response:
    """Show a life event and ask its questions; answers that the address carries are filled in."""
    found, pathway = get_life_event(reading(), id), get_pathway(reading(), id)
    if found.sensitive:
        mark_sensitive()
    asked = read_situation(request.args, pathway, place=reading().place, as_of=reading().as_of)
    shown = ShownLifeEvent(found, asked, pathway, frame().places)
    return page("public/life_event.html", keep=not request.args, shown=shown)
