"""Who names an object: what is to be changed with it, and keeps it from being withdrawn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.errors import Use
from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Reference


def list_uses(session: Session, kind: Kind, key: str, now: datetime) -> tuple[Use, ...]:
    """Return every object that names this one, live or from an instant to come, with the role; ordered."""
    rows = session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, Reference.role)
        .join(CatalogueObject, CatalogueObject.id == Reference.source_id)
        .where(
            Reference.target_kind == kind,
            Reference.target_key == key,
            Reference.live_until.is_(None) | (Reference.live_until > now),
            (CatalogueObject.kind != kind) | (CatalogueObject.key != key),
        )
        .distinct()
    )
    return tuple(sorted((Use(*row) for row in rows), key=lambda use: (use.kind, use.key, use.role)))
