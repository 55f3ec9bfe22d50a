"""What time does to cases: late ones are told of and escalated, answered ones close, and what is over is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.commands.inquiries.cases import add_mail, move
from catalogue.context import Catalogue, Work
from catalogue.inquiries.deadlines import CONTACT_KEPT, CONTACT_KEPT_AT_MOST, TEXTS_KEPT, judge_lateness
from catalogue.inquiries.states import OPEN, Act, InquiryState
from catalogue.models import Inquiry, InquiryContact, InquiryMail, InquiryMessage
from catalogue.queries.calendars import get_calendar
from catalogue.queries.subjects import Hierarchy

ACTOR = "time"
AT_ONCE = 200
"""Cases per transaction: editors do not wait long for a job."""


def tell_of_late(catalogue: Catalogue) -> int:
    """Tell people whose answer is late, and the organisations above; return of how many cases."""
    return _each(catalogue, _late, _tell_of_late)


def close_answered(catalogue: Catalogue) -> int:
    """Close what was answered and can be opened again no more; return how many cases."""
    return _each(catalogue, _answered, _close_answered)


def forget_contacts(catalogue: Catalogue) -> int:
    """Delete how to reach people whose case is over, and their mails; return of how many cases."""
    return _each(catalogue, _with_contact, _forget_contact)


def forget_texts(catalogue: Catalogue) -> int:
    """Delete the texts of cases that were closed long ago, and let their codes be good no more; return how many."""
    return _each(catalogue, _with_texts, _forget_texts)


def _each(
    catalogue: Catalogue, find: Callable[[Session, datetime], list[int]], act: Callable[[Work, Inquiry], bool]
) -> int:
    """Do an act to every case that is found, each looked at again under its lock; return to how many it was done.

    Read first: most of the time nothing is due, and nobody needs to wait for a writer then.
    """
    with catalogue.reading("en") as reading:
        due = find(reading.session, reading.now)
    done = 0
    for start in range(0, len(due), AT_ONCE):
        with catalogue.work(ACTOR) as work:
            rows = work.session.scalars(
                select(Inquiry)
                .where(Inquiry.id.in_(due[start : start + AT_ONCE]))
                .order_by(Inquiry.id)
                .with_for_update()
            ).all()
            done += sum(act(work, inquiry) for inquiry in rows)
    return done


def _late(session: Session, now: datetime) -> list[int]:
    # The day changes at another hour in every place, so a day more is looked at, and judged one by one.
    return list(
        session.scalars(
            select(Inquiry.id)
            .where(Inquiry.state.in_(OPEN), Inquiry.promised <= now.date(), Inquiry.escalated_at.is_(None))
            .order_by(Inquiry.id)
        )
    )


def _tell_of_late(work: Work, inquiry: Inquiry) -> bool:
    if inquiry.state not in OPEN:
        return False
    calendar = get_calendar(work.session, work.now, inquiry.place)
    late = judge_lateness(
        calendar.today(work.now),
        inquiry.promised,
        calendar,
        notified=inquiry.notified_at is not None,
        escalated=inquiry.escalated_at is not None,
    )
    if late is None:
        return False
    if late.notice:
        move(work, inquiry, Act.NOTIFY, before=inquiry.promised.isoformat(), promised=late.promised.isoformat())
        inquiry.notified_at, inquiry.promised = work.now, late.promised
        add_mail(work, inquiry, "late")
    if late.escalation:
        above = Hierarchy.read(work.session, now=work.now).parents.get(inquiry.organisation or "")
        move(work, inquiry, Act.ESCALATE, to=above)
        inquiry.escalated_at, inquiry.escalated_to = work.now, above
    return True


def _answered(session: Session, now: datetime) -> list[int]:
    return list(
        session.scalars(
            select(Inquiry.id)
            .where(Inquiry.state == InquiryState.ANSWERED, Inquiry.reopen_until <= now.date())
            .order_by(Inquiry.id)
        )
    )


def _close_answered(work: Work, inquiry: Inquiry) -> bool:
    today = get_calendar(work.session, work.now, inquiry.place).today(work.now)
    if inquiry.state != InquiryState.ANSWERED or inquiry.reopen_until is None or today <= inquiry.reopen_until:
        return False
    move(work, inquiry, Act.CLOSE)
    inquiry.closed_at = work.now
    return True


def _with_contact(session: Session, now: datetime) -> list[int]:
    return list(
        session.scalars(
            select(Inquiry.id)
            .join(InquiryContact, InquiryContact.inquiry_id == Inquiry.id)
            .where(
                (Inquiry.closed_at <= now - CONTACT_KEPT) | (Inquiry.received_at <= now - CONTACT_KEPT_AT_MOST),
            )
            .order_by(Inquiry.id)
        )
    )


def _forget_contact(work: Work, inquiry: Inquiry) -> bool:
    over = inquiry.closed_at is not None and inquiry.closed_at <= work.now - CONTACT_KEPT
    if not over and inquiry.received_at > work.now - CONTACT_KEPT_AT_MOST:
        return False
    gone = delete(InquiryContact).where(InquiryContact.inquiry_id == inquiry.id).returning(InquiryContact.inquiry_id)
    work.session.execute(delete(InquiryMail).where(InquiryMail.inquiry_id == inquiry.id))
    return work.session.scalars(gone).first() is not None


def _with_texts(session: Session, now: datetime) -> list[int]:
    return list(
        session.scalars(
            select(Inquiry.id)
            .where(Inquiry.closed_at <= now - TEXTS_KEPT, Inquiry.forgotten_at.is_(None))
            .order_by(Inquiry.id)
        )
    )


def _forget_texts(work: Work, inquiry: Inquiry) -> bool:
    if inquiry.closed_at is None or inquiry.closed_at > work.now - TEXTS_KEPT or inquiry.forgotten_at is not None:
        return False
    move(work, inquiry, Act.FORGET)
    work.session.execute(delete(InquiryMessage).where(InquiryMessage.inquiry_id == inquiry.id))
    inquiry.digest, inquiry.forgotten_at = None, work.now
    return True
