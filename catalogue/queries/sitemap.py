"""Every public page that the catalogue fills, and when it last changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.read_models.pages import Address

if TYPE_CHECKING:
    from catalogue.context import Reading

PAGES = (
    Kind.LIFE_EVENT,
    Kind.SERVICE,
    Kind.TARGET_GROUP,
    Kind.TOPIC,
    Kind.ORGANISATION,
    Kind.OFFICE,
    Kind.DOCUMENT,
)
"""The kinds of object that have a page of their own."""


def list_addresses(reading: Reading) -> tuple[Address, ...]:
    """Return one row per object that has a page, ordered by kind and id."""
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key, func.max(Edition.published_from))
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(CatalogueObject.kind.in_(PAGES), Edition.live_at(reading.now))
        .group_by(CatalogueObject.kind, CatalogueObject.key)
        .having(func.count().filter(Edition.part == FACTS) > 0)
    )
    return tuple(
        sorted((Address(kind, key, changed.date()) for kind, key, changed in rows), key=lambda row: (row.kind, row.id))
    )
