"""A kind of paper: who issues it, how to get it, and who wants it."""

from flask import Response

from catalogue.queries.documents import get_document
from portal.pages import page
from portal.public.blueprint import public
from portal.work import reading


@public.get("/documents/<id:id>")
def document(id: str) -> Response:
    """Show a kind of paper."""
    return page("public/document.html", document=get_document(reading(), id))
