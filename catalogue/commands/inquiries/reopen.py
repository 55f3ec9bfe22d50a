"""The person of a case says with its code that the answer was not enough: it waits again, with a new promised day."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.commands.inquiries.cases import PERSON, add_mail, add_message, clean_text, move
from catalogue.context import Work
from catalogue.errors import NotFound, TooLate
from catalogue.inquiries.deadlines import promised_day
from catalogue.inquiries.kinds import InquiryKind
from catalogue.inquiries.numbers import digest_of_code, read_code
from catalogue.inquiries.states import Act
from catalogue.models import Inquiry, InquiryOrganisation
from catalogue.queries.calendars import get_calendar


def reopen(work: Work, code: str, text: str) -> None:
    """Open a case again, saying why; whoever had it has it still, to be taken anew.

    Raises `NotFound` for a code that is wrong or good no more, `WrongState` for a case that waits anyway, `TooLate`
    after its time, and `BadInquiry` for a text that is empty or too long.
    """
    read = read_code(code)
    found = None
    if read is not None:
        statement = select(Inquiry).where(Inquiry.digest == digest_of_code(read)).with_for_update()
        found = work.session.scalars(statement).first()
    if found is None:
        raise NotFound("inquiry", "")
    said = clean_text(text, masked=True)
    calendar = get_calendar(work.session, work.now, found.place)
    today = calendar.today(work.now)
    if found.reopen_until is not None and today > found.reopen_until:
        raise TooLate(found.number)
    move(work, found, Act.REOPEN, actor=PERSON)
    several = work.session.scalars(
        select(InquiryOrganisation.organisation).where(InquiryOrganisation.inquiry_id == found.id)
    ).first()
    found.promised = promised_day(InquiryKind(found.kind), today, calendar, several=several is not None)
    found.assigned_to = found.answered_at = found.reopen_until = found.closed_at = None
    found.notified_at = found.escalated_at = found.escalated_to = None
    add_message(work, found, "person", said, found.language)
    add_mail(work, found, "reopened")
