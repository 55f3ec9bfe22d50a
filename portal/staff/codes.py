"""A person's one-time codes: set up with a device, recovery codes written down, taken away again."""

from __future__ import annotations

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext

from catalogue.commands.people.accounts import get_account
from catalogue.commands.people.codes import (
    offer_secret,
    offered_secret,
    remove_codes,
    renew_recovery_codes,
    set_up_codes,
)
from catalogue.commands.people.own_account import check_password
from catalogue.errors import TooManyAttempts, WrongCredentials
from catalogue.one_time_codes import address_for_device
from catalogue.queries.accounts import get_own_account
from portal.extensions import get_house
from portal.qr import qr_code
from portal.staff.blueprint import staff
from portal.staff.sign_in import wait_sentence
from portal.staff.who import browser, person, staff_page
from portal.staff.who import staff as for_staff
from portal.work import frame, reading

Errors = list[tuple[str, str]]


@staff.get("/account/codes")
@for_staff()
def codes() -> str:
    """Show how to set one-time codes up, or how they stand."""
    return _codes([])


@staff.post("/account/codes")
@for_staff()
def set_codes_up() -> Response:
    """Sign in with one-time codes from now on, and read the recovery codes, once."""
    sealed = request.form.get("secret", "")
    errors = _password_errors()
    if not errors:
        house = get_house()
        try:
            with house.catalogue.work(person().mail) as work:
                code = request.form.get("code", "")
                given = set_up_codes(work, house.catalogue.staff_seal, person(), sealed, code, token=browser().token)
            return make_response(staff_page("staff/recovery_codes.html", recovery_codes=given))
        except WrongCredentials:
            errors = [("code", gettext("This is not the code of this device. Type the one that it shows now."))]
    return make_response(_codes(errors, sealed), 422)


@staff.post("/account/codes/recovery")
@for_staff()
def renew_recovery_codes_page() -> Response:
    """Give new recovery codes, to be read once."""
    errors = _password_errors()
    if errors:
        return make_response(_codes(errors), 422)
    with get_house().catalogue.work(person().mail) as work:
        given = renew_recovery_codes(work, person())
    return make_response(staff_page("staff/recovery_codes.html", recovery_codes=given))


@staff.post("/account/codes/removal")
@for_staff()
def remove_codes_page() -> Response:
    """Sign in without one-time codes from now on."""
    errors = _password_errors()
    if errors:
        return make_response(_codes(errors), 422)
    with get_house().catalogue.work(person().mail) as work:
        remove_codes(work, person(), get_account(work, person().id))
    return make_response(redirect(url_for("staff.account"), 303))


def _password_errors() -> Errors:
    """Ask for the password again: who finds a browser open must not change how its owner signs in."""
    try:
        check_password(get_house().catalogue, person(), request.form.get("password", ""))
    except WrongCredentials:
        return [("password", gettext("This is not your password."))]
    except TooManyAttempts as wait:
        return [("password", wait_sentence(wait))]
    return []


def _codes(errors: Errors, sealed: str = "") -> str:
    own = get_own_account(reading(), person(), browser().token)
    if own.has_codes:
        return staff_page("staff/codes.html", own=own, errors=errors)
    seal = get_house().catalogue.staff_seal
    # After a mistyped code the secret is still the one that the device has read.
    secret = offered_secret(seal, person(), sealed)
    if secret is None:
        secret, sealed = offer_secret(seal, person())
    address = address_for_device(secret, person().mail, str(frame().portal.value))
    return staff_page(
        "staff/codes_setup.html",
        errors=errors,
        sealed=sealed,
        drawing=qr_code(address),
        address=address,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )
