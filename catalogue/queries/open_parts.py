"""Everything that is a draft, in review or scheduled: few rows, whatever the size of the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from catalogue.facts import Kind
from catalogue.models import WRITING, CatalogueObject, Edition, Event, State
from catalogue.read_models.review import OpenPart, ScheduledPart, Stage

OPEN = (State.DRAFT, State.IN_REVIEW)


def list_open_parts(session: Session, titles: dict[int, str], *chosen: ColumnElement[bool]) -> list[OpenPart]:
    """Return what is a draft or in review, what waited longest first; `titles` names objects by their id."""
    rows = session.execute(
        select(
            Edition.id,
            Edition.object_id,
            CatalogueObject.kind,
            CatalogueObject.key,
            Edition.part,
            Edition.state,
            Edition.number,
            Edition.title,
            Edition.author,
            Edition.note,
            Edition.comment,
            Edition.created_at,
        )
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(Edition.state.in_(OPEN), *chosen)
    ).all()
    events = _events_of(session, [row.id for row in rows])
    # Of what was never published, the words that are open name the facts beside them.
    drafted = {row.object_id: row.title for row in rows if row.title}
    found = []
    for row in rows:
        acts = events[row.id]
        authors = {row.author, *(act.actor for act in acts if act.action in WRITING)}
        changed = max((act.at for act in acts), default=row.created_at)
        found.append(
            OpenPart(
                Kind(row.kind),
                row.key,
                row.part,
                row.title or titles.get(row.object_id) or drafted.get(row.object_id) or row.key,
                stage_of_open(row.state, row.comment),
                row.number,
                tuple(sorted(authors)),
                row.note,
                row.comment,
                changed,
            )
        )
    return sorted(found, key=lambda part: (part.changed, part.kind, part.key, part.part))


def list_drafted(session: Session, part: str) -> frozenset[tuple[str, str]]:
    """Return kind and key of every object of which one part is a draft or in review."""
    rows = session.execute(
        select(CatalogueObject.kind, CatalogueObject.key)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(Edition.part == part, Edition.state.in_(OPEN))
    )
    return frozenset((kind, key) for kind, key in rows)


def stage_of_open(state: str, comment: str | None) -> Stage:
    """Return where a draft or an edition in review stands."""
    if state == State.IN_REVIEW:
        return Stage.IN_REVIEW
    return Stage.DRAFT if comment is None else Stage.SENT_BACK


def list_scheduled_parts(
    session: Session, titles: dict[int, str], now: datetime, *chosen: ColumnElement[bool]
) -> list[ScheduledPart]:
    """Return what takes over later, the next one first."""
    rows = session.execute(
        select(
            Edition.object_id,
            CatalogueObject.kind,
            CatalogueObject.key,
            Edition.part,
            Edition.title,
            Edition.number,
            Edition.author,
            Edition.reviewer,
            Edition.published_from,
        )
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(Edition.state == State.PUBLISHED, Edition.published_from > now, *chosen)
        .order_by(Edition.published_from, CatalogueObject.kind, CatalogueObject.key, Edition.part, Edition.number)
    )
    return [
        ScheduledPart(
            Kind(row.kind),
            row.key,
            row.part,
            row.title or titles.get(row.object_id) or row.key,
            row.number,
            row.author,
            row.reviewer,
            row.published_from,
        )
        for row in rows
    ]


def _events_of(session: Session, editions: Iterable[int]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    rows = session.execute(
        select(Event.edition_id, Event.action, Event.actor, func.max(Event.at).label("at"))
        .where(Event.edition_id.in_(list(editions)))
        .group_by(Event.edition_id, Event.action, Event.actor)
    )
    for row in rows:
        found[row.edition_id].append(row)
    return found
