"""What every answer says to protect its reader, and what no stranger's form may do."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request

from portal.extensions import get_house

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Everything comes from our own host, in files of its own: nothing inline runs or styles, so a page can be kept."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    # Addresses carry a person's place and answers: no other site learns them.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=(), payment=(), usb=()",
}

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

CHANGE_NOTHING = frozenset({"public.chat_turn"})
"""Forms that change nothing anywhere: the page carries all that is known, and no cookie stands for anybody."""


def add_headers(app: Flask) -> None:
    """Protect every answer, and refuse forms that another site sends."""
    app.before_request(refuse_foreign_forms)
    app.after_request(protect)
    app.jinja_env.globals.update(is_sensitive=is_sensitive)


def mark_sensitive() -> None:
    """Say that this page is about violence, death or debt: nobody is told where the reader was, nothing is stored."""
    g.sensitive = True


def is_sensitive() -> bool:
    """Tell whether this page was marked as sensitive."""
    return g.get("sensitive", False)


def refuse_foreign_forms() -> None:
    """Refuse with 403 whatever changes something and does not come from a page of ours."""
    if request.method not in SAFE_METHODS and not _from_here():
        # An older browser hides where the form of a page without referrer was. A turn of the chat changes nothing.
        if request.endpoint in CHANGE_NOTHING and _tells_no_origin():
            return
        abort(403)


def protect(response: Response) -> Response:
    """Add the headers that protect a reader."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if is_sensitive():
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
    return response


def _tells_no_origin() -> bool:
    return "Sec-Fetch-Site" not in request.headers and request.headers.get("Origin", "null") == "null"


def _from_here() -> bool:
    # A page that sends no referrer sends the origin “null”, so the browser's own word on the site is asked first.
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    ours = {request.host, urlsplit(get_house().settings.public_address).netloc}
    return origin is not None and urlsplit(origin).netloc in ours
