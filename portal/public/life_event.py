"""A life event: what it is about, and the few questions that lead to a plan."""

from __future__ import annotations

from flask import Response

from catalogue.queries.life_events import get_life_event
from portal.pages import page
from portal.public.asking import read_asked, tells_only_the_place
from portal.public.blueprint import public
from portal.public.life_event_page import ShownLifeEvent
from portal.work import frame, reading


@public.get("/life-events/<id:id>")
def life_event(id: str) -> Response:
    """Show a life event and ask its questions; answers that the address carries are filled in."""
    pathway, asked = read_asked(id)
    shown = ShownLifeEvent(get_life_event(reading(), id), asked, pathway, frame().places)
    return page("public/life_event.html", kept=tells_only_the_place(), shown=shown)
