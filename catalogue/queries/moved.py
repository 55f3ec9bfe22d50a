"""Why an object is not there: it never was, it is gone, or it goes by another id now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.errors import CatalogueError, Gone, Moved, NotFound
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, Redirect

if TYPE_CHECKING:
    from catalogue.context import Reading


def missing(reading: Reading, kind: Kind, key: str) -> CatalogueError:
    """Return the error to raise for an object that is not live: `Moved`, `Gone` or `NotFound`."""
    to = reading.session.scalars(select(Redirect.to_key).where(Redirect.kind == kind, Redirect.key == key)).first()
    if to is not None:
        return Moved(kind, key, to)
    was_published = reading.session.scalars(
        select(Edition.id)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(
            CatalogueObject.kind == kind,
            CatalogueObject.key == key,
            Edition.part == FACTS,
            Edition.published_from <= reading.now,
        )
        .limit(1)
    ).first()
    return NotFound(kind, key) if was_published is None else Gone(kind, key)
