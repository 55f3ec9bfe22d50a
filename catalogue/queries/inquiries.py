"""Cases for everybody: how one stands, by its code; what the public is told; and how long answers take."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.figures.spans import Period, span_of
from catalogue.inquiries.kinds import InquiryKind, NoteOutcome
from catalogue.inquiries.numbers import digest_of_code, read_code, shown_number
from catalogue.inquiries.states import DONE, OPEN, InquiryState
from catalogue.models import Inquiry, InquiryMessage, InquiryNote
from catalogue.queries.figures.cases import get_all_cases
from catalogue.queries.live import Bundle, fetch, selection
from catalogue.queries.named import some, together
from catalogue.queries.wording import card
from catalogue.read_models.cards import Card
from catalogue.read_models.figures import CaseFigures
from catalogue.read_models.inquiry import CaseStanding, FollowedCase, KindFigures, Message, PublicNote
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading

NOTES_SHOWN = 50

_CARDS = selection(cards=together(some(Kind.SERVICE), some(Kind.OFFICE), some(Kind.ORGANISATION)))


def get_followed(reading: Reading, code: str) -> FollowedCase:
    """Return the case of a secret code. Raises `NotFound`, alike for a code that is wrong and one that is over."""
    inquiry = _by_code(reading, code)
    bundle = named_cards(reading, [inquiry])
    organisation = bundle.get((Kind.ORGANISATION, inquiry.organisation or ""))
    messages = reading.session.scalars(
        select(InquiryMessage).where(InquiryMessage.inquiry_id == inquiry.id).order_by(InquiryMessage.id)
    )
    standing = _standing(inquiry, reading)
    can_reopen = standing.state in DONE and inquiry.reopen_until is not None and reading.today <= inquiry.reopen_until
    return FollowedCase(
        standing,
        card_of(bundle, inquiry, reading),
        card(organisation, reading).title if organisation else None,
        tuple(message_of(row) for row in messages),
        can_reopen,
    )


def get_standing(reading: Reading, code: str) -> CaseStanding:
    """Return how the case of a code stands, and nothing else of it. Raises `NotFound` as `get_followed` does."""
    return _standing(_by_code(reading, code), reading)


def list_notes(reading: Reading) -> tuple[PublicNote, ...]:
    """Return what was published of cases, the newest first."""
    rows = reading.session.execute(
        select(InquiryNote, Inquiry)
        .join(Inquiry, Inquiry.id == InquiryNote.inquiry_id)
        .where(InquiryNote.published_at.is_not(None))
        .order_by(InquiryNote.published_at.desc(), Inquiry.number)
        .limit(NOTES_SHOWN)
    ).all()
    bundle = named_cards(reading, [inquiry for _, inquiry in rows])
    told = []
    for note, inquiry in rows:
        organisation = bundle.get((Kind.ORGANISATION, inquiry.organisation or ""))
        told.append(
            PublicNote(
                NoteOutcome(note.outcome),
                Text(note.text, note.language),
                InquiryKind(inquiry.kind),
                card_of(bundle, inquiry, reading),
                card(organisation, reading).title if organisation else None,
                note.published_at.astimezone(reading.country.zone).date(),
            )
        )
    return tuple(told)


def list_figures(reading: Reading) -> tuple[KindFigures, ...]:
    """Return what became of the cases of the last twelve months, per kind in their order.

    What fewer than three did is not told, nor what would tell it by what is left of a whole. They are the same cases
    that owners are told of for these months, so that nothing follows from the one beside the other.
    """
    cases = get_all_cases(reading, span_of(Period.YEAR, reading.today))
    return tuple(_told_to_everybody(one) for one in cases.kinds)


def _told_to_everybody(cases: CaseFigures) -> KindFigures:
    received, answered, in_time = cases.received.value or None, cases.answered.value, cases.in_time.value
    return KindFigures(
        cases.kind,
        received,
        answered if received else None,
        round(100 * in_time / answered) if answered and in_time is not None else None,
        cases.days,
        cases.promised_days,
    )


def named_cards(reading: Reading, inquiries: Iterable[Inquiry]) -> Bundle:
    """Return the titles of what cases are about and who has them, in one query."""
    rows = list(inquiries)
    keys = {row.about_key for row in rows} | {row.organisation for row in rows}
    wanted = sorted(key for key in keys if key)
    return fetch(reading, _CARDS, keys=wanted) if wanted else Bundle()


def card_of(bundle: Bundle, inquiry: Inquiry, reading: Reading) -> Card | None:
    """Return what a case is about; None where that is published no more."""
    live = bundle.get((Kind(inquiry.about_kind), inquiry.about_key)) if inquiry.about_kind else None
    return card(live, reading) if live else None


def message_of(row: InquiryMessage) -> Message:
    """Return a message as it is read."""
    return Message(row.side == "person", row.text, row.language, row.at)


def is_late(inquiry: Inquiry, today: date) -> bool:
    """Tell whether an answer is owed longer than was first promised."""
    return inquiry.state in OPEN and (inquiry.notified_at is not None or today > inquiry.promised)


def _by_code(reading: Reading, code: str) -> Inquiry:
    read = read_code(code)
    # What is no code is looked for, too: the answer takes as long.
    digest = digest_of_code(read or "")
    found = reading.session.scalars(select(Inquiry).where(Inquiry.digest == digest)).first()
    if found is None:
        raise NotFound("inquiry", "")
    return found


def _standing(inquiry: Inquiry, reading: Reading) -> CaseStanding:
    zone = reading.country.zone
    return CaseStanding(
        shown_number(inquiry.number),
        InquiryKind(inquiry.kind),
        InquiryState(inquiry.state),
        inquiry.received_at.astimezone(zone).date(),
        inquiry.promised if inquiry.state in OPEN else None,
        is_late(inquiry, reading.today),
        inquiry.answered_at.astimezone(zone).date() if inquiry.answered_at else None,
        inquiry.reopen_until,
        inquiry.escalated_to is not None and inquiry.state in OPEN,
    )
