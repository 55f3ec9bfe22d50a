"""The public addresses of the catalogue's objects: a promise to everyone who links, and the same for every door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from catalogue.facts.kinds import Kind

FOLDER_OF_KIND: dict[Kind, str] = {
    Kind.LIFE_EVENT: "life-events",
    Kind.SERVICE: "services",
    Kind.TARGET_GROUP: "for",
    Kind.TOPIC: "topics",
    Kind.ORGANISATION: "organisations",
    Kind.OFFICE: "offices",
    Kind.DOCUMENT: "documents",
}
"""The kinds that have a page, and under what word its address stands."""


def page_address(
    base: str, kind: Kind | str, id: str, language: str, *, place: str | None = None, as_of: date | None = None
) -> str:
    """Return the address of an object's page under the portal's public address. Raises `KeyError` without a page."""
    path = f"{base}/{language}/{FOLDER_OF_KIND[Kind(kind)]}/{id}"
    return path + _query([("place", place), ("as-of", as_of and as_of.isoformat())])


def plan_address(base: str, life_event: str, language: str, parameters: Iterable[tuple[str, str | None]]) -> str:
    """Return the address of a plan; parameters without a value are left out."""
    return f"{base}/{language}/life-events/{life_event}/plan" + _query(parameters)


def _query(parameters: Iterable[tuple[str, str | None]]) -> str:
    given = [(name, value) for name, value in parameters if value]
    return f"?{urlencode(given)}" if given else ""
