"""How a session begins in a browser, whatever proved who it is, and where its person is led then."""

from __future__ import annotations

from flask import Response, current_app, make_response, redirect, request

from catalogue.commands.people.sign_in import DAYS_KNOWN, Opened, end_session, remember_device
from portal.extensions import get_house
from portal.locale import speak
from portal.staff.addresses import first_address
from portal.staff.kept_form import carried
from portal.staff.session import DEVICE_COOKIE, StaffSessions
from portal.staff.who import browser, forget_who, person, staff_page

LONGEST_DEVICE = 80


def go_on_as(opened: Opened) -> None:
    """Give the browser a session that was opened, under a token that nobody knew, and end the one it came with."""
    earlier = browser().given
    if earlier is not None:
        with get_house().catalogue.work("session") as work:
            end_session(work, earlier)
    browser().renew(opened.token)


def begin(opened: Opened, path: str | None) -> Response:
    """Lead on somebody who has just signed in, or give back what they typed; this browser is known from now on.

    `path` is one of `own_path`, or None for the usual page.
    """
    with get_house().catalogue.work("session") as work:
        known = remember_device(work, opened.account, device())
    kept = carried()
    # Whoever asks from now on is somebody else than whoever opened the page.
    forget_who()
    if kept is None:
        response = lead_on(path)
    else:
        speak(person().language)
        response = make_response(staff_page("staff/again.html", target=kept[0], fields=kept[1]))
    sessions: StaffSessions = current_app.session_interface  # type: ignore[assignment]
    sessions.set_cookie(response, DEVICE_COOKIE, known, path="/staff/", days=DAYS_KNOWN)
    return response


def lead_on(path: str | None) -> Response:
    """Lead to a path of `own_path`, or to the usual page."""
    return make_response(redirect(path or first_address(person()), 303))


def device() -> str:
    """Return the token by which this browser may be known; empty for none."""
    token = request.cookies.get(DEVICE_COOKIE, "")
    return token if len(token) <= LONGEST_DEVICE else ""
