"""A service as it is in one place: the national facts with the changes of the place's variant."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args

from pydantic import ValidationError

from catalogue.errors import CatalogueError
from catalogue.facts.base import Facts
from catalogue.facts.service import Service
from catalogue.facts.variant import Change, Variant


class Origin(StrEnum):
    """What a place did with a part, or with one of its fields. What is not named is national."""

    REPLACED = "replaced"
    ADDED = "added"
    REMOVED = "removed"


@dataclass
class CannotMerge(CatalogueError):
    """A change does not fit the national facts."""

    change: int
    """Which of the variant's changes, counted from 0."""
    part: str
    """`fees.standard`"""
    problem: str
    """`unknown` – the service has no such part; `exists` – it has one already; `invalid` – see `fault`."""
    fault: ValidationError | None = None


@dataclass(frozen=True, slots=True)
class StaleChange:
    """A change that remembers a national value which is not the national value any more."""

    change: int
    part: str
    national: dict[str, Any] | None
    """The national value now, as `Change.national` would remember it; None when the part is gone."""


@cache
def part_type(name: str) -> type[Facts]:
    """Return the type of the parts in a list of a service: `Fee` for `fees`."""
    return get_args(Service.model_fields[name].annotation)[0]


def _overlaid(part: Facts, fields: dict[str, Any]) -> Facts:
    plain = {**part.to_plain(), **fields}
    return type(part).from_plain({name: value for name, value in plain.items() if value is not None})


def _apply(parts: tuple[Facts, ...], change: Change, index: int) -> tuple[Facts, ...]:
    name, key = change.part
    place = next((place for place, part in enumerate(parts) if part.id == key), None)
    if change.add is not None and place is not None:
        raise CannotMerge(index, f"{name}.{key}", "exists")
    if change.add is None and place is None:
        raise CannotMerge(index, f"{name}.{key}", "unknown")
    try:
        if change.add is not None:
            return (*parts, part_type(name).from_plain(change.fields or {}))
        if change.replace is not None:
            return (*parts[:place], _overlaid(parts[place], change.fields or {}), *parts[place + 1 :])
    except ValidationError as fault:
        raise CannotMerge(index, f"{name}.{key}", "invalid", fault) from fault
    return parts[:place] + parts[place + 1 :]


def merge(service: Service, variant: Variant, *, strict: bool = True) -> tuple[Service, dict[str, Origin]]:
    """Return the service as it is in the variant's place, and what the place did to which part.

    The origins name parts (`fees.standard`) and, of replaced parts, the single fields (`fees.standard.amounts`);
    `organisation` is among them when another body does the service there. Parts keep their order, added ones come
    last. Owner and dates of checks stay the national ones.

    Raises `CannotMerge` for a change that does not fit. With `strict=False` such a change is left out: a reader is
    better served with the national rule than with nothing.
    """
    lists: dict[str, tuple[Facts, ...]] = {}
    origins: dict[str, Origin] = {}
    for index, change in enumerate(variant.changes):
        name, key = change.part
        try:
            lists[name] = _apply(lists.get(name, getattr(service, name)), change, index)
        except CannotMerge:
            if strict:
                raise
            continue
        part = f"{name}.{key}"
        if change.replace is not None:
            origins.setdefault(part, Origin.REPLACED)
            origins.update(dict.fromkeys((f"{part}.{field}" for field in change.fields or {}), Origin.REPLACED))
        else:
            origins[part] = Origin.ADDED if change.add is not None else Origin.REMOVED
    update: dict[str, Any] = dict(lists)
    if variant.organisation is not None:
        update["organisation"] = variant.organisation
        origins["organisation"] = Origin.REPLACED
    return service.model_copy(update=update), origins


def national_value(service: Service, change: Change) -> dict[str, Any] | None:
    """Return what a change should remember: the national value of what it replaces or removes, defaults left out.

    None when the service has no such part.
    """
    name, key = change.part
    part = next((part for part in getattr(service, name) if part.id == key), None)
    if part is None:
        return None
    plain = part.to_plain()
    if change.remove is not None:
        return {field: value for field, value in plain.items() if field != "id"}
    return {field: plain[field] for field in change.fields or {} if field in plain}


def stale_changes(service: Service, variant: Variant) -> tuple[StaleChange, ...]:
    """Return the changes whose remembered national value is not the national value any more, in order."""
    stale = []
    for index, change in enumerate(variant.changes):
        if change.add is not None:
            continue
        name, key = change.part
        part = next((part for part in getattr(service, name) if part.id == key), None)
        if part is None or not _remembers(part, change):
            stale.append(StaleChange(index, f"{name}.{key}", national_value(service, change)))
    return tuple(stale)


def _remembers(part: Facts, change: Change) -> bool:
    remembered = {field: value for field, value in (change.national or {}).items() if value is not None}
    if change.replace is not None:
        kept = {field: value for field, value in part.to_plain().items() if field not in (change.fields or {})}
        remembered = {**kept, **remembered}
    try:
        return type(part).from_plain({**remembered, "id": part.id}) == part
    except ValidationError:
        return False
