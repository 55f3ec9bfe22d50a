"""Paths into the plain form of facts: parts are named by their ids, whatever place they have in their list.

Comparing two editions and merging two people's changes both walk bodies this way.
"""

from __future__ import annotations

from typing import Any

NATURAL_KEYS = ("id", "question", "service", "from")
"""What tells the parts of a list from each other: their id, or what they are about, or since when they hold."""


def keyed(items: Any) -> dict[str, dict[str, Any]] | None:
    """Return the parts of a list by what tells them from each other, or None for a list of anything else.

    An empty list has no parts. Two parts of one name cannot be told from each other.
    """
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        return None
    for field in NATURAL_KEYS:
        names = [item.get(field) for item in items]
        if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
            return dict(zip(names, items, strict=True))
    names = [_of_change(item) for item in items]
    if None not in names and len(set(names)) == len(names):
        return dict(zip(names, items, strict=True))
    return None


def _of_change(item: dict[str, Any]) -> str | None:
    """Name one change of a variant by the part that it changes."""
    for verb in ("replace", "remove"):
        if isinstance(item.get(verb), str):
            return f"{verb} {item[verb]}"
    fields = item.get("with")
    if isinstance(item.get("add"), str) and isinstance(fields, dict) and isinstance(fields.get("id"), str):
        return f"add {item['add']}.{fields['id']}"
    return None


def flatten(body: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Return every value of a body by its path: `fees.standard.amounts.2026-01-01.amount`.

    Values that are one thing, such as a condition or a reference to a law, stay whole. A part without any field but
    its name is told by its path with an empty value.
    """
    found: dict[str, Any] = {}
    for name, value in body.items():
        here = f"{path}.{name}" if path else name
        parts = keyed(value) if value else None
        if parts is None:
            found[here] = value
            continue
        for key, part in parts.items():
            inner = {field: inside for field, inside in part.items() if inside != key}
            found.update(flatten(inner, f"{here}.{key}") or {f"{here}.{key}": ""})
    return found
