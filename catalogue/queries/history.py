"""What became of an object: its editions, who did what to it, and what differs between any two editions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased, defer

from catalogue.commands.parts import find_object
from catalogue.differences import Difference, Tell, compare_facts, compare_words
from catalogue.errors import NotFound
from catalogue.facts import Kind
from catalogue.models import FACTS, CatalogueObject, Edition, Event, State
from catalogue.queries.open_parts import OPEN, stage_of_open
from catalogue.read_models.review import Act, EditionLine, History, Stage

if TYPE_CHECKING:
    from catalogue.context import Reading


def get_history(reading: Reading, kind: Kind, key: str) -> History:
    """Return the history of an object, facts first, then languages. Raises `NotFound`."""
    target = _target(reading, kind, key)
    editions = reading.session.scalars(
        select(Edition).where(Edition.object_id == target.id).options(defer(Edition.body)).order_by(Edition.id)
    ).all()
    comments = _comments(reading, target)
    lines = [_line(edition, comments.get(edition.id), reading.now) for edition in editions]
    lines.sort(key=lambda line: (line.part != FACTS, line.part, -line.number))
    return History(kind, key, target.withdrawn_at, tuple(lines), tuple(_acts(reading, target)))


def get_difference(
    reading: Reading, kind: Kind, key: str, part: str, before: int, after: int, tell: Tell | None = None
) -> tuple[Difference, ...]:
    """Return what differs between two editions of a part, by their numbers; 0 is the empty one before the first.

    `tell` says values of facts in words. Raises `NotFound` when there is no such edition.
    """
    target = _target(reading, kind, key)
    bodies = dict.fromkeys((before, after), None) | {0: {}}
    rows = reading.session.execute(
        select(Edition.number, Edition.body).where(
            Edition.object_id == target.id, Edition.part == part, Edition.number.in_([before, after])
        )
    )
    bodies.update((row.number, row.body) for row in rows)
    old, new = bodies[before], bodies[after]
    if old is None or new is None:
        raise NotFound(kind, key)
    return compare_bodies(part, old, new, tell)


def compare_bodies(
    part: str, before: dict[str, Any], after: dict[str, Any], tell: Tell | None = None
) -> tuple[Difference, ...]:
    """Return what differs between two bodies of a part; `tell` says values of facts in words."""
    return compare_facts(before, after, tell) if part == FACTS else compare_words(before, after)


def _target(reading: Reading, kind: Kind, key: str) -> CatalogueObject:
    target = find_object(reading.session, kind, key)
    if target is None:
        raise NotFound(kind, key)
    return target


def _line(edition: Edition, comment: str | None, now: datetime) -> EditionLine:
    return EditionLine(
        edition.part,
        edition.number,
        _stage(edition, now),
        edition.author,
        edition.reviewer,
        not edition.by_person,
        edition.minor,
        edition.note,
        comment,
        edition.created_at,
        edition.published_from,
        edition.published_until,
    )


def _stage(edition: Edition, now: datetime) -> Stage:
    if edition.state in OPEN:
        return stage_of_open(edition.state, edition.comment)
    if edition.state == State.WITHDRAWN or edition.published_from is None:
        return Stage.WITHDRAWN
    if edition.published_from > now:
        return Stage.SCHEDULED
    ended = edition.published_until is not None and edition.published_until <= now
    return Stage.SUPERSEDED if ended else Stage.LIVE


def _comments(reading: Reading, target: CatalogueObject) -> dict[int, str]:
    """Return the last comment with which each edition was sent back."""
    rows = reading.session.execute(
        select(Event.edition_id, Event.details)
        .where(Event.object_id == target.id, Event.action == "returned")
        .order_by(Event.id)
    )
    return {row.edition_id: row.details.get("comment") for row in rows}


def _acts(reading: Reading, target: CatalogueObject) -> list[Act]:
    edition, before = aliased(Edition), aliased(Edition)
    rows = reading.session.execute(
        select(Event.at, Event.actor, Event.action, Event.details, edition.number, before.number.label("before"))
        .outerjoin(edition, edition.id == Event.edition_id)
        .outerjoin(before, before.id == Event.before_id)
        .where(Event.object_id == target.id)
        .order_by(Event.id.desc())
    )
    return [
        Act(row.at, row.actor, row.action, row.details.get("part"), row.number, row.before, _said(row.details))
        for row in rows
    ]


def _said(details: dict[str, Any]) -> str | None:
    if details.get("none_of"):
        return ", ".join(details["none_of"])
    return next((details[name] for name in ("comment", "reason", "note") if details.get(name)), None)
