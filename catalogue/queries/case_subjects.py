"""What a right is asked about when it is about a case: the organisations that have it, with all above them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import Inquiry, InquiryOrganisation
from catalogue.queries.subjects import Hierarchy
from catalogue.rights import Action, Person, Subject, may

HANDLING = (Action.USE_DESK, Action.REVIEW)
"""One of these is enough to handle a case: clerks and reviewers do."""


def subject_of_case(session: Session, inquiry: Inquiry, now: datetime) -> Subject:
    """Return the subject that a case is."""
    helping = session.scalars(
        select(InquiryOrganisation.organisation).where(InquiryOrganisation.inquiry_id == inquiry.id)
    )
    return subject_with(Hierarchy.read(session, now=now), (inquiry.organisation, *helping), inquiry.place)


def subject_with(hierarchy: Hierarchy, organisations: Iterable[str | None], place: str | None) -> Subject:
    """Return the subject of a case that these organisations have, at a place."""
    above = frozenset[str]().union(*(hierarchy.up_from(one) for one in organisations))
    return Subject(None, None, above, place)


def may_handle(person: Person, subject: Subject) -> bool:
    """Tell whether somebody may read a case and act on it."""
    return any(may(person, action, subject) for action in HANDLING)
