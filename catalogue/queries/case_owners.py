"""Who owes the answer to a case: the organisation of what it is about, else that of the office for questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.queries.subjects import owner_of, place_of


@dataclass(frozen=True, slots=True)
class Owner:
    """An organisation, and the place whose holidays count; None for what is not known."""

    organisation: str | None
    place: str | None


def find_owner(session: Session, now: datetime, kind: Kind, key: str) -> Owner:
    """Return who owes an answer about a published object. Raises `NotFound`."""
    body = _live_body(session, now, kind, key)
    if body is None:
        raise NotFound(kind, key)
    # A variant is no page of its own, so its place is that of the person and not of the object.
    return Owner(owner_of(kind, key, body), place_of(kind, key, body) if kind is Kind.OFFICE else None)


def find_default_owner(session: Session, now: datetime) -> Owner:
    """Return who owes an answer about nothing in particular; nobody in a country that names no office for questions."""
    pack = _live_body(session, now, Kind.PACK, None) or {}
    office = pack.get("contact_office")
    body = _live_body(session, now, Kind.OFFICE, office) if office else None
    return Owner(body.get("organisation") if body else None, None)


def is_organisation(session: Session, now: datetime, key: str) -> bool:
    """Tell whether there is such an organisation."""
    return _live_body(session, now, Kind.ORGANISATION, key) is not None


def is_place(session: Session, now: datetime, key: str) -> bool:
    """Tell whether there is such a place."""
    return _live_body(session, now, Kind.PLACE, key) is not None


def _live_body(session: Session, now: datetime, kind: Kind, key: str | None) -> dict[str, Any] | None:
    statement = (
        select(Edition.body)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(CatalogueObject.kind == kind, Edition.part == FACTS, Edition.live_at(now))
    )
    if key is not None:
        statement = statement.where(CatalogueObject.key == key)
    return session.scalars(statement.limit(1)).first()
