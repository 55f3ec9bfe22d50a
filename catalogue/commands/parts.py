"""How a part of an object stands: what is live, what comes next, whose draft is open, and the lock of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from catalogue.facts import Kind
from catalogue.models import CatalogueObject, Edition, State

OPEN = (State.DRAFT, State.IN_REVIEW)


@dataclass
class PartState:
    """One part of one object at an instant."""

    live: Edition | None = None
    next_from: datetime | None = None
    """When the next edition, already scheduled, takes over."""
    draft: Edition | None = None
    """The one open draft, or the edition in review."""
    last_number: int = 0
    last_published: int = 0
    """The number of the newest edition that was ever published."""
    imported_digest: str | None = None
    """Digest of the newest body that came from files."""

    @property
    def lock(self) -> str:
        """Return what changes whenever anybody saves or publishes the part; whoever edits hands it back."""
        live = self.live.number if self.live else 0
        # A scheduled edition that takes over, or a withdrawal, changes what is edited though nobody published.
        shown = str(live) if live == self.last_published else f"{self.last_published}@{live}"
        draft = f"{self.draft.number}.{self.draft.lock_version}" if self.draft else "-"
        return f"{shown}/{draft}"


def find_object(session: Session, kind: Kind, key: str) -> CatalogueObject | None:
    """Return an object, published or not, or None."""
    return session.scalars(
        select(CatalogueObject).where(CatalogueObject.kind == kind, CatalogueObject.key == key)
    ).one_or_none()


def get_part_state(session: Session, target: CatalogueObject, part: str, at: datetime) -> PartState:
    """Return how a part stands at an instant."""
    if target.id is None:
        return PartState()
    return list_part_states(session, at, [target.id])[target.id, part]


def list_part_states(
    session: Session, at: datetime, objects: Iterable[int] | None = None
) -> defaultdict[tuple[int, str], PartState]:
    """Return how every part of these objects (of all, when none are named) stands, by object id and part."""
    states: defaultdict[tuple[int, str], PartState] = defaultdict(PartState)
    chosen = [] if objects is None else [Edition.object_id.in_(list(objects))]
    ahead = Edition.published_until.is_(None) | (Edition.published_until > at)
    for edition in session.scalars(
        select(Edition)
        .where(Edition.state.in_(OPEN) | ((Edition.state == State.PUBLISHED) & ahead), *chosen)
        .options(defer(Edition.body))
    ):
        state = states[edition.object_id, edition.part]
        if edition.state in OPEN:
            state.draft = edition
        elif edition.published_from <= at:
            state.live = edition
        else:
            state.next_from = min(edition.published_from, state.next_from or edition.published_from)
    last = select(
        Edition.object_id,
        Edition.part,
        func.max(Edition.number).label("number"),
        func.max(Edition.number).filter(Edition.published_from.is_not(None)).label("published"),
    ).where(*chosen)
    for row in session.execute(last.group_by(Edition.object_id, Edition.part)):
        state = states[row.object_id, row.part]
        state.last_number, state.last_published = row.number, row.published or 0
    imported = select(Edition.object_id, Edition.part, Edition.digest).where(Edition.by_person.is_(False), *chosen)
    for row in session.execute(imported.order_by(Edition.number)):
        states[row.object_id, row.part].imported_digest = row.digest
    return states
