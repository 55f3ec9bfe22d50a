"""Which objects name which: conditions on objects for `live.fetch`, so that hops are answered inside one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Reference

Ids = Select[tuple[int]]
"""The ids of objects, as a part of a larger query."""


def one(kind: Kind, key: str) -> ColumnElement[bool]:
    """Tell whether an object is this one."""
    return and_(CatalogueObject.kind == kind, CatalogueObject.key == key)


def some(kind: Kind, keys: Iterable[str]) -> ColumnElement[bool]:
    """Tell whether an object is one of these."""
    return and_(CatalogueObject.kind == kind, CatalogueObject.key.in_(list(keys)))


def every(*kinds: Kind) -> ColumnElement[bool]:
    """Tell whether an object is of one of these kinds."""
    return CatalogueObject.kind.in_(kinds)


def among(ids: Ids) -> ColumnElement[bool]:
    """Tell whether an object is one of those with these ids."""
    return CatalogueObject.id.in_(ids)


def ids_of(kind: Kind, *keys: str) -> Ids:
    """Return the ids of objects by their keys."""
    inner = aliased(CatalogueObject)
    return select(inner.id).where(inner.kind == kind, inner.key.in_(keys))


def with_variants(services: Ids) -> Ids:
    """Return the ids of services and of all their variants."""
    inner = aliased(CatalogueObject)
    return select(inner.id).where(or_(inner.id.in_(services), inner.parent_id.in_(services)))


@dataclass(frozen=True)
class Names:
    """Who names whom at one instant."""

    now: datetime

    def named_by(self, sources: Ids, *roles: str) -> ColumnElement[bool]:
        """Tell whether an object is named by one of the sources, in one of these roles (none given: in any)."""
        reference = aliased(Reference)
        return exists().where(
            reference.source_id.in_(sources),
            reference.target_kind == CatalogueObject.kind,
            reference.target_key == CatalogueObject.key,
            *self._holding(reference, roles),
        )

    def naming(self, kind: Kind, keys: Iterable[str] | Select[tuple[str]], *roles: str) -> ColumnElement[bool]:
        """Tell whether an object names one of these targets in one of these roles (none given: in any)."""
        reference = aliased(Reference)
        return exists().where(
            reference.source_id == CatalogueObject.id,
            reference.target_kind == kind,
            reference.target_key.in_(keys if isinstance(keys, Select) else list(keys)),
            *self._holding(reference, roles),
        )

    def ids_named_by(self, sources: Ids, *roles: str, kind: Kind | None = None) -> Ids:
        """Return the ids of what the sources name: the next hop."""
        reference, target = aliased(Reference), aliased(CatalogueObject)
        statement = (
            select(target.id)
            .join(reference, and_(reference.target_kind == target.kind, reference.target_key == target.key))
            .where(reference.source_id.in_(sources), *self._holding(reference, roles))
        )
        return statement if kind is None else statement.where(target.kind == kind)

    def ids_naming(self, kind: Kind, key: str, *roles: str) -> Ids:
        """Return the ids of what names a target."""
        reference = aliased(Reference)
        return select(reference.source_id).where(
            reference.target_kind == kind, reference.target_key == key, *self._holding(reference, roles)
        )

    def keys_named_by(self, sources: Ids, role: str) -> Select[tuple[str]]:
        """Return the keys of what the sources name in a role."""
        reference = aliased(Reference)
        return select(reference.target_key).where(reference.source_id.in_(sources), *self._holding(reference, (role,)))

    def _holding(self, reference: type[Reference], roles: tuple[str, ...]) -> list[ColumnElement[bool]]:
        holding = [
            reference.live_from <= self.now,
            or_(reference.live_until.is_(None), reference.live_until > self.now),
        ]
        return [*holding, reference.role.in_(roles)] if roles else holding
