"""The door of every room of staff: strangers are sent to sign in, forms without our token refused, nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, abort, current_app, make_response, redirect, request
from flask_wtf.csrf import CSRFError

from catalogue.languages import languages
from portal.locale import preferred_language, speak
from portal.security import SAFE_METHODS
from portal.staff.addresses import login_address, own_target
from portal.staff.kept_form import carried, pack, typed_here
from portal.staff.session import csrf
from portal.staff.who import is_signed_in, person, staff_page
from portal.work import ignore_day

View = TypeVar("View", bound=Callable[..., Any])


def for_strangers(view: View) -> View:
    """Mark a view that people see before they are signed in."""
    view.for_strangers = True  # type: ignore[attr-defined]
    return view


def refuse_strangers(blueprint: Blueprint, *steps: Callable[[], None]) -> None:
    """Guard all addresses of a blueprint, those included that nobody thought of.

    `steps` are taken before anybody is refused, when the language of the page is known.
    """
    blueprint.before_request(_speak)
    for step in steps:
        blueprint.before_request(step)
    blueprint.before_request(_refuse)
    blueprint.after_request(_keep_nothing)


def _speak() -> None:
    asked = request.args.get("language")
    if is_signed_in():
        speak(person().language)
    else:
        speak(asked if asked in languages() else preferred_language().code)
    ignore_day()


def _refuse() -> Response | None:
    view = current_app.view_functions[request.endpoint or ""]
    if not getattr(view, "for_strangers", False):
        if not is_signed_in():
            return _sign_in_first()
        if not hasattr(view, "for_staff"):
            abort(403)
    try:
        csrf.protect()
    except CSRFError:
        # The token is that of an earlier session, as in a page that was open while somebody signed in anew in another.
        kept = carried()
        if is_signed_in() and kept is not None:
            return make_response(staff_page("staff/again.html", target=kept[0], fields=kept[1]))
        if not is_signed_in() or not own_target(request.path) or not typed_here():
            raise
        return make_response(staff_page("staff/again.html", target=request.path, fields=typed_here()), 400)
    return None


def _sign_in_first() -> Response:
    target = own_target(request.path)
    fields = [] if request.method in SAFE_METHODS else typed_here()
    if target is None or not fields:
        return make_response(redirect(login_address(), 303))
    # The session ended while somebody was typing. Nothing of it is lost: the page to sign in carries it on.
    kept = {"kept": pack(fields), "kept_for": target}
    return make_response(staff_page("staff/login.html", errors=[], mail="", carried=kept), 401)


def _keep_nothing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
