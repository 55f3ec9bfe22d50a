"""The one place where errors become answers: for each of the catalogue's errors its status and its page."""

from __future__ import annotations

import logging
import secrets
import traceback

from flask import Flask, Response, g, make_response, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from catalogue.errors import BadCode, Gone, Moved, NotAllowed, NotFound, NotReady
from catalogue.queries.home import get_home
from portal import work
from portal.urls import moved_address

STATUS_OF: dict[type[Exception], int] = {NotFound: 404, BadCode: 404, NotAllowed: 403, Gone: 410, NotReady: 503}
"""What befell in the catalogue, and the status that says so."""

PAGE_OF: dict[int, str] = {
    400: "errors/not_understood.html",
    403: "errors/refused.html",
    404: "errors/not_found.html",
    405: "errors/not_understood.html",
    410: "errors/gone.html",
    413: "errors/too_large.html",
    503: "errors/not_ready.html",
}
"""The page for each status; any other is an apology."""

PAGE_OF_ERROR: dict[type[Exception], str] = {
    BadCode: "errors/bad_code.html",
    NotAllowed: "errors/not_allowed.html",
}
"""The page of errors that say more than their status does."""

APOLOGY = "errors/apology.html"
HELPS_ONWARDS = frozenset({404, 410})
"""These pages show what else there is, so they ask the catalogue."""

log = logging.getLogger("onedoor.portal")


def catch_errors(app: Flask) -> None:
    """Catch what the catalogue raises, what Flask raises, and the unknown."""
    for error in STATUS_OF:
        app.register_error_handler(error, _known)
    app.register_error_handler(Moved, _moved)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unknown)


def kind_and_lines(error: BaseException) -> str:
    """Return what a log may say of an error: its kind and the lines that it passed, and so of what led to it.

    The message of an error may quote what a citizen typed.
    """
    told: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        told.append(f"{type(link).__name__}\n{''.join(traceback.format_tb(link.__traceback__))}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "after ".join(told)


def _known(error: Exception) -> Response:
    status = next(status for kind, status in STATUS_OF.items() if isinstance(error, kind))
    return _answer(status, PAGE_OF_ERROR.get(type(error)))


def _moved(error: Moved) -> Response:
    address = moved_address(error.key, error.to)
    return _answer(404) if address is None else make_response(redirect(address, 301))


def _http(error: HTTPException) -> Response | HTTPException:
    if isinstance(error, RequestRedirect) or error.response is not None:
        return error
    answer = _answer(error.code or 500)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            answer.headers[name] = value
    return answer


def _unknown(error: Exception) -> Response:
    reference = secrets.token_hex(4).upper()
    log.error("reference %s: %s failed: %s", reference, request.endpoint, kind_and_lines(error))
    return _page(APOLOGY, 500, reference=reference)


def _answer(status: int, template: str | None = None) -> Response:
    # The address may be at fault in more than one way; its page of error must not stumble over the next.
    g.answering_error = True
    if status not in HELPS_ONWARDS:
        return _page(template or PAGE_OF.get(status, APOLOGY), status, reference=None)
    return _page(template or PAGE_OF[status], status, home=get_home(work.reading()))


def _page(template: str, status: int, **values: object) -> Response:
    response = make_response(render_template(template, **values), status)
    response.headers["Cache-Control"] = "no-store"
    return response
