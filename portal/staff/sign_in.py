"""Signing in – by password, then by one-time code where the person has set them up – and out."""

from __future__ import annotations

from math import ceil

from flask import Response, make_response, redirect, request, url_for
from flask_babel import gettext, ngettext

from catalogue.commands.people.codes import confirm_code
from catalogue.commands.people.sign_in import Attempt, end_session, sign_in
from catalogue.errors import TooManyAttempts, WrongCredentials
from portal.extensions import get_house
from portal.staff.addresses import own_path
from portal.staff.beginning import begin, device, go_on_as, lead_on
from portal.staff.blueprint import staff
from portal.staff.kept_form import carried, pack
from portal.staff.network import network
from portal.staff.refusal import for_strangers
from portal.staff.who import browser, is_signed_in, person, signed_in, staff_page
from portal.staff.who import staff as for_staff


@staff.get("/login")
@for_strangers
def login() -> Response | str:
    """Ask for mail and password; who is signed in already is led on."""
    if is_signed_in():
        return _led_on()
    return staff_page("staff/login.html", errors=[], mail="", carried=_onwards())


@staff.post("/login")
@for_strangers
def try_login() -> Response:
    """Sign in with mail and password."""
    mail = request.form.get("mail", "")
    attempt = Attempt(mail, request.form.get("password", ""), network(), device())
    try:
        opened = sign_in(get_house().catalogue, attempt)
    except WrongCredentials:
        return _login_again(mail, gettext("Mail address and password do not belong together."), 422)
    except TooManyAttempts as wait:
        return _login_again(mail, wait_sentence(wait), 429)
    go_on_as(opened)
    if not opened.waits_for_code:
        return begin(opened, own_path(request.form.get("next")))
    if carried() is None:
        return make_response(redirect(url_for("staff.code", next=own_path(request.form.get("next"))), 303))
    return make_response(staff_page("staff/code.html", errors=[], carried=_onwards()))


@staff.get("/code")
@for_strangers
def code() -> Response | str:
    """Ask for the one-time code after a right password."""
    if is_signed_in():
        return _led_on()
    if signed_in() is None:
        return _to_login()
    return staff_page("staff/code.html", errors=[], carried=_onwards())


@staff.post("/code")
@for_strangers
def try_code() -> Response:
    """Sign in with the one-time code, or a recovery code."""
    if signed_in() is None or is_signed_in():
        return _to_login()
    try:
        opened = confirm_code(get_house().catalogue, browser().token, request.form.get("code", ""), device())
    except WrongCredentials:
        return _code_again(gettext("This code is not right, or was used already. Wait for the next one."), 422)
    except TooManyAttempts as wait:
        return _code_again(wait_sentence(wait), 429)
    browser().renew(opened.token)
    return begin(opened, own_path(request.form.get("next")))


@staff.post("/logout")
@for_staff()
def logout() -> Response:
    """Sign out of this browser."""
    with get_house().catalogue.work(person().mail) as work:
        end_session(work, browser().token)
    browser().end()
    return _to_login()


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


def _login_again(mail: str, sentence: str, status: int) -> Response:
    shown = staff_page("staff/login.html", errors=[("mail", sentence)], mail=mail, carried=_onwards())
    return make_response(shown, status)


def _code_again(sentence: str, status: int) -> Response:
    return make_response(staff_page("staff/code.html", errors=[("code", sentence)], carried=_onwards()), status)


def _onwards() -> dict[str, str]:
    """Return the hidden fields that carry on where somebody wanted to go, or what they wanted to send."""
    kept = carried()
    if kept is not None:
        return {"kept_for": kept[0], "kept": pack(kept[1])}
    path = own_path(request.values.get("next"))
    return {"next": path} if path else {}


def _led_on() -> Response:
    return lead_on(own_path(request.values.get("next")))


def _to_login() -> Response:
    return make_response(redirect(url_for("staff.login"), 303))
