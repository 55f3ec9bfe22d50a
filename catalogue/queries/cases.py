"""Cases for clerks and reviewers: the lists, and one case with its trail. Nobody sees those of other organisations."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select

from catalogue.errors import NotFound
from catalogue.inquiries.kinds import InquiryKind, NoteOutcome
from catalogue.inquiries.numbers import shown_number
from catalogue.inquiries.states import OPEN, TABLE, Act, InquiryState
from catalogue.models import (
    Inquiry,
    InquiryContact,
    InquiryMessage,
    InquiryNote,
    InquiryOrganisation,
    InquiryStep,
    place_of_contact,
)
from catalogue.queries.case_subjects import HANDLING, may_handle, subject_with
from catalogue.queries.inquiries import card_of, is_late, message_of, named_cards
from catalogue.queries.live import Bundle
from catalogue.queries.subjects import Hierarchy
from catalogue.read_models.inquiry import CaseLine, CaseList, Note, StaffCase, TrailStep
from catalogue.rights import ACTIONS_OF, Action, Person, may
from catalogue.sealing import Seal

if TYPE_CHECKING:
    from catalogue.context import Reading

PAGE = 30
"""Cases on one page."""


class Choice(StrEnum):
    """Which cases a list shows."""

    MINE = "mine"
    OPEN = "open"
    """All that wait for an answer."""
    LATE = "late"
    DONE = "done"


def list_cases(reading: Reading, person: Person, choice: Choice, *, page: int = 1) -> CaseList:
    """Return one page of the cases that this person handles, those first that are due first."""
    condition = and_(reached_by(reading, person), _chosen(reading, person, choice))
    total = reading.session.scalar(select(func.count()).select_from(Inquiry).where(condition)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    order = (Inquiry.answered_at.desc(),) if choice is Choice.DONE else (Inquiry.promised,)
    rows = reading.session.scalars(
        select(Inquiry).where(condition).order_by(*order, Inquiry.number).offset((page - 1) * PAGE).limit(PAGE)
    ).all()
    bundle = named_cards(reading, rows)
    return CaseList(tuple(_line(reading, row, bundle) for row in rows), total, page, pages)


def get_case(reading: Reading, person: Person, seal: Seal, number: str) -> StaffCase:
    """Return a case whole. Raises `NotFound`, also for a case of organisations that this person has no right for."""
    inquiry = reading.session.scalars(select(Inquiry).where(Inquiry.number == number)).first()
    if inquiry is None:
        raise NotFound("inquiry", number)
    session = reading.session
    helping = tuple(
        session.scalars(
            select(InquiryOrganisation.organisation)
            .where(InquiryOrganisation.inquiry_id == inquiry.id)
            .order_by(InquiryOrganisation.organisation)
        )
    )
    hierarchy = Hierarchy.read(session, now=reading.now)
    subject = subject_with(hierarchy, (inquiry.organisation, *helping), inquiry.place)
    if not may_handle(person, subject):
        raise NotFound("inquiry", number)
    messages = session.scalars(
        select(InquiryMessage).where(InquiryMessage.inquiry_id == inquiry.id).order_by(InquiryMessage.id)
    )
    steps = session.scalars(select(InquiryStep).where(InquiryStep.inquiry_id == inquiry.id).order_by(InquiryStep.id))
    note = session.get(InquiryNote, inquiry.id)
    bundle = named_cards(reading, [inquiry])
    return StaffCase(
        line=_line(reading, inquiry, bundle),
        language=inquiry.language,
        about=card_of(bundle, inquiry, reading),
        place=inquiry.place,
        helping=helping,
        messages=tuple(message_of(row) for row in messages),
        trail=tuple(
            TrailStep(row.at, row.actor, Act(row.act), row.details.get("from"), row.details.get("to")) for row in steps
        ),
        note=Note(NoteOutcome(note.outcome), note.text, note.language, note.written_by, note.published_at)
        if note
        else None,
        # Nobody reads how to reach the person but who has taken the case.
        contact=_contact(reading, seal, inquiry) if inquiry.assigned_to == person.mail else (),
        acts=frozenset(act for act, row in TABLE.items() if inquiry.state in row),
        may_publish=may(person, Action.PUBLISH, subject),
        reopen_until=inquiry.reopen_until,
    )


def _contact(reading: Reading, seal: Seal, inquiry: Inquiry) -> tuple[tuple[str, str], ...]:
    row = reading.session.get(InquiryContact, inquiry.id)
    opened = seal.open(row.sealed, place_of_contact(inquiry.number)) if row else None
    return tuple(json.loads(opened).items()) if opened else ()


def reached_by(reading: Reading, person: Person) -> ColumnElement[bool]:
    """Return the condition that one of a person's grants reaches a case."""
    hierarchy = Hierarchy.read(reading.session, now=reading.now)
    known = set(hierarchy.parents) | set(hierarchy.parents.values())
    conditions = []
    for grant in person.grants:
        if not ACTIONS_OF[grant.role].intersection(HANDLING) or grant.language is not None:
            # A case is in no language of the catalogue's, so who is trusted with one only has none of them.
            continue
        parts = [Inquiry.place == grant.place] if grant.place else []
        if grant.organisation:
            below = sorted(
                {one for one in known if grant.organisation in hierarchy.up_from(one)} | {grant.organisation}
            )
            helping = select(InquiryOrganisation.inquiry_id).where(InquiryOrganisation.organisation.in_(below))
            parts.append(or_(Inquiry.organisation.in_(below), Inquiry.id.in_(helping)))
        conditions.append(and_(Inquiry.id.is_not(None), *parts))
    return or_(Inquiry.id.is_(None), *conditions)


def _chosen(reading: Reading, person: Person, choice: Choice) -> ColumnElement[bool]:
    waits = Inquiry.state.in_(OPEN)
    match choice:
        case Choice.MINE:
            return and_(waits, Inquiry.assigned_to == person.mail)
        case Choice.LATE:
            return and_(waits, or_(Inquiry.promised < reading.today, Inquiry.notified_at.is_not(None)))
        case Choice.DONE:
            return Inquiry.state.not_in(OPEN)
    return waits


def _line(reading: Reading, inquiry: Inquiry, bundle: Bundle) -> CaseLine:
    about = card_of(bundle, inquiry, reading)
    return CaseLine(
        inquiry.number,
        shown_number(inquiry.number),
        InquiryKind(inquiry.kind),
        InquiryState(inquiry.state),
        about.title if about else None,
        inquiry.organisation,
        inquiry.assigned_to,
        inquiry.received_at.astimezone(reading.country.zone).date(),
        inquiry.promised,
        is_late(inquiry, reading.today),
        inquiry.escalated_at is not None,
    )
