"""What clerks do with a case: take it, pass it on, ask another organisation to help, answer, close."""

from __future__ import annotations

from catalogue.commands.inquiries.cases import add_mail, add_message, clean_text, get_for_staff, helps, move
from catalogue.context import Work
from catalogue.errors import AlreadyThere, BadInquiry
from catalogue.inquiries.deadlines import promised_day, reopening_ends
from catalogue.inquiries.kinds import InquiryKind
from catalogue.inquiries.states import Act
from catalogue.languages import languages
from catalogue.models import Inquiry, InquiryOrganisation
from catalogue.queries.calendars import get_calendar
from catalogue.queries.case_owners import is_organisation
from catalogue.rights import Person


def take(work: Work, person: Person, number: str) -> None:
    """Take a case, also from a colleague who has it. Raises `NotFound` and `WrongState`."""
    inquiry = get_for_staff(work, person, number)
    if inquiry.assigned_to == person.mail and inquiry.state == "assigned":
        # The button was pressed twice.
        return
    move(work, inquiry, Act.TAKE, before=inquiry.assigned_to)
    inquiry.assigned_to = person.mail


def transfer(work: Work, person: Person, number: str, organisation: str) -> None:
    """Hand a case to another organisation, which owes the answer from now on; the promised day stays.

    Raises `NotFound`, `WrongState`, `BadInquiry` for no organisation and `AlreadyThere` where it lies already.
    """
    inquiry = get_for_staff(work, person, number)
    _require_organisation(work, inquiry, organisation)
    move(work, inquiry, Act.TRANSFER, **{"from": inquiry.organisation, "to": organisation})
    inquiry.organisation, inquiry.assigned_to = organisation, None
    row = work.session.get(InquiryOrganisation, (inquiry.id, organisation))
    if row is not None:
        work.session.delete(row)


def involve(work: Work, person: Person, number: str, organisation: str) -> None:
    """Ask another organisation to help; the first one makes the case one of several, with a later promised day.

    Raises `NotFound`, `WrongState`, `BadInquiry` for no organisation and `AlreadyThere` for one that has it.
    """
    inquiry = get_for_staff(work, person, number)
    _require_organisation(work, inquiry, organisation)
    if helps(work, inquiry, organisation):
        raise AlreadyThere("organisation", organisation)
    calendar = get_calendar(work.session, work.now, inquiry.place)
    since = calendar.today(inquiry.received_at)
    later = promised_day(InquiryKind(inquiry.kind), since, calendar, several=True)
    move(work, inquiry, Act.INVOLVE, to=organisation)
    work.session.add(InquiryOrganisation(inquiry_id=inquiry.id, organisation=organisation))
    if inquiry.notified_at is None:
        inquiry.promised = max(inquiry.promised, later)


def answer(work: Work, person: Person, number: str, text: str, language: str) -> None:
    """Answer a case that somebody has taken; the person is told by mail that there is an answer, not what it says.

    Raises `NotFound`, `WrongState`, and `BadInquiry` for an answer that is empty or too long.
    """
    inquiry = get_for_staff(work, person, number)
    if language not in languages():
        raise BadInquiry((("language", "unknown"),))
    # What the office writes is meant for the person alone and is not masked: it may name a date or a sum.
    said = clean_text(text, masked=False)
    move(work, inquiry, Act.ANSWER)
    calendar = get_calendar(work.session, work.now, inquiry.place)
    inquiry.answered_at = work.now
    inquiry.reopen_until = reopening_ends(calendar.today(work.now), calendar)
    add_message(work, inquiry, "office", said, language)
    add_mail(work, inquiry, "answer")


def close(work: Work, person: Person, number: str) -> None:
    """Close a case that was answered; within its time the person may still open it again."""
    inquiry = get_for_staff(work, person, number)
    move(work, inquiry, Act.CLOSE)
    inquiry.closed_at = work.now


def _require_organisation(work: Work, inquiry: Inquiry, organisation: str) -> None:
    if not is_organisation(work.session, work.now, organisation):
        raise BadInquiry((("organisation", "unknown" if organisation else "empty"),))
    if organisation == inquiry.organisation:
        raise AlreadyThere("organisation", organisation)
