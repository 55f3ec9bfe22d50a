"""The queue of people whom the chat handed over: for clerks what they may see, for a conversation its own place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.errors import CatalogueError, NotFound
from catalogue.facts import Kind
from catalogue.handed_over import DeskReply, QueueState, digest_of_ticket
from catalogue.models import QueueEntry
from catalogue.queries.case_owners import find_default_owner
from catalogue.queries.case_subjects import subject_with
from catalogue.queries.life_events import get_life_event
from catalogue.queries.services import get_service
from catalogue.queries.subjects import Hierarchy
from catalogue.read_models.queue import DeskAnswer, PlaceInQueue, QueueLine
from catalogue.read_models.text import Text
from catalogue.rights import Action, Person, may

if TYPE_CHECKING:
    from catalogue.context import Reading

_SHOWN = (QueueState.WAITING.value, QueueState.TAKEN.value, QueueState.ANSWERED.value)


def list_queue(reading: Reading, person: Person) -> tuple[QueueLine, ...]:
    """Return today's queue as far as this clerk serves it, in the order in which people came."""
    rows = reading.session.scalars(
        select(QueueEntry)
        .where(QueueEntry.day == reading.today, QueueEntry.state.in_(_SHOWN))
        .order_by(QueueEntry.number)
    ).all()
    serves = _serving(reading.session, reading.now, person) if rows else None
    titles: dict[tuple[str, str], Text | None] = {}
    return tuple(_line(reading, row, titles) for row in rows if serves is not None and serves(row))


def get_entry(reading: Reading, person: Person, entry: int) -> QueueLine:
    """Return one of today's queue. Raises `NotFound`, also for one whom this clerk does not serve."""
    row = reading.session.get(QueueEntry, entry)
    if row is None or row.day != reading.today or not may_serve(reading.session, reading.now, person, row):
        raise NotFound("queue", str(entry))
    return _line(reading, row, {})


def find_place(reading: Reading, ticket: str) -> PlaceInQueue | None:
    """Return the place of a conversation in today's queue, with what a clerk told; None for one that has none."""
    row = reading.session.scalars(
        select(QueueEntry).where(
            QueueEntry.digest == digest_of_ticket(ticket),
            QueueEntry.day == reading.today,
            QueueEntry.state != QueueState.GONE.value,
        )
    ).first()
    if row is None:
        return None
    before = reading.session.scalar(
        select(func.count()).where(
            QueueEntry.day == row.day,
            QueueEntry.number < row.number,
            QueueEntry.state == QueueState.WAITING.value,
        )
    )
    answer = DeskAnswer(DeskReply(row.reply), row.office, row.slip) if row.reply else None
    return PlaceInQueue(row.number, before or 0, QueueState(row.state), answer)


def list_answered(reading: Reading, tickets: Iterable[str]) -> frozenset[str]:
    """Return those of the tickets whose people a clerk has told something today."""
    by_digest = {digest_of_ticket(ticket): ticket for ticket in tickets}
    found = reading.session.scalars(
        select(QueueEntry.digest).where(
            QueueEntry.digest.in_(by_digest),
            QueueEntry.day == reading.today,
            QueueEntry.state == QueueState.ANSWERED.value,
        )
    )
    return frozenset(by_digest[digest] for digest in found)


def may_serve(session: Session, now: datetime, person: Person, row: QueueEntry) -> bool:
    """Tell whether a clerk serves somebody: at the desk for questions, or at that of the body responsible."""
    return _serving(session, now, person)(row)


def _serving(session: Session, now: datetime, person: Person) -> Callable[[QueueEntry], bool]:
    hierarchy = Hierarchy.read(session, now=now)
    desk = find_default_owner(session, now).organisation

    def serves(row: QueueEntry) -> bool:
        return may(person, Action.USE_DESK, subject_with(hierarchy, (row.organisation, desk), row.place))

    return serves


def _line(reading: Reading, row: QueueEntry, titles: dict[tuple[str, str], Text | None]) -> QueueLine:
    def titled(kind: Kind, key: str | None) -> Text | None:
        if key is None:
            return None
        if (kind, key) not in titles:
            titles[kind, key] = _title(reading, kind, key)
        return titles[kind, key]

    return QueueLine(
        id=row.id,
        number=row.number,
        state=QueueState(row.state),
        since=row.since,
        language=row.language,
        service=row.service,
        service_title=titled(Kind.SERVICE, row.service),
        life_event=row.life_event,
        life_event_title=titled(Kind.LIFE_EVENT, row.life_event),
        place=row.place,
        plan=row.plan,
        taken_by=row.taken_by,
        reply=DeskReply(row.reply) if row.reply else None,
    )


def _title(reading: Reading, kind: Kind, key: str) -> Text | None:
    try:
        return (get_service if kind is Kind.SERVICE else get_life_event)(reading, key).title
    except CatalogueError:
        # It was withdrawn since.
        return None
