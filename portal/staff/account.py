"""A person's own account: name and language, password, one-time codes, and where they are signed in."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext

from catalogue.commands.people.own_account import change_account, change_password, sign_out_elsewhere
from catalogue.errors import TooManyAttempts, WrongCredentials
from catalogue.languages import languages
from catalogue.passwords import SHORTEST
from catalogue.queries.accounts import get_own_account
from portal.extensions import get_house
from portal.staff.blueprint import staff
from portal.staff.password_form import password_errors
from portal.staff.sign_in import wait_sentence
from portal.staff.who import browser, person, staff_page
from portal.staff.who import staff as for_staff
from portal.work import reading


@staff.get("/account")
@for_staff()
def account() -> str:
    """Show a person their account."""
    return _account(person().name, person().language, [])


@staff.post("/account")
@for_staff()
def change_account_page() -> Response:
    """Change name and language of pages."""
    name, language = request.form.get("name", ""), request.form.get("language", "")
    errors = [] if name.strip() else [("name", gettext("Type your name."))]
    if language not in languages():
        errors.append(("language", gettext("Choose a language.")))
    if errors:
        return make_response(_account(name, language, errors), 422)
    with get_house().catalogue.work(person().mail) as work:
        change_account(work, person(), name=name, language=language)
    return _back()


@staff.post("/account/sessions")
@for_staff()
def sign_out_elsewhere_page() -> Response:
    """Sign out of all browsers but this one."""
    with get_house().catalogue.work(person().mail) as work:
        sign_out_elsewhere(work, person(), token=browser().token)
    return _back()


@staff.get("/account/password")
@for_staff()
def password() -> str:
    """Ask for the old password and a new one."""
    return staff_page("staff/password.html", errors=[], shortest=SHORTEST)


@staff.post("/account/password")
@for_staff()
def change_password_page() -> Response:
    """Change the password; everybody else who is signed in with this account is so no longer."""
    new = request.form.get("password", "")
    errors = password_errors(new, request.form.get("again", ""), person().mail, person().name)
    if not errors:
        try:
            old = request.form.get("old", "")
            change_password(get_house().catalogue, person(), old, new, token=browser().token)
            return _back()
        except WrongCredentials:
            errors = [("old", gettext("This is not your password."))]
        except TooManyAttempts as wait:
            errors = [("old", wait_sentence(wait))]
    return make_response(staff_page("staff/password.html", errors=errors, shortest=SHORTEST), 422)


def _account(name: str, language: str, errors: list[tuple[str, str]]) -> str:
    own = get_own_account(reading(), person(), browser().token)
    return staff_page("staff/account.html", own=own, name=name, language=language, errors=errors)


def _back() -> Response:
    return make_response(redirect(url_for("staff.account"), 303))
