"""What somebody still needs for a service: the slip that a clerk gave them, by today's rules. Nothing is stored."""

from __future__ import annotations

from flask import Response, request

from catalogue.plans.slip import Slip
from catalogue.queries.counter import get_sheet
from portal.pages import page
from portal.public.blueprint import public
from portal.public.service_page import is_sensitive_service
from portal.security import mark_sensitive
from portal.service_answers import LACKING, ids_named, read_known
from portal.slips import arrange
from portal.work import reading


@public.get("/services/<id:id>/slip")
def slip(id: str) -> Response:
    """Show the papers that are still missing, until when, and where to bring them."""
    known = read_known(request.args)
    sheet = get_sheet(reading(), id, known)
    if is_sensitive_service(sheet.page, sheet.page.part_of):
        mark_sensitive()
    place = sheet.page.place.place if sheet.page.place else None
    told = Slip(id, place, known.event_date, known.way, known.answers)
    shown = arrange(sheet, None, ids_named(request.args, LACKING), told)
    since = request.args.get("since", "")
    return page(
        "public/slip.html",
        kept=False,
        shown=shown,
        dropped=bool(request.args.get("dropped")) or shown.gone > 0,
        changed=since.isdecimal() and len(since) < 10 and int(since) < sheet.page.sequence,
    )
