"""Accepting an invitation: the invited person says what they are called, and sets a password."""

from __future__ import annotations

from flask import Response, abort, make_response, redirect, request, url_for
from flask_babel import gettext

from catalogue.commands.people.invitations import accept_invitation
from catalogue.errors import NotFound
from catalogue.languages import languages
from catalogue.passwords import SHORTEST, hash_of
from catalogue.queries.accounts import get_invited
from portal.extensions import get_house
from portal.locale import page_language
from portal.staff.blueprint import staff
from portal.staff.password_form import password_errors
from portal.staff.refusal import for_strangers
from portal.staff.who import staff_page
from portal.work import reading

LONGEST_TOKEN = 80


@staff.get("/invitation")
@for_strangers
def invitation() -> Response:
    """Ask an invited person for name, language and password."""
    token = request.args.get("token", "")
    mail, name = _invited(token)
    return _form(token, mail, name=name, language=page_language(), errors=[])


@staff.post("/invitation")
@for_strangers
def take_invitation() -> Response:
    """Set name, language and password, once."""
    token = request.form.get("token", "")
    mail, _ = _invited(token)
    name = request.form.get("name", "")
    language = request.form.get("language", "")
    password = request.form.get("password", "")
    errors = [*_name_errors(name), *password_errors(password, request.form.get("again", ""), mail, name)]
    if language not in languages():
        errors.append(("language", gettext("Choose a language.")))
    if errors:
        response = _form(token, mail, name=name, language=language, errors=errors)
        response.status_code = 422
        return response
    kept = hash_of(password)
    with get_house().catalogue.work(mail) as work:
        accept_invitation(work, token, name=name, password=password, kept=kept, language=language)
    return make_response(redirect(url_for("staff.login", language=language, done="set-up"), 303))


def _name_errors(name: str) -> list[tuple[str, str]]:
    return [] if name.strip() else [("name", gettext("Type your name."))]


def _invited(token: str) -> tuple[str, str]:
    """Return mail and name of the account that an invitation is for; answer 404 for an invitation that is none."""
    if not token or len(token) > LONGEST_TOKEN:
        abort(_lapsed())
    try:
        return get_invited(reading(), token)
    except NotFound:
        abort(_lapsed())


def _lapsed() -> Response:
    return make_response(staff_page("staff/invitation_lapsed.html"), 404)


def _form(token: str, mail: str, *, name: str, language: str, errors: list[tuple[str, str]]) -> Response:
    response = make_response(
        staff_page(
            "staff/invitation.html",
            token=token,
            mail=mail,
            name=name,
            language=language,
            errors=errors,
            shortest=SHORTEST,
        )
    )
    # The address holds what opens the account: no link on the page tells it on.
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
