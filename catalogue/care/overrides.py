"""Overrides that a national change has passed under: a place still replaces a value that is not the national one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalogue.facts import Kind, Service, Variant
from catalogue.facts.merge import stale_changes
from catalogue.files.content import Content


@dataclass(frozen=True, slots=True)
class StaleOverride:
    """One change of a place's variant, with the three values to compare."""

    key: str
    """Of the variant: `service/place`."""
    change: int
    """Which of the variant's changes, counted from 0."""
    part: str
    """`fees.standard`"""
    remembered: dict[str, Any]
    """The national value that the place replaced."""
    national: dict[str, Any] | None
    """The national value now; None when the part is gone."""
    local: dict[str, Any] | None
    """What holds in the place; None where it removed the part."""


def list_stale_overrides(content: Content) -> tuple[StaleOverride, ...]:
    """Return every override whose national value has changed since, by variant and change."""
    found = []
    for entry in content.list_entries(Kind.VARIANT):
        service = content.find_facts(Kind.SERVICE, entry.key.partition("/")[0])
        if not isinstance(service, Service) or not isinstance(entry.facts, Variant):
            continue
        for stale in stale_changes(service, entry.facts):
            change = entry.facts.changes[stale.change]
            found.append(
                StaleOverride(entry.key, stale.change, stale.part, change.national or {}, stale.national, change.fields)
            )
    return tuple(found)


def keep_override(service: Service, variant: Variant, change: int) -> dict[str, Any]:
    """Return the variant's facts with one change kept, which remembers the national value of today."""
    national = {stale.change: stale.national for stale in stale_changes(service, variant)}
    if national.get(change) is None:
        raise ValueError("this change is not stale, or the national part is gone")
    plain = variant.to_plain()
    plain["changes"][change]["national"] = national[change]
    return plain


def take_over(variant: Variant, change: int) -> dict[str, Any]:
    """Return the variant's facts without one change: the national rule holds in the place again."""
    plain = variant.to_plain()
    plain["changes"] = [each for index, each in enumerate(plain["changes"]) if index != change]
    if not plain["changes"]:
        del plain["changes"]
    return plain
