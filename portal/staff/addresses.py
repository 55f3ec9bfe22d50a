"""Where signing in leads: to a page of our own, and to no other whatever an address says."""

from __future__ import annotations

import re

from flask import request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

AFTERWARDS = "editor.desk"
_OWN_PATH = re.compile(r"/[A-Za-z0-9][A-Za-z0-9._~/-]*(?:\?[A-Za-z0-9._~=&+%-]*)?")
"""A path of ours with its query, of plain letters only: nothing that a browser could take for another host."""


def login_address() -> str:
    """Return the address to sign in at, from which one comes back to the page that was asked for."""
    asked = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else request.path
    return url_for("staff.login", next=asked) if own_path(asked) else url_for("staff.login")


def own_path(path: str | None) -> str | None:
    """Return a path if it leads to a page of staff that can be read, else None."""
    if not path or not _OWN_PATH.fullmatch(path) or "//" in path or "/." in path:
        return None
    try:
        endpoint, _ = _adapter().match(path.partition("?")[0], method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return path if endpoint.startswith(("editor.", "staff.")) and endpoint not in _NEVER_NEXT else None


_NEVER_NEXT = frozenset({"staff.login", "staff.code", "staff.invitation"})


def _adapter():
    from flask import current_app

    return current_app.url_map.bind("localhost")
