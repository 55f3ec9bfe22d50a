"""Which objects name which: sets of ids for `live.selection`, so that hops are answered in one query.

Sets, not conditions: a database finds a handful of ids by an index, but tries a condition on every object it has.
Statements are made of these once, when a module is imported; what differs from reader to reader is bound by name:
`now`, and `key` or `keys` for what is asked for.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select, union
from sqlalchemy.orm import aliased

from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Reference
from catalogue.models.base import Instant

Ids = Select[tuple[int]]
"""The ids of objects, as a part of a larger query."""

NOW = bindparam("now", type_=Instant())
KEY = bindparam("key")
KEYS = bindparam("keys", expanding=True)


def one(kind: Kind) -> Ids:
    """Return the id of the object asked for."""
    found = aliased(CatalogueObject)
    return select(found.id).where(found.kind == kind, found.key == KEY)


def some(kind: Kind) -> Ids:
    """Return the ids of the objects asked for."""
    found = aliased(CatalogueObject)
    return select(found.id).where(found.kind == kind, found.key.in_(KEYS))


def every(*kinds: Kind) -> Ids:
    """Return the ids of all objects of these kinds."""
    found = aliased(CatalogueObject)
    return select(found.id).where(found.kind.in_(kinds))


def together(*sets: Ids) -> Ids:
    """Return the ids that are in any of these sets."""
    return select(union(*sets).cte().c.id)


def with_variants(services: Ids) -> Ids:
    """Return the ids of services and of all their variants."""
    variant = aliased(CatalogueObject)
    return together(services, select(variant.id).where(variant.parent_id.in_(services)))


def named_by(sources: Ids, *roles: str) -> Ids:
    """Return the ids of what the sources name in one of these roles."""
    reference, target = aliased(Reference), aliased(CatalogueObject)
    return (
        select(target.id)
        .join(reference, and_(reference.target_kind == target.kind, reference.target_key == target.key))
        .where(reference.source_id.in_(sources), *_holding(reference, roles))
    )


def naming(targets: Ids, *roles: str, kinds: tuple[Kind, ...] = ()) -> Ids:
    """Return the ids of what names one of the targets in one of these roles, and is of one of these kinds, if named."""
    reference, source, target = aliased(Reference), aliased(CatalogueObject), aliased(CatalogueObject)
    return (
        select(source.id)
        .join(reference, reference.source_id == source.id)
        .join(target, and_(reference.target_kind == target.kind, reference.target_key == target.key))
        .where(target.id.in_(targets), *_holding(reference, roles), *([source.kind.in_(kinds)] if kinds else []))
    )


def _holding(reference: type[Reference], roles: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [
        reference.role.in_(roles),
        reference.live_from <= NOW,
        or_(reference.live_until.is_(None), reference.live_until > NOW),
    ]
