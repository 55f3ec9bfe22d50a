"""When no page answers: what is there already, then a case – sent, followed and opened again by its code."""

from __future__ import annotations

import re
import secrets

from flask import Response, abort, request
from flask_babel import gettext

from catalogue.commands.inquiries.receive import ABOUT, CONTACT_FIELDS, Receipt, Sent, receive
from catalogue.commands.inquiries.reopen import reopen
from catalogue.errors import BadInquiry, Gone, Moved, NotFound, TooLate, WrongState
from catalogue.facts import Kind
from catalogue.inquiries.deadlines import CONTACT_KEPT, REOPENING
from catalogue.inquiries.kinds import InquiryKind
from catalogue.inquiries.numbers import shown_code, shown_number
from catalogue.queries.inquiries import get_followed, list_figures, list_notes
from catalogue.queries.offices import get_office
from catalogue.queries.organisations import get_organisation
from catalogue.queries.services import get_service
from catalogue.read_models.cards import Card
from catalogue.read_models.inquiry import FollowedCase
from portal.extensions import get_house
from portal.locale import page_language
from portal.pages import page
from portal.public.blueprint import public
from portal.public.busy import busy, too_many
from portal.public.case_faults import errors_of
from portal.public.service_page import is_sensitive_service
from portal.receipts import drawn_receipt
from portal.security import mark_sensitive
from portal.staff.network import network
from portal.urls import let_through
from portal.work import chosen_place, reading

Errors = list[tuple[str, str]]
PERSON = "person"
LONGEST_CODE = 60
_ABOUT = re.compile(rf"({'|'.join(ABOUT)}):([a-z0-9-]{{1,60}})")
_FORM_KEY = re.compile(r"[A-Za-z0-9_-]{20,80}")


@public.get("/help/", endpoint="help")
def help_page() -> Response:
    """Offer what answers at once, and then the way to a case."""
    return page("public/help.html", kept=False, about=_about(request.args.get("about", "")))


@public.get("/help/new")
def new_case() -> Response:
    """Show the form of a case."""
    return _form([], {}, request.args.get("about", ""))


@public.post("/help/new")
def send_case() -> Response:
    """Receive a case, and show its receipt; a form that is sent again shows the same one."""
    _refuse_in_previews()
    typed = {name: request.form.get(name, "") for name in ("kind", "text", "form_key", *CONTACT_FIELDS)}
    about = _about(request.form.get("about", ""))
    place = chosen_place()
    sent = Sent(
        kind=typed["kind"],
        text=typed["text"],
        language=page_language(),
        form_key=typed["form_key"] if _FORM_KEY.fullmatch(typed["form_key"]) else "",
        about=(about.kind.value, about.id) if about else None,
        place=place.place if place else None,
        contact={name: typed[name] for name in CONTACT_FIELDS},
    )
    if not get_house().cases.allows():
        return busy(_form([("text", too_many())], typed, request.form.get("about", "")))
    try:
        with get_house().catalogue.work(PERSON) as work:
            receipt = receive(work, get_house().catalogue.inquiry_seal, sent)
    except BadInquiry as fault:
        return _private(_form(errors_of(fault), typed, request.form.get("about", "")), 422)
    return _receipt(receipt, has_mail=bool(typed["mail"].strip()))


@public.get("/help/follow")
def follow() -> Response:
    """Ask for the code of a case."""
    return _asked([])


@public.post("/help/follow")
def follow_case() -> Response:
    """Show a case to who has its code."""
    found = _followed(request.form.get("code", ""))
    return found if isinstance(found, Response) else _case(found, [], "")


@public.post("/help/reopen")
def reopen_case() -> Response:
    """Open a case again, and show it."""
    _refuse_in_previews()
    code, text = request.form.get("code", ""), request.form.get("text", "")
    before = _followed(code)
    if isinstance(before, Response):
        return before
    errors: Errors = []
    try:
        with get_house().catalogue.work(PERSON) as work:
            reopen(work, code, text)
    except BadInquiry as fault:
        errors = errors_of(fault)
    except (TooLate, NotFound):
        errors = [("text", gettext("The time to open this case again is over. Please send a new one."))]
    except WrongState:
        # Pressed twice: it is open again already.
        pass
    with get_house().catalogue.reading(page_language()) as anew:
        return _case(get_followed(anew, code), errors, text if errors else "")


@public.get("/help/answered")
def answered() -> Response:
    """Tell what people said and what came of it, with figures."""
    let_through({})
    return page("public/help/answered.html", kept=False, notes=list_notes(reading()), figures=list_figures(reading()))


def _form(errors: Errors, typed: dict[str, str], about: str) -> Response:
    return page(
        "public/help/new.html",
        kept=False,
        errors=errors,
        typed={name: typed.get(name, "") for name in ("kind", "text", *CONTACT_FIELDS)},
        about=_about(about),
        kinds=list(InquiryKind),
        contact_days=CONTACT_KEPT.days,
        form_key=typed.get("form_key") or secrets.token_urlsafe(24),
    )


def _receipt(receipt: Receipt, *, has_mail: bool) -> Response:
    return _private(
        page(
            "public/help/receipt.html",
            kept=False,
            number=shown_number(receipt.number),
            code=shown_code(receipt.code),
            promised=receipt.promised,
            drawing=drawn_receipt(receipt.code, page_language()),
            has_mail=has_mail,
        )
    )


def _followed(code: str) -> FollowedCase | Response:
    """Return the case of a code, or the page that asks again: alike for a wrong code and one that is over."""
    guesses, origin = get_house().guesses, network()
    if guesses.must_wait(origin):
        return _asked([("code", gettext("Too many codes were wrong. Please try again in ten minutes."))], 429)
    try:
        return get_followed(reading(), code[:LONGEST_CODE])
    except NotFound:
        guesses.was_wrong(origin)
        sentence = gettext("There is no case with this code, or it was closed long ago. Look at your receipt again.")
        return _asked([("code", sentence)], 422)


def _asked(errors: Errors, status: int = 200) -> Response:
    # What was typed is not written back: somebody else may look at the screen.
    return _private(page("public/help/follow.html", kept=False, errors=errors), status)


def _case(case: FollowedCase, errors: Errors, typed: str) -> Response:
    code = request.form.get("code", "")[:LONGEST_CODE]
    shown = page("public/help/case.html", kept=False, case=case, errors=errors, typed=typed, code=code, days=REOPENING)
    return _private(shown, 422 if errors else 200)


def _private(response: Response, status: int = 200) -> Response:
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _about(text: str) -> Card | None:
    """Return what a case is going to be about; None for what there is not, or for nothing in particular."""
    found = _ABOUT.fullmatch(text)
    if found is None:
        return None
    kind, key = Kind(found[1]), found[2]
    try:
        if kind is Kind.SERVICE:
            service = get_service(reading(), key)
            if is_sensitive_service(service, service.part_of):
                mark_sensitive()
            return Card(kind, key, service.title)
        title = (get_office if kind is Kind.OFFICE else get_organisation)(reading(), key).title
    except (NotFound, Gone, Moved):
        return None
    return Card(kind, key, title)


def _refuse_in_previews() -> None:
    if not get_house().catalogue.counts:
        abort(403)
