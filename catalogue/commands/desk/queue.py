"""The queue of people whom the chat hands over: they join and leave; a clerk takes one, puts one back, tells them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, func, select, update

from catalogue.commands.reports.about import get_day
from catalogue.context import Catalogue, Work
from catalogue.database import insert_into
from catalogue.errors import NotFound, WrongState
from catalogue.facts import Kind
from catalogue.handed_over import (
    HIGHEST_NUMBER,
    MOST_WAITING,
    OF_AN_OFFICE,
    Codes,
    DeskReply,
    QueueState,
    digest_of_ticket,
)
from catalogue.languages import languages
from catalogue.models import QueueEntry
from catalogue.plans.code import is_plan_code
from catalogue.plans.slip import is_sound_slip_code
from catalogue.plans.symbols import normalise
from catalogue.queries.case_owners import find_default_owner, find_owner, is_place
from catalogue.queries.queue import may_serve
from catalogue.rights import Person

_TRIES = 20
_NO_CODES = dict.fromkeys(("organisation", "life_event", "service", "place", "plan", "office", "slip", "reply"))


def join_queue(work: Work, ticket: str, codes: Codes) -> int | None:
    """Put a conversation into today's queue; return its number, or None when the queue is full.

    The same ticket has one place, however often it is handed in. Codes that name nothing published are left out.
    """
    day, digest = get_day(work), digest_of_ticket(ticket)
    values = {**_sound(work, codes), "day": day, "digest": digest, "since": work.now, "state": QueueState.WAITING.value}
    for _ in range(_TRIES):
        has_place = select(QueueEntry.number).where(QueueEntry.digest == digest)
        if (number := work.session.scalars(has_place).first()) is not None:
            return number
        waiting = QueueEntry.state == QueueState.WAITING.value
        highest, waits = work.session.execute(
            select(func.coalesce(func.max(QueueEntry.number), 0), func.count().filter(waiting)).where(
                QueueEntry.day == day
            )
        ).one()
        if waits >= MOST_WAITING or highest >= HIGHEST_NUMBER:
            return None
        # Somebody else may take the same number, or this ticket be handed in twice, at this very moment.
        made = work.session.scalars(
            insert_into(work.session, QueueEntry)
            .values(number=highest + 1, **values)
            .on_conflict_do_nothing()
            .returning(QueueEntry.number)
        ).first()
        if made is not None:
            return made
    raise RuntimeError("no free number in the queue was found")


def leave_queue(work: Work, ticket: str) -> None:
    """Take a conversation out of the queue and delete its codes, whoever has it; the number stays taken."""
    work.session.execute(
        update(QueueEntry)
        .where(QueueEntry.digest == digest_of_ticket(ticket))
        .values(state=QueueState.GONE.value, taken_by=None, **_NO_CODES)
    )


def take_from_queue(work: Work, person: Person, entry: int) -> None:
    """Take somebody who waits. Of several clerks one gets them; the others are told `WrongState`.

    Raises `NotFound` for an entry of another day, or of organisations for which this clerk has no right.
    """
    found = _get(work, person, entry)
    if found.state == QueueState.TAKEN and found.taken_by == person.mail:
        # The button was pressed twice.
        return
    _move(work, found, QueueState.WAITING, QueueState.TAKEN, taken_by=person.mail)


def put_back(work: Work, person: Person, entry: int) -> None:
    """Let somebody wait again whom a clerk, this one or a colleague, has taken. Raises as `take_from_queue`."""
    _move(work, _get(work, person, entry), QueueState.TAKEN, QueueState.WAITING, taken_by=None)


def tell_person(
    work: Work, person: Person, entry: int, reply: DeskReply, *, office: str | None = None, slip: str | None = None
) -> None:
    """Tell somebody whom this clerk has taken where to come, where to call, or the code of their slip; once.

    Raises `NotFound` for an office that is not published, `ValueError` for what is no code of a slip, and as
    `take_from_queue`.
    """
    found = _get(work, person, entry)
    if found.taken_by != person.mail:
        raise WrongState("queue", str(entry), "tell", found.state)
    if reply in OF_AN_OFFICE:
        find_owner(work.session, work.now, Kind.OFFICE, office or "")
        slip = None
    else:
        if not is_sound_slip_code(slip or ""):
            raise ValueError("no code of a slip")
        office, slip = None, normalise(slip or "")
    _move(work, found, QueueState.TAKEN, QueueState.ANSWERED, reply=reply.value, office=office, slip=slip)


def forget_queue(catalogue: Catalogue) -> int:
    """Delete the queues of days that are over; return how many places that were."""
    with catalogue.work("queue") as work:
        return work.session.execute(delete(QueueEntry).where(QueueEntry.day < get_day(work))).rowcount


def _get(work: Work, person: Person, entry: int) -> QueueEntry:
    if work.actor != person.mail:
        raise ValueError("the work was opened in the name of somebody else")
    found = work.session.get(QueueEntry, entry, with_for_update=True)
    if found is None or found.day != get_day(work) or not may_serve(work.session, work.now, person, found):
        raise NotFound("queue", str(entry))
    return found


def _move(work: Work, found: QueueEntry, before: QueueState, after: QueueState, **values: Any) -> None:
    # The condition is in the statement: whatever two clerks read, one of them changes it.
    moved = work.session.execute(
        update(QueueEntry)
        .where(QueueEntry.id == found.id, QueueEntry.state == before.value)
        .values(state=after.value, **values)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:
        raise WrongState("queue", str(found.id), after.value, found.state)


def _sound(work: Work, codes: Codes) -> dict[str, Any]:
    if codes.language not in languages():
        raise ValueError("no language that we speak")
    session, now = work.session, work.now
    told = asdict(codes)
    for name, kind in (("service", Kind.SERVICE), ("life_event", Kind.LIFE_EVENT)):
        try:
            owner = find_owner(session, now, kind, told[name]) if told[name] else None
        except NotFound:
            told[name] = owner = None
        if kind is Kind.SERVICE:
            told["organisation"] = (owner or find_default_owner(session, now)).organisation
    if told["place"] is not None and not is_place(session, now, told["place"]):
        told["place"] = None
    told["plan"] = normalise(told["plan"]) if told["plan"] and is_plan_code(told["plan"]) else None
    return told
