"""Previews: behind a secret address the whole portal as it will be, the chat included, for who was given the link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from flask import Flask, Response, make_response, render_template

from catalogue.context import Catalogue
from catalogue.errors import InvalidContent
from catalogue.previewing import PreviewCatalogue, Previewed
from catalogue.queries.previews import find_preview
from portal.settings import Settings

ROOM = "/preview/"
_ADDRESS = re.compile(rf"{ROOM}([A-Za-z0-9_-]{{20,80}})(/.*)")

HEADERS = {
    # The address is the secret: no page that is linked from here, no search engine and no cache learns it.
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}

_looked_at: ContextVar[tuple[Previewed, str]] = ContextVar("preview looked at")
"""The preview of this request, and the path below which its pages are."""


def this_preview() -> Previewed:
    """Return the preview that this request looks at."""
    return _looked_at.get()[0]


class Previews:
    """WSGI middleware that answers what lies behind a preview's address with an application over its drafts.

    That application is made when the first preview is looked at; most processes never need it.
    """

    def __init__(self, application: Any, catalogue: Catalogue, make: Callable[[Catalogue], Flask]) -> None:
        self._application = application
        self._catalogue = catalogue
        self._make = make
        self._made: Flask | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        address = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        found = find_preview(self._catalogue, address[1]) if address else None
        if address is None or found is None:
            # A link that was revoked looks like one that never was.
            return self._application(environ, start_response)
        root = f"{environ.get('SCRIPT_NAME', '')}{ROOM}{address[1]}"
        within = {**environ, "SCRIPT_NAME": root, "PATH_INFO": address[2]}
        token = _looked_at.set((found, root))
        try:
            # Whole answers are made before they are sent, so nothing is read from the catalogue afterwards.
            return self._preview_portal()(within, start_response)
        finally:
            _looked_at.reset(token)

    def _preview_portal(self) -> Flask:
        if self._made is None:
            self._made = self._make(PreviewCatalogue(self._catalogue, this_preview, self._address))
        return self._made

    def _address(self) -> str:
        return self._catalogue.settings.public_address + _looked_at.get()[1]


def settings_of_preview(settings: Settings) -> Settings:
    """Return the settings of the application that shows previews: nothing is kept, and no bot is linked to."""
    return replace(settings, kept_megabytes=0, telegram_bot="")


def mark_pages(app: Flask, told_problem: Callable[[str], str]) -> None:
    """Have every page of a preview say that it is one, keep its address secret, and tell what is unsound kindly.

    `told_problem` is how the portal tells what a rule says.
    """
    app.jinja_env.globals.update(preview=this_preview)
    app.after_request(_keep_secret)
    app.register_error_handler(InvalidContent, lambda error: _unsound(error, told_problem))


def mark_portal(app: Flask) -> None:
    """Let the templates of the portal itself know that they show no preview."""
    app.jinja_env.globals.update(preview=lambda: None)


def _keep_secret(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response


def _unsound(error: InvalidContent, told_problem: Callable[[str], str]) -> Response:
    page = render_template("errors/unsound_draft.html", problems=error.problems, told_problem=told_problem)
    return make_response(page, 422)
