"""Cases for tests: received, taken and answered in the small country of `content_builder`."""

from __future__ import annotations

from itertools import count

from sqlalchemy import select

from catalogue.commands.inquiries.handle import answer, take
from catalogue.commands.inquiries.receive import Receipt, Sent, receive
from catalogue.context import Catalogue
from catalogue.models import Inquiry, InquiryMessage, InquiryStep
from catalogue.rights import Grant, Person, Role

CLERK = Person(11, "clara@example.org", "Clara", (Grant(Role.DESK, "registry"),), "en")
ELSEWHERE = Person(12, "tom@example.org", "Tom", (Grant(Role.DESK, "town-hall"),), "en")
REVIEWER = Person(13, "rita@example.org", "Rita", (Grant(Role.REVIEWER, "registry"),), "en")
EDITOR = Person(14, "ed@example.org", "Ed", (Grant(Role.EDITOR),), "en")
CONTACT = {"name": "Quentin Quill", "mail": "quentin.quill@post.example.org", "phone": "+64 3 555 0199"}
TEXT = "The counter asked for a stamp that no page names."

_keys = count()


def a_form(**changes) -> Sent:
    """A complaint about the small country's one service, from a form of its own."""
    values = {
        "kind": "complaint",
        "text": TEXT,
        "language": "en",
        "form_key": f"form-{next(_keys)}",
        "about": ("service", "register-birth"),
    }
    return Sent(**{**values, **changes})


def a_case(catalogue: Catalogue, **changes) -> Receipt:
    """Receive a case and return its receipt."""
    with catalogue.work("person") as work:
        return receive(work, catalogue.inquiry_seal, a_form(**changes))


def an_answered_case(catalogue: Catalogue, text: str = "No stamp is needed.", **changes) -> Receipt:
    """Receive a case that a clerk takes and answers."""
    receipt = a_case(catalogue, **changes)
    with catalogue.work(CLERK.mail) as work:
        take(work, CLERK, receipt.number)
        answer(work, CLERK, receipt.number, text, "en")
    return receipt


def row_of(catalogue: Catalogue, number: str) -> Inquiry:
    """The case as it is stored."""
    with catalogue.reading("en") as reading:
        return reading.session.scalars(select(Inquiry).where(Inquiry.number == number)).one()


def trail_of(catalogue: Catalogue, number: str) -> list[tuple[str, str, str]]:
    """Actor, act and state of every step."""
    with catalogue.reading("en") as reading:
        rows = reading.session.execute(
            select(InquiryStep.actor, InquiryStep.act, InquiryStep.state)
            .join(Inquiry, Inquiry.id == InquiryStep.inquiry_id)
            .where(Inquiry.number == number)
            .order_by(InquiryStep.id)
        )
        return [tuple(row) for row in rows]


def texts_of(catalogue: Catalogue, number: str) -> list[tuple[str, str]]:
    """Side and text of every message."""
    with catalogue.reading("en") as reading:
        rows = reading.session.execute(
            select(InquiryMessage.side, InquiryMessage.text)
            .join(Inquiry, Inquiry.id == InquiryMessage.inquiry_id)
            .where(Inquiry.number == number)
            .order_by(InquiryMessage.id)
        )
        return [tuple(row) for row in rows]
