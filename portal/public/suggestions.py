"""Suggestions while somebody types: services and life events of the catalogue, never what others searched for."""

from __future__ import annotations

from flask import Response, jsonify, request

from catalogue.errors import NotReady
from portal.extensions import get_house
from portal.locale import page_language
from portal.public.blueprint import public
from portal.public.codes import code_begun
from portal.public.typed import read_typed
from portal.urls import address_of

MOST_SUGGESTIONS = 8
KEPT_SECONDS = 60


@public.get("/suggestions")
def suggestions() -> Response:
    """Answer as JSON with what goes on as typed, or whose code does; the same for everybody, so anyone may keep it.

    One question to the index and none to the database: this is asked at nearly every key.
    """
    typed = read_typed(request.args.get("q", "")).words
    try:
        found = get_house().catalogue.search_index.suggest(
            code_begun(typed) or typed, page_language(), MOST_SUGGESTIONS
        )
    except NotReady:
        # Suggestions are a comfort; the search itself will tell the reader that there is no index yet.
        response = jsonify(query=typed, suggestions=[])
        response.status_code = 503
        response.headers["Cache-Control"] = "no-store"
        return response
    response = jsonify(
        query=typed,
        suggestions=[
            {
                "kind": one.kind,
                "id": one.id,
                "code": one.code,
                "title": one.title,
                "language": one.language,
                "url": address_of(one.kind, one.id),
            }
            for one in found
        ],
    )
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
