"""Addresses: their shapes, their building with the reader's place and day kept, and a page's other addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.routing import BaseConverter

from catalogue.facts.base import ID_PATTERN
from catalogue.facts.kinds import Kind
from catalogue.languages import languages
from portal.extensions import get_house
from portal.locale import page_language

KEPT_ALONG = ("place", "as-of")
"""What the reader chose once and every link keeps."""

PARTS_OF_PATHS = frozenset({"language", "id", "name", "code"})
"""What stands in the paths of pages; all else is a parameter."""

PATHS_REMEMBERED = 8192

_PLAIN = re.compile(r"[A-Za-z0-9._-]*")

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


class KindConverter(BaseConverter):
    """A kind of object, as addresses write it: `life-event`. Rules that name a page of an object go before."""

    weight = 150
    regex = "|".join(kind.value.replace("_", "-") for kind in Kind)


def add_converters(app: Flask) -> None:
    """Let rules say `<language:language>`, `<id:id>` and `<kind:kind>`."""
    app.url_map.converters.update(language=LanguageConverter, id=IdConverter, kind=KindConverter)


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
    carried = parameters()
    return {name: carried[name] for name in KEPT_ALONG if carried.get(name)}


def path_of(endpoint: str, /, *, language: str | None = None, **parts: str) -> str:
    """Build the path of a page, in the language of this one unless another is named."""
    return _path(endpoint, request.script_root, language or page_language(), tuple(parts.items()))


def with_parameters(path: str, values: Mapping[str, Any]) -> str:
    """Return the address of a path with parameters; a parameter may have a list of values."""
    pairs = [
        _pair(name, str(each))
        for name, value in values.items()
        for each in (value if isinstance(value, list) else (value,))
    ]
    return f"{path}?{'&'.join(pairs)}" if pairs else path


def address(endpoint: str, /, **values: Any) -> str:
    """Build the address of a page, keeping the reader's place and day; a value of None leaves a parameter out.

    Parameters whose names carry a hyphen come as `**{"event-date": …}`.
    """
    path = path_of(endpoint, **{name: value for name, value in values.items() if name in PARTS_OF_PATHS})
    pairs = kept_along() | {name: value for name, value in values.items() if name not in PARTS_OF_PATHS}
    return with_parameters(path, {name: value for name, value in pairs.items() if value is not None})


def address_of(kind: Kind | str, id: str, **values: Any) -> str:
    """Build the address of an object's page. Raises `KeyError` for a kind that has none."""
    return address(PAGE_OF_KIND[Kind(kind)], id=id, **values)


def in_language(code: str) -> str:
    """Build the address of this very page in another language: path, query and answers stay."""
    if request.endpoint is None or not _has_language():
        return path_of("public.home", language=code)
    path = path_of(request.endpoint, **{**(request.view_args or {}), "language": code})
    return with_parameters(path, dict(parameters().lists()))


def canonical() -> str:
    """Build the one address under which search engines know this page: without place, day or answers."""
    path = path_of(request.endpoint, **(request.view_args or {})) if request.endpoint else request.path
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


def address_with(name: str, value: str) -> str:
    """Build the address of this page with one value of a parameter and no other, from its first page of results."""
    return _narrowed([*_but("page", name), (name, value)])


def address_without(name: str, value: str) -> str:
    """Build the address of this page without one value of a parameter, from its first page of results."""
    return _narrowed([pair for pair in _but("page") if pair != (name, value)])


def page_of_results(number: int) -> str:
    """Build the address of another page of the same results."""
    return address_with("page", str(number))


@lru_cache(maxsize=PATHS_REMEMBERED)
def _path(endpoint: str, root: str, language: str, parts: tuple[tuple[str, str], ...]) -> str:
    # Building an address takes longer than writing it, and a page has hundreds, most of them also on the next page.
    values = dict(parts)
    if current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = language
    return url_for(endpoint, **values)


def _pair(name: str, value: str) -> str:
    # Nearly all that links carry on are ids and dates, which need no quoting; a plan writes a thousand of them.
    if _PLAIN.fullmatch(name) and _PLAIN.fullmatch(value):
        return f"{name}={value}"
    return urlencode(((name, value),))


def _but(*names: str) -> list[tuple[str, str]]:
    return [pair for pair in parameters().items(multi=True) if pair[0] not in names]


def _narrowed(query: list[tuple[str, str]]) -> str:
    return f"{request.path}?{urlencode(query)}" if query else request.path


def _has_language() -> bool:
    return request.url_rule is not None and "language" in request.url_rule.arguments


def _fill_in_language(endpoint: str, values: dict[str, Any]) -> None:
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = g.get("language") or next(iter(languages()))
