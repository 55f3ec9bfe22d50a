"""The door of every room of staff: strangers are sent to sign in, forms without our token refused, nothing is kept."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, request

from catalogue.languages import languages
from portal.locale import preferred_language, speak
from portal.staff.addresses import login_address
from portal.staff.session import csrf
from portal.staff.who import is_signed_in, person
from portal.work import ignore_day

OPEN_TO_STRANGERS = "for_strangers"


def for_strangers(view):
    """Mark a view that people see before they are signed in."""
    setattr(view, OPEN_TO_STRANGERS, True)
    return view


def refuse_strangers(blueprint: Blueprint) -> None:
    """Guard all addresses of a blueprint, those included that nobody thought of."""
    blueprint.before_request(_speak)
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
    if not getattr(view, OPEN_TO_STRANGERS, False):
        if not is_signed_in():
            return redirect(login_address(), 303)  # type: ignore[return-value]
        if not hasattr(view, "for_staff"):
            abort(403)
    csrf.protect()
    return None


def _keep_nothing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
