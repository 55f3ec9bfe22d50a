"""Which objects name which: conditions on objects for `live.selection`, so that hops are answered in one query.

Statements are made of these once, when a module is imported; what differs from reader to reader is bound by name:
`now`, and `key` or `keys` for what is asked for.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Reference
from catalogue.models.base import Instant

Ids = Select[tuple[int]]
"""The ids of objects, as a part of a larger query."""

NOW = bindparam("now", type_=Instant())
KEY = bindparam("key")
KEYS = bindparam("keys", expanding=True)


def one(kind: Kind) -> ColumnElement[bool]:
    """Tell whether an object is the one asked for."""
    return and_(CatalogueObject.kind == kind, CatalogueObject.key == KEY)


def some(kind: Kind) -> ColumnElement[bool]:
    """Tell whether an object is one of those asked for."""
    return and_(CatalogueObject.kind == kind, CatalogueObject.key.in_(KEYS))


def every(*kinds: Kind) -> ColumnElement[bool]:
    """Tell whether an object is of one of these kinds."""
    return CatalogueObject.kind.in_(kinds)


def among(ids: Ids) -> ColumnElement[bool]:
    """Tell whether an object is one of those with these ids."""
    return CatalogueObject.id.in_(ids)


def id_of(kind: Kind) -> Ids:
    """Return the id of the object asked for."""
    inner = aliased(CatalogueObject)
    return select(inner.id).where(inner.kind == kind, inner.key == KEY)


def ids_of(kind: Kind) -> Ids:
    """Return the ids of the objects asked for."""
    inner = aliased(CatalogueObject)
    return select(inner.id).where(inner.kind == kind, inner.key.in_(KEYS))


def with_variants(services: Ids) -> Ids:
    """Return the ids of services and of all their variants."""
    inner = aliased(CatalogueObject)
    return select(inner.id).where(or_(inner.id.in_(services), inner.parent_id.in_(services)))


def named_by(sources: Ids, *roles: str) -> ColumnElement[bool]:
    """Tell whether an object is named by one of the sources, in one of these roles (none given: in any)."""
    reference = aliased(Reference)
    return exists().where(
        reference.source_id.in_(sources),
        reference.target_kind == CatalogueObject.kind,
        reference.target_key == CatalogueObject.key,
        *_holding(reference, roles),
    )


def naming(kind: Kind, *roles: str, keys: Select[tuple[str]] | None = None) -> ColumnElement[bool]:
    """Tell whether an object names the one asked for (or one of `keys`) in one of these roles (none given: in any)."""
    reference = aliased(Reference)
    return exists().where(
        reference.source_id == CatalogueObject.id,
        reference.target_kind == kind,
        reference.target_key == KEY if keys is None else reference.target_key.in_(keys),
        *_holding(reference, roles),
    )


def ids_named_by(sources: Ids, *roles: str, kind: Kind) -> Ids:
    """Return the ids of what the sources name: the next hop."""
    reference, target = aliased(Reference), aliased(CatalogueObject)
    return (
        select(target.id)
        .join(reference, and_(reference.target_kind == target.kind, reference.target_key == target.key))
        .where(target.kind == kind, reference.source_id.in_(sources), *_holding(reference, roles))
    )


def ids_naming(kind: Kind, *roles: str) -> Ids:
    """Return the ids of what names the object asked for."""
    reference = aliased(Reference)
    return select(reference.source_id).where(
        reference.target_kind == kind, reference.target_key == KEY, *_holding(reference, roles)
    )


def keys_of(ids: Ids, kind: Kind) -> Select[tuple[str]]:
    """Return the keys of objects of a kind by their ids."""
    inner = aliased(CatalogueObject)
    return select(inner.key).where(inner.kind == kind, inner.id.in_(ids))


def _holding(reference: type[Reference], roles: tuple[str, ...]) -> list[ColumnElement[bool]]:
    holding = [reference.live_from <= NOW, or_(reference.live_until.is_(None), reference.live_until > NOW)]
    return [*holding, reference.role.in_(roles)] if roles else holding
