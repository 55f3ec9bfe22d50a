"""Working days of a place, out of what is published of places: the week, the holidays, the clock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.facts import Kind, Place
from catalogue.facts.place import PlaceLevel
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.plans.working_days import WorkingCalendar


def get_calendar(session: Session, now: datetime, place: str | None) -> WorkingCalendar:
    """Return the calendar of a place, or that of the country for None and for what is no place any more."""
    rows = session.execute(
        select(CatalogueObject.key, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind == Kind.PLACE, Edition.part == FACTS, Edition.live_at(now))
        .order_by(CatalogueObject.key)
    )
    places = {key: Place.from_plain(body) for key, body in rows}
    country = next((key for key, found in places.items() if found.level is PlaceLevel.COUNTRY), None)
    return WorkingCalendar.of(place if place in places else country, places)
