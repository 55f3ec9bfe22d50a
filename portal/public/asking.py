"""What the address of a life event or of its plan asks for, read the same way for both."""

from __future__ import annotations

from flask import request

from catalogue.plans.pathway import Pathway
from catalogue.plans.situation import is_sensitive
from catalogue.queries.life_events import get_pathway
from portal import work
from portal.days import read_date
from portal.public.situation import Asked, read_situation
from portal.security import mark_sensitive
from portal.urls import let_through


def tells_only_the_place() -> bool:
    """Tell whether the address says nothing of a person but where they live."""
    return set(request.args) <= {"place"}


def read_asked(id: str) -> tuple[Pathway, Asked]:
    """Return a pathway and the situation in the address; a sensitive one protects its reader from here on.

    Raises `NotFound`, `Gone` or `Moved`.
    """
    if read_date(request.args.get("as-of", "")) is None:
        work.ignore_day()
    reading = work.reading()
    pathway = get_pathway(reading, id)
    asked = read_situation(request.args, pathway, place=reading.place, as_of=reading.as_of)
    if is_sensitive(pathway, asked.situation):
        mark_sensitive()
    let_through(asked.parameters())
    return pathway, asked
