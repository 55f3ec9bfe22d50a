"""The page of one service, in the fixed order of row C1."""

from __future__ import annotations

from flask import Response, request

from catalogue.queries.services import get_service
from portal.pages import page
from portal.public.blueprint import public
from portal.public.service_page import show
from portal.security import mark_sensitive
from portal.work import reading


@public.get("/services/<id:id>")
def service(id: str) -> Response:
    """Show one service for the reader's place and day."""
    shown = show(get_service(reading(), id), request.args)
    if shown.sensitive:
        mark_sensitive()
    return page("public/service.html", until=shown.valid_until, kept=not shown.applied, shown=shown)
