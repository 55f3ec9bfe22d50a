"""Signing in and out."""

from __future__ import annotations

from math import ceil

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext, ngettext

from catalogue.commands.people.sign_in import DAYS_KNOWN, Attempt, Opened, end_session, remember_device, sign_in
from catalogue.errors import TooManyAttempts, WrongCredentials
from portal.extensions import get_house
from portal.staff.addresses import AFTERWARDS, own_path
from portal.staff.blueprint import staff
from portal.staff.network import network
from portal.staff.refusal import for_strangers
from portal.staff.session import DEVICE_COOKIE, StaffSessions
from portal.staff.who import browser, is_signed_in, person, staff_page
from portal.staff.who import staff as for_staff

LONGEST_DEVICE = 80


@staff.get("/login")
@for_strangers
def login() -> Response | str:
    """Ask for mail and password; who is signed in already is led on."""
    if is_signed_in():
        return _led_on(request.args.get("next"))
    return staff_page("staff/login.html", errors=[], mail="", next=own_path(request.args.get("next")))


@staff.post("/login")
@for_strangers
def try_login() -> Response | tuple[str, int]:
    """Sign in with mail and password."""
    mail = request.form.get("mail", "")
    onwards = own_path(request.form.get("next"))
    attempt = Attempt(mail, request.form.get("password", ""), network(), device())
    try:
        opened = sign_in(get_house().catalogue, attempt)
    except WrongCredentials:
        errors = [("mail", gettext("Mail address and password do not belong together."))]
        return staff_page("staff/login.html", errors=errors, mail=mail, next=onwards), 422
    except TooManyAttempts as wait:
        errors = [("mail", wait_sentence(wait))]
        return staff_page("staff/login.html", errors=errors, mail=mail, next=onwards), 429
    end_earlier()
    browser().renew(opened.token)
    if opened.waits_for_code:
        return redirect(url_for("staff.code", next=onwards), 303)  # type: ignore[return-value]
    return begin(opened, onwards)


@staff.post("/logout")
@for_staff()
def logout() -> Response:
    """Sign out of this browser."""
    with get_house().catalogue.work(person().mail) as work:
        end_session(work, browser().token)
    browser().end()
    return redirect(url_for("staff.login"), 303)  # type: ignore[return-value]


def begin(opened: Opened, onwards: str | None) -> Response:
    """Lead somebody who has just signed in to where they wanted to go; this browser is known from now on."""
    house = get_house()
    with house.catalogue.work("session") as work:
        known = remember_device(work, opened.account, device())
    response = _led_on(onwards)
    sessions: StaffSessions = _sessions()
    sessions.set_cookie(response, DEVICE_COOKIE, known, path="/staff/", days=DAYS_KNOWN)
    return response


def end_earlier() -> None:
    """End the session that this browser came with, if it had one: it goes on with another."""
    earlier = browser().given
    if earlier is not None:
        with get_house().catalogue.work("session") as work:
            end_session(work, earlier)


def device() -> str:
    """Return the token by which this browser may be known; empty for none."""
    token = request.cookies.get(DEVICE_COOKIE, "")
    return token if len(token) <= LONGEST_DEVICE else ""


def wait_sentence(wait: TooManyAttempts) -> str:
    """Say how long somebody has to wait."""
    if wait.seconds <= 60:
        return ngettext(
            "Too many attempts. Wait %(num)s second, then try again.",
            "Too many attempts. Wait %(num)s seconds, then try again.",
            wait.seconds,
        )
    return ngettext(
        "Too many attempts. Wait %(num)s minute, then try again.",
        "Too many attempts. Wait %(num)s minutes, then try again.",
        ceil(wait.seconds / 60),
    )


def _led_on(onwards: str | None) -> Response:
    return make_response(redirect(own_path(onwards) or url_for(AFTERWARDS), 303))


def _sessions() -> StaffSessions:
    from flask import current_app

    return current_app.session_interface  # type: ignore[return-value]
