"""Addresses: their shapes, their building with the reader's place and day kept, and a page's other addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BaseConverter

from catalogue.facts.base import ID_PATTERN
from catalogue.facts.kinds import Kind
from catalogue.languages import languages
from portal.extensions import get_house

KEPT_ALONG = ("place", "as-of")
"""What the reader chose once and every link keeps."""

PAGE_OF_KIND: dict[Kind, str] = {
    Kind.SERVICE: "public.service",
    Kind.LIFE_EVENT: "public.life_event",
    Kind.TARGET_GROUP: "public.target_group",
    Kind.TOPIC: "public.topic",
    Kind.ORGANISATION: "public.organisation",
    Kind.OFFICE: "public.office",
    Kind.DOCUMENT: "public.document",
}
"""The kinds that have a page of their own."""


class LanguageConverter(BaseConverter):
    """A language that the product ships."""

    def __init__(self, map: Any) -> None:
        super().__init__(map)
        self.regex = "|".join(languages())


class IdConverter(BaseConverter):
    """The id of an object: lower-case ASCII words joined by hyphens."""

    regex = ID_PATTERN


def add_converters(app: Flask) -> None:
    """Let rules say `<language:language>` and `<id:id>`."""
    app.url_map.converters.update(language=LanguageConverter, id=IdConverter)


def add_builders(app: Flask) -> None:
    """Let templates build addresses, always in the page's language unless they name another."""
    app.url_defaults(_fill_in_language)
    app.jinja_env.globals.update(
        address=address,
        address_of=address_of,
        alternate=alternate,
        canonical=canonical,
        in_language=in_language,
        kept_along=kept_along,
        other_parameters=other_parameters,
        page_of_results=page_of_results,
        this_page=this_page,
        public_address=lambda: get_house().settings.public_address,
    )


def let_through(understood: Mapping[str, Iterable[str]]) -> None:
    """Have the links of this page carry on only what of its address was understood."""
    g.parameters = MultiDict((name, value) for name, values in understood.items() for value in values)


def parameters() -> MultiDict[str, str]:
    """Return the parameters of the address that links carry on: all, unless a view let through only some."""
    return g.get("parameters", request.args)


def kept_along() -> dict[str, str]:
    """Return the place and day of the address, which every link keeps."""
    return {name: parameters()[name] for name in KEPT_ALONG if parameters().get(name)}


def address(endpoint: str, /, **values: Any) -> str:
    """Build the address of a page, keeping the reader's place and day; a value of None leaves a parameter out.

    Parameters whose names carry a hyphen come as `**{"event-date": …}`.
    """
    return url_for(endpoint, **{name: value for name, value in (kept_along() | values).items() if value is not None})


def address_of(kind: Kind | str, id: str, **values: Any) -> str:
    """Build the address of an object's page. Raises `KeyError` for a kind that has none."""
    return address(PAGE_OF_KIND[Kind(kind)], id=id, **values)


def in_language(code: str) -> str:
    """Build the address of this very page in another language: path, query and answers stay."""
    if request.endpoint is None or not _has_language():
        return url_for("public.home", language=code)
    query = urlencode(list(parameters().items(multi=True)))
    path = url_for(request.endpoint, **{**(request.view_args or {}), "language": code})
    return f"{path}?{query}" if query else path


def canonical() -> str:
    """Build the one address under which search engines know this page: without place, day or answers."""
    path = url_for(request.endpoint, **(request.view_args or {})) if request.endpoint else request.path
    return get_house().settings.public_address + path


def alternate(code: str) -> str:
    """Build the canonical address of this page in another language."""
    return get_house().settings.public_address + in_language(code).partition("?")[0]


def this_page() -> str:
    """Return the path of this page, for a form that stays on it; home where the address leads nowhere."""
    return request.path if request.endpoint is not None else url_for("public.home")


def moved_address(old: str, new: str) -> str | None:
    """Build the address of this page after its object was renamed; None when the page is not about that object."""
    if request.endpoint is None or (request.view_args or {}).get("id") != old:
        return None
    path = url_for(request.endpoint, **{**request.view_args, "id": new})
    query = urlencode(list(request.args.items(multi=True)))
    return f"{path}?{query}" if query else path


def other_parameters(*names: str) -> list[tuple[str, str]]:
    """Return the parameters of the address but for these, so that a form can carry them on."""
    return [(name, value) for name, value in parameters().items(multi=True) if name not in names and value]


def page_of_results(number: int) -> str:
    """Build the address of another page of the same results."""
    query = [pair for pair in request.args.items(multi=True) if pair[0] != "page"]
    return f"{request.path}?{urlencode([*query, ('page', str(number))])}"


def _has_language() -> bool:
    return request.url_rule is not None and "language" in request.url_rule.arguments


def _fill_in_language(endpoint: str, values: dict[str, Any]) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = g.get("language") or next(iter(languages()))
