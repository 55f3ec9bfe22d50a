"""Every id by which something of the catalogue can be named: of objects, and of the parts within them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.models import FACTS, CatalogueObject, Edition

if TYPE_CHECKING:
    from catalogue.context import Reading


def list_ids(reading: Reading) -> frozenset[str]:
    """Return the ids of all live objects and of their parts; remembered until the catalogue changes."""
    return reading.kept("every id", lambda: frozenset(_read(reading)))


def _read(reading: Reading) -> Iterator[str]:
    rows = reading.session.execute(
        select(CatalogueObject.key, Edition.body)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(Edition.part == FACTS, Edition.live_at(reading.now))
    )
    for key, body in rows:
        yield key
        yield from _ids_in(body)


def _ids_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        own = value.get("id")
        if isinstance(own, str):
            yield own
        for inner in value.values():
            yield from _ids_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids_in(inner)
