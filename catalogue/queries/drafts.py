"""One part of an object as an editor opens it: what it says, how it stands, and the lock that is handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.commands.parts import PartState, find_object, get_part_state
from catalogue.facts import Kind
from catalogue.models import WRITING, CatalogueObject, Edition, Event, State
from catalogue.queries.open_parts import stage_of_open
from catalogue.read_models.review import Editable

if TYPE_CHECKING:
    from catalogue.context import Reading


def get_editable(reading: Reading, kind: Kind, key: str, part: str) -> Editable:
    """Return a part for editing; one that is not there yet is empty. Rights are asked by the door and the command."""
    target = find_object(reading.session, kind, key)
    if target is None:
        return _editable(reading, kind, key, part, None, PartState())
    return _editable(reading, kind, key, part, target, get_part_state(reading.session, target, part, reading.now))


def _editable(
    reading: Reading, kind: Kind, key: str, part: str, target: CatalogueObject | None, state: PartState
) -> Editable:
    draft, live = state.draft, state.live
    begins_with = draft or live or _newest_published(reading, target, part)
    return Editable(
        kind=kind,
        key=key,
        part=part,
        body=begins_with.body if begins_with else {},
        lock=state.lock,
        stage=stage_of_open(draft.state, draft.comment) if draft else None,
        number=draft.number if draft else None,
        authors=_authors(reading, draft) if draft else (),
        note=draft.note if draft else None,
        comment=draft.comment if draft else None,
        minor=draft.minor if draft else False,
        by_files=draft is not None and not draft.by_person,
        live=live.body if live else None,
        live_number=live.number if live else None,
        behind=draft is not None and live is not None and draft.based_on != live.number,
        scheduled=_scheduled(reading, target, part) if state.next_from else (),
    )


def _newest_published(reading: Reading, target: CatalogueObject | None, part: str) -> Edition | None:
    if target is None:
        return None
    published = select(Edition).where(
        Edition.object_id == target.id, Edition.part == part, Edition.published_from.is_not(None)
    )
    return reading.session.scalars(published.order_by(Edition.number.desc())).first()


def _authors(reading: Reading, draft: Edition) -> tuple[str, ...]:
    wrote = select(Event.actor).where(Event.edition_id == draft.id, Event.action.in_(WRITING)).distinct()
    return tuple(sorted({draft.author, *reading.session.scalars(wrote)}))


def _scheduled(reading: Reading, target: CatalogueObject | None, part: str) -> tuple:
    rows = reading.session.execute(
        select(Edition.number, Edition.published_from)
        .where(
            Edition.object_id == (target.id if target else None),
            Edition.part == part,
            Edition.state == State.PUBLISHED,
            Edition.published_from > reading.now,
        )
        .order_by(Edition.published_from, Edition.number)
    )
    return tuple((row.number, row.published_from) for row in rows)
