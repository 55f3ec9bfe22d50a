"""What every act upon a case does first and last: lock it, ask whether it may be done, write it into the trail."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from catalogue.context import Work
from catalogue.errors import BadInquiry, NotFound, WrongState
from catalogue.inquiries.states import Act, InquiryState, state_after
from catalogue.masking import mask
from catalogue.models import Inquiry, InquiryMail, InquiryMessage, InquiryOrganisation, InquiryStep
from catalogue.queries.case_subjects import may_handle, subject_of_case
from catalogue.rights import Action, Person, require

LONGEST_TEXT = 4000
"""Characters of anything that is written in a case."""
PERSON = "person"
"""The actor of what the person of a case does, whom nobody knows."""


def get_locked(work: Work, number: str) -> Inquiry:
    """Return a case, which nobody else changes until the work ends. Raises `NotFound`."""
    inquiry = work.session.scalars(select(Inquiry).where(Inquiry.number == number).with_for_update()).first()
    if inquiry is None:
        raise NotFound("inquiry", number)
    return inquiry


def get_for_staff(work: Work, person: Person, number: str, action: Action | None = None) -> Inquiry:
    """Return a case that this person handles, locked: a clerk or a reviewer of an organisation that has it.

    `action` is asked for besides. Raises `NotFound` for a case of others, so that nobody learns that there is one,
    `NotAllowed` without the action, and `ValueError` when the work is done in the name of somebody else.
    """
    if work.actor != person.mail:
        raise ValueError("the work was opened in the name of somebody else")
    inquiry = get_locked(work, number)
    subject = subject_of_case(work.session, inquiry, work.now)
    if not may_handle(person, subject):
        raise NotFound("inquiry", number)
    if action is not None:
        require(person, action, subject)
    return inquiry


def move(work: Work, inquiry: Inquiry, act: Act, actor: str | None = None, **details: Any) -> None:
    """Do an act: the case stands as the table of states says, and the trail tells. Raises `WrongState`."""
    after = state_after(InquiryState(inquiry.state), act)
    if after is None:
        raise WrongState("inquiry", inquiry.number, act.value, inquiry.state)
    inquiry.state = after.value
    add_step(work, inquiry, act, actor or work.actor, **details)


def add_step(work: Work, inquiry: Inquiry, act: Act, actor: str, **details: Any) -> None:
    """Write an act into the trail of a case."""
    said = {name: value for name, value in details.items() if value is not None}
    work.session.add(
        InquiryStep(inquiry_id=inquiry.id, at=work.now, actor=actor, act=act, state=inquiry.state, details=said)
    )


def add_message(work: Work, inquiry: Inquiry, side: str, text: str, language: str) -> None:
    """Keep what the person or the office wrote."""
    work.session.add(InquiryMessage(inquiry_id=inquiry.id, side=side, language=language, text=text, at=work.now))


def add_mail(work: Work, inquiry: Inquiry, about: str) -> None:
    """Have the person told by mail, if they left an address; who left none looks with the code."""
    work.session.add(InquiryMail(inquiry_id=inquiry.id, about=about, due_at=work.now, tries=0))


def clean_text(text: str, *, masked: bool, field: str = "text") -> str:
    """Return a text with its lines, without what tells of a person if `masked`. Raises `BadInquiry`."""
    if len(text) > LONGEST_TEXT:
        raise BadInquiry(((field, "too_long"),))
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\x00", "").split("\n")]
    kept = "\n".join(mask(line) if masked else line for line in lines).strip()
    if not kept:
        raise BadInquiry(((field, "empty"),))
    return kept


def helps(work: Work, inquiry: Inquiry, organisation: str) -> bool:
    """Tell whether an organisation helps with a case already."""
    return work.session.get(InquiryOrganisation, (inquiry.id, organisation)) is not None
