"""Withdrawing: an object, or its words in one language, is published no more. Its history stays."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.commands.parts import find_object
from catalogue.commands.release import announce, end_references
from catalogue.context import Work
from catalogue.errors import Gone, NotFound
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, Event, State


def withdraw(
    work: Work, kind: Kind, key: str, *, part: str | None = None, by_person: bool = True, reason: str | None = None
) -> None:
    """Withdraw an object with all its parts, or its words in one language; scheduled editions go with it.

    Without its facts there is no object: to withdraw them is to withdraw all. Addresses of a withdrawn object say
    that it is gone, or redirect. Raises `NotFound`, and `Gone` when it was withdrawn before.
    """
    work.lock()
    if part == FACTS:
        part = None
    target = find_object(work.session, kind, key)
    if target is None:
        raise NotFound(kind, key)
    if target.withdrawn_at is not None:
        raise Gone(kind, key)
    ahead = Edition.published_until.is_(None) | (Edition.published_until > work.now)
    chosen = [] if part is None else [Edition.part == part]
    editions = work.session.scalars(
        select(Edition).where(Edition.object_id == target.id, Edition.state == State.PUBLISHED, ahead, *chosen)
    ).all()
    if part is not None and not editions:
        raise NotFound(kind, key)
    for edition in editions:
        edition.state = State.WITHDRAWN
        edition.published_until = work.now
        end_references(work, edition, work.now)
        _log(work, target, edition, by_person, reason)
    if part is None:
        target.withdrawn_at = work.now
    announce(work, {(target, work.now)})


def _log(work: Work, target: CatalogueObject, edition: Edition, by_person: bool, reason: str | None) -> None:
    said = {} if reason is None else {"reason": reason}
    work.session.add(
        Event(
            at=work.now,
            actor=work.actor,
            action="withdrawn",
            object_id=target.id,
            before_id=edition.id,
            details={"part": edition.part, "by_person": by_person, "sequence": work.take_sequence(), **said},
        )
    )
