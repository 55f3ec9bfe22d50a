"""What a right is asked about: an object with the organisations and the place that it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, Reference
from catalogue.rights import Subject


def get_subject(
    session: Session, kind: Kind, key: str, part: str | None = None, *, now: datetime | None = None
) -> Subject:
    """Return the subject that a part of an object is, or the whole object.

    Who owns it is what its live facts say at `now`; of an object that was never published, its newest ones. A draft
    that names another owner changes nobody's rights before it is published. Raises `NotFound`.
    """
    instant = now or datetime.now(UTC)
    live_first = case((Edition.live_at(instant), 0), else_=1)
    body = session.scalars(
        select(Edition.body)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(CatalogueObject.kind == kind, CatalogueObject.key == key, Edition.part == FACTS)
        .order_by(live_first, Edition.number.desc())
        .limit(1)
    ).first()
    if body is None:
        raise NotFound(kind, key)
    # As it is stored: a draft need not be sound.
    return subject_of_body(session, kind, key, body, part, now=instant)


def subject_of_body(
    session: Session,
    kind: Kind,
    key: str,
    body: dict[str, Any],
    part: str | None = None,
    *,
    now: datetime | None = None,
) -> Subject:
    """Return the subject that an object with these facts, in their plain form, is; whoever creates it needs its rights.

    Nothing of the facts needs to be sound or stored.
    """
    above = organisations_with(session, owner_of(kind, key, body), now=now)
    if kind is Kind.ORGANISATION:
        # Its own place in the tree may not be published yet.
        above |= organisations_with(session, body.get("parent"), now=now)
    return Subject(kind, key, above, place_of(kind, key, body), part)


def organisations_with(session: Session, organisation: str | None, *, now: datetime | None = None) -> frozenset[str]:
    """Return an organisation and all above it; none for None."""
    if organisation is None:
        return frozenset()
    rows = session.execute(
        select(CatalogueObject.key, Reference.target_key)
        .join(CatalogueObject, CatalogueObject.id == Reference.source_id)
        .where(
            CatalogueObject.kind == Kind.ORGANISATION,
            Reference.role == "parent",
            Reference.live_at(now or datetime.now(UTC)),
        )
    )
    parents: dict[str, str] = dict(rows.all())
    found = {organisation}
    above = parents.get(organisation)
    # A circle would be a fault of the content; it must not be one of ours.
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return frozenset(found)


def owner_of(kind: Kind, key: str, body: dict[str, Any]) -> str | None:
    match kind:
        case Kind.ORGANISATION:
            return key
        case Kind.SERVICE | Kind.OFFICE:
            return body.get("organisation")
        case Kind.VARIANT:
            return body.get("organisation") or body.get("checked_by")
        case Kind.LIFE_EVENT:
            return body.get("checked_by")
    return None


def place_of(kind: Kind, key: str, body: dict[str, Any]) -> str | None:
    match kind:
        case Kind.PLACE:
            return key
        case Kind.VARIANT:
            return key.partition("/")[2]
        case Kind.SERVICE | Kind.OFFICE | Kind.ORGANISATION:
            return body.get("place")
        case Kind.NOTICE:
            places = body.get("places") or ()
            return places[0] if len(places) == 1 else None
    return None
