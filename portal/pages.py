"""Answers with a page, and says whether and until when it may be kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from flask import Response, make_response, render_template, request

from catalogue.read_models.office import OfficeCard
from furniture.spacing import closed_up
from portal import work
from portal.kept import KEEP, Keeping
from portal.locale import page_language
from portal.security import is_sensitive


def page(
    template: str,
    *,
    until: datetime | date | None = None,
    kept: bool = True,
    known: Iterable[str] = (),
    **values: Any,
) -> Response:
    """Answer with a template.

    The page is kept until something that it was made of is published, the day ends, a notice begins or ends, or
    `until` – an instant, or the first day on which something on it changes of itself. What depends on a person's
    answers or words is answered with `kept=False`. `known` names the parameters whose values were found in the
    catalogue; the place is looked up here.
    """
    response = make_response(closed_up(render_template(template, **values), page_language()))
    if kept and not is_sensitive():
        soonest = min(_instants(until, work.next_notice_change()))
        return keep(response, until=soonest, known=known if work.unknown_place() else ("place", *known))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def keep(response: Response, *, until: datetime | date | None = None, known: Iterable[str] = ()) -> Response:
    """Let an answer be kept until something that it was made of is published, the day ends, or `until`.

    It is kept with these parameters or none. All of it must have been made by now, and read through the reading of
    the request.
    """
    response.headers["Cache-Control"] = "no-cache"
    instants, reading = _instants(until), work.reading()
    request.environ[KEEP] = Keeping(min(instants), frozenset(known), reading.pulse, reading.sources.so_far())
    return response


def soonest_change(offices: Iterable[OfficeCard]) -> datetime | None:
    """Return the next instant at which one of these offices opens or closes."""
    instants = (office.openness.until or office.openness.next_opening for office in offices)
    return min((instant for instant in instants if instant), default=None)


def _instants(*changes: datetime | date | None) -> list[datetime]:
    """Return the instants of these changes, and midnight, at which every page changes."""
    instants = [work.midnight()]
    for change in changes:
        if change is not None:
            instants.append(change if isinstance(change, datetime) else work.start_of(change))
    return instants
