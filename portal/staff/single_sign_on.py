"""Signing in through a provider of identities: out by a form of ours, back by an address with a code."""

from __future__ import annotations

import logging

from flask import Response, abort, current_app, make_response, redirect, request, url_for
from flask_babel import gettext

from catalogue.commands.people.single_sign_on import Trip, begin_trip, end_trip, sign_in_by_provider
from catalogue.errors import WrongCredentials
from portal.extensions import get_house
from portal.staff.addresses import own_path
from portal.staff.beginning import begin, go_on_as, lead_on
from portal.staff.blueprint import staff
from portal.staff.kept_form import carried, pack
from portal.staff.provider import Answer, NotVouchedFor, Provider, ProviderUnreachable
from portal.staff.refusal import for_strangers
from portal.staff.who import browser, is_signed_in, staff_page

_log = logging.getLogger(__name__)


@staff.post("/single-sign-on")
@for_strangers
def leave_for_provider() -> Response:
    """Remember who leaves, and send them to the provider."""
    partner = _partner()
    path = own_path(request.form.get("next"))
    if is_signed_in():
        return lead_on(path)
    with get_house().catalogue.work("session") as work:
        trip = begin_trip(work, browser().token, path)
    try:
        address = partner.way_there(trip)
    except ProviderUnreachable as error:
        return _unreachable(error, path)
    # Not a redirect: browsers hold those of a form to the policy `form-action`, which names nobody but us – and a
    # provider may lead on to others that no setting knows. A page that moves on by itself is held to none.
    return make_response(staff_page("staff/leaving.html", address=address))


@staff.get("/single-sign-on/return")
@for_strangers
def come_back() -> Response:
    """Sign in whom the provider vouches for."""
    partner = _partner()
    if is_signed_in():
        return lead_on(None)
    try:
        trip = end_trip(get_house().catalogue, browser().token, request.args.get("state", ""))
    except WrongCredentials:
        return _not_finished(None)
    if not request.args.get("code"):
        _log.warning("Single sign-on: the provider sent somebody back without a code.")
        return _not_finished(trip)
    try:
        # No transaction is open while the provider is asked.
        answer = Answer(request.args["code"], request.args.get("iss"))
        identity = partner.identity(trip, answer, get_house().catalogue.clock())
    except ProviderUnreachable as error:
        return _unreachable(error, trip.target)
    except NotVouchedFor as fault:
        _log.warning("Single sign-on: %s.", fault)
        return _not_finished(trip)
    try:
        asking = partner.settings.ask_for_code
        opened = sign_in_by_provider(get_house().catalogue, identity, ask_for_code=asking)
    except WrongCredentials:
        return _no_account(trip)
    go_on_as(opened)
    path = own_path(trip.target)
    if opened.waits_for_code:
        return make_response(redirect(url_for("staff.code", next=path), 303))
    return begin(opened, path)


@staff.post("/single-sign-on/kept")
@for_strangers
def go_on_with_kept() -> Response:
    """Give back what was typed to somebody who signed in in another tab; others are still asked to sign in."""
    _partner()
    kept = carried()
    if kept is None:
        return make_response(redirect(url_for("staff.login"), 303))
    if is_signed_in():
        return make_response(staff_page("staff/again.html", target=kept[0], fields=kept[1]))
    hidden = {"kept_for": kept[0], "kept": pack(kept[1])}
    errors = [("mail", gettext("You are not signed in yet."))]
    return make_response(staff_page("staff/login.html", errors=errors, mail="", carried=hidden), 401)


def single_sign_on() -> str | None:
    """Return what the provider is called; None where single sign-on is not offered."""
    settings = get_house().settings.provider
    return None if settings is None else settings.name


def _partner() -> Provider:
    """Return the provider, one for all requests of this process; where none is set, there is no such page."""
    settings = get_house().settings.provider
    if settings is None:
        abort(404)
    back = get_house().settings.public_address + url_for("staff.come_back")
    return current_app.extensions.setdefault("onedoor.provider", Provider(settings, back))


def _unreachable(error: ProviderUnreachable, path: str | None) -> Response:
    _log.warning("Single sign-on: the provider cannot be used (%s).", error)
    sentence = gettext(
        "%(provider)s does not answer at the moment. Sign in with your password, or try again in a few minutes.",
        provider=single_sign_on(),
    )
    return _failed(sentence, path, 503)


def _not_finished(trip: Trip | None) -> Response:
    sentence = gettext(
        "Signing in with %(provider)s was not finished, or took too long. Please start again.",
        provider=single_sign_on(),
    )
    return _failed(sentence, trip.target if trip else None, 400)


def _no_account(trip: Trip) -> Response:
    # The same for an unknown and for a disabled account, and for a mail address that is not verified.
    sentence = gettext(
        "%(provider)s knows you, but no account here can be used with that. "
        "Ask whoever looks after the accounts of your organisation.",
        provider=single_sign_on(),
    )
    return _failed(sentence, trip.target, 403)


def _failed(sentence: str, path: str | None, status: int) -> Response:
    shown = staff_page("staff/single_sign_on_failed.html", sentence=sentence, path=own_path(path))
    return make_response(shown, status)
