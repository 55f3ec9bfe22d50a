"""What search engines read: the map of all pages in all languages, and where they need not look."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, make_response, render_template, url_for

from catalogue.facts.kinds import Kind
from catalogue.languages import languages
from catalogue.queries.sitemap import list_addresses
from portal.extensions import get_house
from portal.pages import keep
from portal.urls import PAGE_OF_KIND
from portal.work import reading

blueprint = Blueprint("robots", __name__)

PLAIN_PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("public.home", {}),
    ("public.life_events", {}),
    ("public.services", {}),
    ("public.organisations", {}),
    ("public.offices", {}),
    ("public.service_index", {}),
    ("public.burden", {}),
    ("public.page", {"name": "about"}),
    ("public.page", {"name": "privacy"}),
    ("public.page", {"name": "accessibility"}),
)
"""The pages that no object of the catalogue stands behind."""


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Map every public page, with its address in each language."""
    rows: list[tuple[dict[str, str], date | None]] = [
        (_in_all_languages(endpoint, values), None) for endpoint, values in PLAIN_PAGES
    ]
    for row in list_addresses(reading()):
        rows.append((_in_all_languages(PAGE_OF_KIND[Kind(row.kind)], {"id": row.id}), row.changed))
    response = make_response(render_template("sitemap.xml", rows=rows))
    response.content_type = "application/xml; charset=utf-8"
    return keep(response)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Let search engines read everything but searches and plans with a person's answers."""
    address = get_house().settings.public_address
    response = Response(
        "User-agent: *\nDisallow: /*/search\nDisallow: /*/suggestions\nDisallow: /*?\nDisallow: /go/\n"
        f"Sitemap: {address}/sitemap.xml\n",
        content_type="text/plain; charset=utf-8",
    )
    return keep(response)


def _in_all_languages(endpoint: str, values: dict[str, str]) -> dict[str, str]:
    address = get_house().settings.public_address
    return {code: address + url_for(endpoint, language=code, **values) for code in languages()}
