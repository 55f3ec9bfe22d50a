"""The outbox of mails about cases: the next letter with its words, and what came of sending it.

A letter names the number and where to read, and nothing of what anybody wrote: mails are read by others, too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import select

from catalogue.context import Catalogue, Work
from catalogue.inquiries.numbers import shown_number
from catalogue.inquiries.words import case_words
from catalogue.languages import formats
from catalogue.models import Inquiry, InquiryContact, InquiryMail, place_of_contact
from catalogue.queries.frame import get_frame
from catalogue.sealing import Seal

ACTOR = "mail"
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
_DOUBLINGS = 9


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is to be sent now."""

    id: int
    number: str
    to: str = field(repr=False)
    subject: str
    text: str
    language: str
    due_at: datetime


def begin_letter(catalogue: Catalogue) -> Letter | None:
    """Return the next letter that is due, or None. One whose person left no address, or is forgotten, is given up.

    Whoever calls holds the lease of mail: nobody else sends the same one.
    """
    while True:
        with catalogue.work(ACTOR) as work:
            waits = (InquiryMail.sent_at.is_(None), InquiryMail.given_up_at.is_(None), InquiryMail.due_at <= work.now)
            mail = work.session.scalars(
                select(InquiryMail).where(*waits).order_by(InquiryMail.due_at, InquiryMail.id).limit(1)
            ).first()
            if mail is None:
                return None
            inquiry = work.session.get_one(Inquiry, mail.inquiry_id)
            to = _address(work, catalogue.inquiry_seal, inquiry)
            if to is None:
                mail.given_up_at = work.now
                continue
            found = (mail.id, mail.about, mail.due_at, inquiry.number, inquiry.language, inquiry.promised)
        break
    return _letter(catalogue, to, *found)


def note_sent(catalogue: Catalogue, id: int) -> None:
    """Say that the server took a mail. It may have been forgotten meanwhile."""
    with catalogue.work(ACTOR) as work:
        mail = work.session.get(InquiryMail, id)
        if mail is not None:
            mail.sent_at, mail.tries = work.now, mail.tries + 1


def note_failure(catalogue: Catalogue, id: int, *, for_good: bool) -> None:
    """Say that the server did not take a mail: it is due again after a pause that doubles, or given up `for_good`."""
    with catalogue.work(ACTOR) as work:
        mail = work.session.get(InquiryMail, id)
        if mail is None:
            return
        mail.due_at = work.now + min(FIRST_PAUSE * 2 ** min(mail.tries, _DOUBLINGS), LONGEST_PAUSE)
        mail.tries += 1
        if for_good:
            mail.given_up_at = work.now


def _address(work: Work, seal: Seal, inquiry: Inquiry) -> str | None:
    contact = work.session.get(InquiryContact, inquiry.id)
    opened = seal.open(contact.sealed, place_of_contact(inquiry.number)) if contact else None
    return json.loads(opened).get("mail") if opened else None


def _letter(
    catalogue: Catalogue, to: str, id: int, about: str, due_at: datetime, number: str, language: str, promised: date
) -> Letter:
    words = case_words(language)
    with catalogue.reading(language) as reading:
        portal = get_frame(reading).portal.value
        day = formats.long_date(promised, language)
    link = f"{catalogue.settings.public_address}/{language}/help/follow"
    values = {"number": shown_number(number), "portal": portal, "promised": day}
    mail = words.mails[about]
    text = mail.text.format(**values) + "\n" + words.ending.format(link=link)
    return Letter(id, number, to, mail.subject.format(**values), text, language, due_at)
