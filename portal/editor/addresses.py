"""Addresses of one object in the editors' rooms."""

from __future__ import annotations

from flask import current_app, url_for

from catalogue.facts import Kind
from catalogue.rights import FACTS_PART
from portal.editor.blueprint import editor
from portal.editor.kinds import in_address

OBJECT = "/<kind:kind>/<path:key>/"
"""The rule of an object's page, below which its other pages are. The key of a variant holds a slash."""


def object_address(kind: Kind | str, key: str, page: str = "thing", **parameters: str) -> str:
    """Return the address of an object's page, or of its review, history or withdrawal."""
    return url_for(f"editor.{page}", kind=in_address(Kind(kind)), key=key, **parameters)


def part_address(kind: Kind | str, key: str, part: str) -> str | None:
    """Return where a part is edited: the form of facts, or the words beside their source; None while there is none."""
    endpoint = "editor.facts" if part == FACTS_PART else "editor.words"
    if endpoint not in current_app.view_functions:
        return None
    rule = next(current_app.url_map.iter_rules(endpoint))
    # The language of the words is the one variable that is no part of the object's own address.
    named = dict.fromkeys(rule.arguments - {"kind", "key"}, part)
    return url_for(endpoint, kind=in_address(Kind(kind)), key=key, **named)


@editor.context_processor
def _for_templates() -> dict[str, object]:
    return {"object_address": object_address, "part_address": part_address}
