"""Receiving a case: it gets a number to say aloud and a secret code to follow it, and goes to who owes the answer."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from catalogue.commands.inquiries.cases import PERSON, add_mail, add_message, add_step, clean_text
from catalogue.context import Work
from catalogue.database import insert_into
from catalogue.errors import BadInquiry, NotFound
from catalogue.facts import Kind
from catalogue.inquiries.deadlines import promised_day
from catalogue.inquiries.kinds import Came, InquiryKind
from catalogue.inquiries.numbers import code_from, digest_of_code, new_number
from catalogue.inquiries.states import Act, InquiryState
from catalogue.languages import languages
from catalogue.models import Inquiry, InquiryContact, place_of_contact
from catalogue.passwords import digest_of_token
from catalogue.queries.calendars import get_calendar
from catalogue.queries.case_owners import Owner, find_default_owner, find_owner, is_place
from catalogue.rights import Action, Person, require
from catalogue.sealing import Seal

ABOUT = (Kind.SERVICE, Kind.OFFICE, Kind.ORGANISATION)
"""What a case can be about."""
CONTACT_FIELDS = ("name", "mail", "phone")
LONGEST_CONTACT = 200
_LONGEST_KEY = 100
# No spaces and no line breaks: nobody adds a header to our mails.
_MAIL = re.compile(r"[^\s@<>\"(),:;]{1,64}@[^\s@<>\"(),:;]+\.[^\s@<>\"(),:;]+")
_TRIES = 20


@dataclass(frozen=True)
class Sent:
    """What somebody sends: everything but `kind` and `text` may be left out."""

    kind: str
    text: str
    language: str
    form_key: str = ""
    """Random, from the form: whoever sends the same form twice gets the same case."""
    about: tuple[str, str] | None = None
    place: str | None = None
    contact: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """What the person takes home. The code is told here and nowhere else; only its hash is kept."""

    number: str
    code: str
    promised: date
    new: bool
    """False when the form had been sent before."""


def receive(work: Work, seal: Seal, sent: Sent, *, clerk: Person | None = None) -> Receipt:
    """Keep a case and return its receipt; `clerk` is who wrote it down at a counter.

    Its text is masked, how to reach the person is sealed apart. Raises `BadInquiry` naming each field that is wrong,
    and `NotAllowed` for a clerk who may not.
    """
    if clerk is not None:
        require(clerk, Action.USE_DESK)
    kind, text, contact, owner = _checked(work, sent)
    form_key = sent.form_key[:_LONGEST_KEY] or secrets.token_urlsafe(24)
    # The same form has the same code, which nobody can tell without the key of the seal.
    code = code_from(seal.digest(f"case code {form_key}"))
    form_digest = digest_of_token(f"case form {form_key}")
    calendar = get_calendar(work.session, work.now, owner.place)
    promised = promised_day(kind, calendar.today(work.now), calendar)
    values = {
        "digest": digest_of_code(code),
        "form_digest": form_digest,
        "kind": kind.value,
        "state": InquiryState.RECEIVED.value,
        "came": (Came.DESK if clerk else Came.PORTAL).value,
        "language": sent.language,
        "organisation": owner.organisation,
        "about_kind": sent.about[0] if sent.about else None,
        "about_key": sent.about[1] if sent.about else None,
        "place": owner.place,
        "received_at": work.now,
        "promised": promised,
    }
    inquiry = _insert(work, calendar.today(work.now).year, values)
    if inquiry is None:
        known = work.session.scalars(select(Inquiry).where(Inquiry.form_digest == form_digest)).one()
        return Receipt(known.number, code, known.promised, new=False)
    add_message(work, inquiry, "person", text, sent.language)
    add_step(work, inquiry, Act.RECEIVE, clerk.mail if clerk else PERSON, organisation=owner.organisation)
    if contact:
        sealed = seal.seal(json.dumps(contact, ensure_ascii=False), place_of_contact(inquiry.number))
        work.session.add(InquiryContact(inquiry_id=inquiry.id, sealed=sealed))
    if "mail" in contact:
        add_mail(work, inquiry, "receipt")
    return Receipt(inquiry.number, code, promised, new=True)


def _insert(work: Work, year: int, values: dict[str, object]) -> Inquiry | None:
    """Insert the case under a free number; None when its form was sent before."""
    for _ in range(_TRIES):
        made = work.session.scalars(
            insert_into(work.session, Inquiry)
            .values(number=new_number(year), **values)
            # Another process that receives the same form is waited for here.
            .on_conflict_do_nothing()
            .returning(Inquiry.id)
        ).first()
        if made is not None:
            return work.session.get_one(Inquiry, made)
        sent_before = select(Inquiry.id).where(Inquiry.form_digest == values["form_digest"])
        if work.session.scalars(sent_before).first() is not None:
            return None
    raise RuntimeError("no free number for a case was found")


def _checked(work: Work, sent: Sent) -> tuple[InquiryKind, str, dict[str, str], Owner]:
    """Return kind, masked text, contact and who owes the answer. Raises `BadInquiry` naming all that is wrong."""
    faults: list[tuple[str, str]] = []
    if sent.kind not in set(InquiryKind):
        faults.append(("kind", "unknown" if sent.kind else "empty"))
    text = ""
    try:
        text = clean_text(sent.text, masked=True)
    except BadInquiry as fault:
        faults += fault.faults
    contact = {name: sent.contact.get(name, "").strip() for name in CONTACT_FIELDS}
    contact = {name: value for name, value in contact.items() if value}
    faults += [(name, "too_long") for name, value in contact.items() if len(value) > LONGEST_CONTACT]
    if "mail" in contact and not _MAIL.fullmatch(contact["mail"]):
        faults.append(("mail", "no_mail"))
    if sent.language not in languages():
        faults.append(("language", "unknown"))
    owner = Owner(None, None)
    try:
        owner = _owner(work, sent)
    except NotFound:
        faults.append(("about", "unknown"))
    if sent.place is not None and not is_place(work.session, work.now, sent.place):
        faults.append(("place", "unknown"))
    if faults:
        raise BadInquiry(tuple(faults))
    return InquiryKind(sent.kind), text, contact, Owner(owner.organisation, sent.place or owner.place)


def _owner(work: Work, sent: Sent) -> Owner:
    otherwise = find_default_owner(work.session, work.now)
    if sent.about is None:
        return otherwise
    kind, key = sent.about
    if kind not in ABOUT:
        raise NotFound(kind, key)
    found = find_owner(work.session, work.now, Kind(kind), key)
    return Owner(found.organisation or otherwise.organisation, found.place)
