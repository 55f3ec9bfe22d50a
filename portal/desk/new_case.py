"""A clerk writes a case down for somebody at the counter, and hands over the receipt."""

from __future__ import annotations

import secrets

from flask import request
from flask.typing import ResponseReturnValue

from catalogue.commands.inquiries.receive import CONTACT_FIELDS, Sent, receive
from catalogue.errors import BadInquiry
from catalogue.facts import Kind
from catalogue.inquiries.deadlines import CONTACT_KEPT
from catalogue.inquiries.kinds import InquiryKind
from catalogue.inquiries.numbers import shown_code, shown_number
from catalogue.languages import languages
from catalogue.queries.organisations import list_organisations
from catalogue.queries.services import list_services
from catalogue.rights import Action
from portal.desk.blueprint import desk
from portal.extensions import get_house
from portal.public.case_faults import errors_of
from portal.receipts import drawn_receipt, follow_address
from portal.staff.who import person, staff, staff_page
from portal.work import frame, reading

_FIELDS = ("kind", "text", "about", "place", "language", *CONTACT_FIELDS)


@desk.get("/cases/new")
@staff(Action.USE_DESK)
def new_case() -> str:
    """Show the form."""
    return _form([], {})


@desk.post("/cases/new")
@staff(Action.USE_DESK)
def enter_case() -> ResponseReturnValue:
    """Receive the case, and show its receipt to be printed."""
    typed = {name: request.form.get(name, "") for name in (*_FIELDS, "form_key")}
    kind, _, key = typed["about"].partition(":")
    sent = Sent(
        kind=typed["kind"],
        text=typed["text"],
        language=typed["language"],
        # Another clerk's form never is this one's, whatever it says.
        form_key=f"{person().id} {typed['form_key']}" if typed["form_key"] else "",
        about=(kind, key) if typed["about"] else None,
        place=typed["place"] or None,
        contact={name: typed[name] for name in CONTACT_FIELDS},
    )
    house = get_house()
    try:
        with house.catalogue.work(person().mail) as work:
            receipt = receive(work, house.catalogue.inquiry_seal, sent, clerk=person())
    except BadInquiry as fault:
        return _form(errors_of(fault), typed), 422
    return staff_page(
        "desk/receipt.html",
        number=shown_number(receipt.number),
        code=shown_code(receipt.code),
        promised=receipt.promised,
        follow=follow_address(sent.language),
        drawing=drawn_receipt(receipt.code, sent.language),
    )


def _form(errors: list[tuple[str, str]], typed: dict[str, str]) -> str:
    language = typed.get("language") or person().language
    return staff_page(
        "desk/new_case.html",
        errors=errors,
        typed={**{name: typed.get(name, "") for name in _FIELDS}, "language": language},
        form_key=typed.get("form_key") or secrets.token_urlsafe(24),
        kinds=list(InquiryKind),
        services=[(f"{Kind.SERVICE}:{card.id}", card.title.value) for card in list_services(reading()).cards],
        organisations=[
            (f"{Kind.ORGANISATION}:{card.id}", card.title.value) for card in list_organisations(reading()).cards
        ],
        places=frame().places,
        all_languages=list(languages()),
        contact_days=CONTACT_KEPT.days,
    )
