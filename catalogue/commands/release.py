"""Putting editions in force: what publishing and importing share, for one part or for thousands in one work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import case, delete, select, update

from catalogue.commands.parts import PartState, find_object
from catalogue.commands.references import list_mentions, list_references
from catalogue.context import Work
from catalogue.database import insert_into
from catalogue.errors import NotFound
from catalogue.facts import FACTS_OF_KIND, Facts, Kind
from catalogue.models import (
    FACTS,
    CatalogueObject,
    Edition,
    Event,
    OutboxRow,
    Reach,
    Redirect,
    Reference,
    State,
    digest_of,
)

IN_EVERYTHING = (Kind.PACK, Kind.PLACE)
"""What languages, time zones, holidays and local rules come from."""


@dataclass
class _Released:
    target: CatalogueObject
    edition: Edition
    before: Edition | None
    facts: Facts | None


@dataclass
class Releases:
    """The editions that one work puts in force; `finish` writes what goes with them."""

    work: Work
    action: str
    """What the log calls it."""
    alone: bool = True
    """Whether the work changes nothing besides, such as where old addresses lead."""
    _released: list[_Released] = field(default_factory=list)

    def add(
        self,
        target: CatalogueObject,
        part: str,
        body: dict[str, Any],
        state: PartState,
        *,
        at: datetime | None = None,
        facts: Facts | None = None,
        by_person: bool = True,
        **fields: Any,
    ) -> Edition:
        """Put a body in force from an instant (now), until the next one that is scheduled already.

        A person's publication uses up the open draft: one of a person becomes the edition, one that files left is
        done with. `facts` spare parsing the body again; `fields` are further fields of the edition.
        """
        draft = state.draft if by_person else None
        if draft is not None and not draft.by_person:
            draft.state = State.WITHDRAWN
            draft = None
        # Clocks of two machines may disagree: an edition never begins before the one that it follows.
        begins = max(at or self.work.now, state.live.published_from if state.live else self.work.now)
        edition = draft or Edition(object=target, part=part, number=state.last_number + 1, created_at=self.work.now)
        author = draft.author if draft else self.work.actor
        for name, value in {"author": author, "by_person": by_person, **fields}.items():
            setattr(edition, name, value)
        edition.body = body
        edition.digest = digest_of(body)
        if part != FACTS:
            edition.title = body["sections"].get("title")
            edition.summary = body["sections"].get("summary")
        edition.state = State.PUBLISHED
        edition.published_from = begins
        edition.published_until = state.next_from
        if state.live is not None:
            state.live.published_until = begins
        if target.withdrawn_at is not None:
            # It has pages of its own again.
            self.work.session.execute(delete(Redirect).where(Redirect.kind == target.kind, Redirect.key == target.key))
        target.withdrawn_at = None
        if part == FACTS and facts is None:
            facts = FACTS_OF_KIND[Kind(target.kind)].from_plain(body)
        if facts is not None and (begins <= self.work.now or state.live is None):
            describe(target, facts)
        self.work.session.add(edition)
        self._released.append(_Released(target, edition, state.live, facts if part == FACTS else None))
        return edition

    def finish(self) -> None:
        """Write the log, the references and the outbox, and number the work."""
        session, work = self.work.session, self.work
        if not self._released:
            return
        sequence = work.take_sequence()
        session.flush()
        references: list[dict[str, Any]] = []
        for released in self._released:
            edition, before = released.edition, released.before
            session.add(
                Event(
                    at=work.now,
                    actor=work.actor,
                    action=self.action,
                    object_id=released.target.id,
                    edition_id=edition.id,
                    before_id=before.id if before else None,
                    details={"part": edition.part, "sequence": sequence},
                )
            )
            if before is not None:
                end_references(work, before, edition.published_from)
            references += _rows(released)
        reaches = self._reaches(references)
        if references:
            session.execute(insert_into(session, Reference), references)
        announce(work, {(released.target, released.edition.published_from) for released in self._released}, reaches)
        self._released.clear()

    def _reaches(self, references: list[dict[str, Any]]) -> dict[int, Reach]:
        """Return how far the change of each object may be seen."""
        named: dict[int, set[tuple[str, str, str]]] = {}
        for row in references:
            key = (row["role"], str(row["target_kind"]), row["target_key"])
            named.setdefault(row["edition_id"], set()).add(key)
        reaches: dict[int, Reach] = {}
        for released in self._released:
            reach = self._reach(released, named.get(released.edition.id, set()))
            reaches[released.target.id] = max(reach, reaches.get(released.target.id, reach))
        return reaches

    def _reach(self, released: _Released, named: set[tuple[str, str, str]]) -> Reach:
        edition, before = released.edition, released.before
        if (
            not self.alone
            or before is None
            or released.target.kind in IN_EVERYTHING
            # What comes or ends at an instant to come follows on what may be something else by then.
            or edition.published_from > self.work.now
            or edition.published_until is not None
            or named != self._named_by(before)
        ):
            return Reach.EVERYTHING
        return Reach.INSIDE if _shown_in_lists(edition) == _shown_in_lists(before) else Reach.OBJECT

    def _named_by(self, edition: Edition) -> set[tuple[str, str, str]]:
        rows = self.work.session.execute(
            select(Reference.role, Reference.target_kind, Reference.target_key).where(
                Reference.edition_id == edition.id
            )
        )
        return {(row.role, str(row.target_kind), row.target_key) for row in rows}


def describe(target: CatalogueObject, facts: Facts) -> None:
    """Repeat on the object what lists and lookups need of its live facts."""
    target.code = getattr(facts, "code", None)
    target.sort = getattr(facts, "order", 0)


def end_references(work: Work, edition: Edition, at: datetime) -> None:
    """Let the references of an edition end with it."""
    work.session.execute(update(Reference).where(Reference.edition_id == edition.id).values(live_until=at))


def announce(
    work: Work, changes: set[tuple[CatalogueObject, datetime]], reaches: Mapping[int, Reach] = MappingProxyType({})
) -> None:
    """Write into the outbox which objects change, when, and how far it reaches. A variant changes its service."""
    rows: dict[tuple[int, datetime], Reach] = {}
    for target, due in changes:
        reach = reaches.get(target.id, Reach.EVERYTHING)
        for target_id in (target.id, target.parent_id):
            if target_id is not None:
                rows[target_id, due] = max(reach, rows.get((target_id, due), reach))
    session = work.session
    row = insert_into(session, OutboxRow)
    keys = (OutboxRow.sequence, OutboxRow.object_id, OutboxRow.due)
    # Of two changes of one object under one number the further one counts.
    furthest = case((row.excluded.reach > OutboxRow.reach, row.excluded.reach), else_=OutboxRow.reach)
    session.execute(
        row.on_conflict_do_update(index_elements=keys, set_={"reach": furthest}),
        [
            {
                "sequence": work.take_sequence(),
                "object_id": target_id,
                "due": due,
                "reach": int(reach),
                "announced_at": work.now if due <= work.now else None,
            }
            for (target_id, due), reach in sorted(rows.items())
        ],
    )


def _shown_in_lists(edition: Edition) -> tuple[Any, ...]:
    """Return what others show of an object by this part of it: see `queries.live`."""
    if edition.part == FACTS:
        return edition.body.get("code"), edition.body.get("order")
    return edition.title, edition.summary


def find_or_make_object(work: Work, kind: Kind, key: str) -> CatalogueObject:
    """Return an object, made now if it is new. Raises `NotFound` for a variant whose service is not there."""
    target = find_object(work.session, kind, key)
    if target is None:
        parent = None
        if kind == Kind.VARIANT:
            service = key.partition("/")[0]
            parent = find_object(work.session, Kind.SERVICE, service)
            if parent is None:
                raise NotFound(Kind.SERVICE, service)
        target = CatalogueObject(kind=kind, key=key, parent=parent)
        work.session.add(target)
    return target


def _rows(released: _Released) -> list[dict[str, Any]]:
    target, edition = released.target, released.edition
    return [
        {
            "edition_id": edition.id,
            "role": role,
            "target_kind": kind,
            "target_key": key,
            "source_id": target.id,
            "live_from": edition.published_from,
            "live_until": edition.published_until,
        }
        for role, kind, key in (
            list_mentions(edition.body)
            if released.facts is None
            else list_references(Kind(target.kind), target.key, released.facts)
        )
    ]
