"""Where signing in leads: to a page of our own, and to no other whatever an address says."""

from __future__ import annotations

import re

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from catalogue.rights import Action, Person, may

_OWN_PATH = re.compile(r"/[A-Za-z0-9][A-Za-z0-9._~/-]*(?:\?[A-Za-z0-9._~=&+%-]*)?")
"""A path of ours with its query, of plain letters only: nothing that a browser could take for another host."""


def login_address() -> str:
    """Return the address to sign in at, from which one comes back to the page that was asked for."""
    asked = request.full_path.rstrip("?") if request.method in ("GET", "HEAD") else request.path
    return url_for("staff.login", next=own_path(asked))


def first_address(person: Person) -> str:
    """Return where somebody begins who asked for no page: clerks at the counter, everybody else at their work."""
    at_counter = may(person, Action.USE_DESK) and not may(person, Action.SEE_DRAFTS)
    return url_for("desk.counter" if at_counter else "editor.desk")


def own_path(path: str | None) -> str | None:
    """Return a path if it leads to a page of staff that can be read, else None."""
    return _own(path, "GET")


def own_target(path: str | None) -> str | None:
    """Return a path if a form of staff can be sent to it, else None."""
    return _own(path, "POST")


def _own(path: str | None, method: str) -> str | None:
    if not path or not _OWN_PATH.fullmatch(path) or "//" in path or "/." in path:
        return None
    try:
        endpoint, _ = current_app.url_map.bind("localhost").match(path.partition("?")[0], method=method)
    except HTTPException:
        return None
    # What strangers see is no place to go on to.
    for_staff = hasattr(current_app.view_functions[endpoint], "for_staff")
    return path if for_staff else None
