"""The pages in which the portal speaks of itself, from the pack's own words."""

from flask import Response

from catalogue.errors import NotFound
from catalogue.queries.frame import get_page_text
from portal.pages import page
from portal.public.blueprint import public
from portal.work import reading


@public.get("/<any(about, privacy, accessibility):name>", endpoint="page")
def words_page(name: str) -> Response:
    """Show what the pack says under this name."""
    text = get_page_text(reading(), name)
    if text is None:
        raise NotFound("page", name)
    return page("public/page.html", name=name, text=text)
