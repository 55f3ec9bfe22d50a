"""What a load of content files would do, part by part: decided here, done in `import_content`, shown by a dry run."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.commands.numbers import NewNumbers, list_new_numbers
from catalogue.commands.parts import PartState, list_part_states
from catalogue.context import Work
from catalogue.errors import InvalidContent, Problem
from catalogue.facts import Facts, Kind, Pin
from catalogue.files.content import Content, Entry
from catalogue.models import FACTS, CatalogueObject, Event, Redirect, digest_of


class Step(StrEnum):
    """What a load does with one part."""

    ADD = "add"
    """The part is new and is published."""
    CHANGE = "change"
    """The file replaces what an earlier load published."""
    DRAFT = "draft"
    """The file changed, but a person made what is live or withdrew the part: the file becomes a draft."""
    HELD = "held"
    """As before, but somebody has a draft open, which is left alone: the file waits until it is closed."""
    DROP = "drop"
    """An earlier load left a draft, and the file says again what is live: the draft is withdrawn."""
    KEEP = "keep"
    """A person's edition is live, or a person withdrew the part, and the file says nothing new."""
    ABSENT = "absent"
    """It is live, and no file has it any more; it is left as it is."""
    WITHDRAW = "withdraw"
    """The same, and it was asked that such parts be withdrawn."""


@dataclass(frozen=True)
class PartChange:
    """What a load does with one part of one object."""

    step: Step
    kind: Kind
    key: str
    part: str


@dataclass(frozen=True)
class ImportReport:
    """What a load did, or would do. What stays as it is, because the files say the same, is counted only."""

    changes: tuple[PartChange, ...] = ()
    unchanged: int = 0
    numbers: NewNumbers = ()
    redirects: tuple[tuple[str, str, str], ...] = ()
    """Kind, old id and new id of redirects that are new."""
    sequence: int | None = None
    """The sequence number of what was published; None when nothing was, or for a dry run."""

    def list_parts(self, *steps: Step) -> tuple[PartChange, ...]:
        """Return the changes of these steps."""
        return tuple(change for change in self.changes if change.step in steps)

    @property
    def is_empty(self) -> bool:
        """Tell whether the load leaves the catalogue as it was."""
        idle = (Step.KEEP, Step.HELD, Step.ABSENT)
        return not self.numbers and not self.redirects and all(change.step in idle for change in self.changes)


@dataclass
class PlannedPart:
    """One part of the files beside the same part of the database."""

    change: PartChange
    target: CatalogueObject | None
    state: PartState
    body: dict[str, Any] = field(default_factory=dict)
    facts: Facts | None = None


@dataclass
class ImportPlan:
    """Everything that a load would do."""

    parts: list[PlannedPart]
    unchanged: int
    numbers: NewNumbers
    redirects: tuple[tuple[str, str, str], ...]

    def report(self, sequence: int | None = None) -> ImportReport:
        """Return the plan as a report."""
        changes = tuple(planned.change for planned in self.parts)
        return ImportReport(changes, self.unchanged, self.numbers, self.redirects, sequence)


def plan_import(work: Work, content: Content, *, withdraw_absent: bool = False) -> ImportPlan:
    """Compare the files with the database and decide what to do with each part. Nothing is written.

    Raises `InvalidContent` when the ledgers of numbers contradict each other, a variant has no service, or a pin leads
    to what is neither in the files nor published.
    """
    session = work.session
    objects = {(Kind(target.kind), target.key): target for target in session.scalars(select(CatalogueObject))}
    states = list_part_states(session, work.now)
    _refuse_orphans(content, objects)
    _refuse_idle_pins(content, {name for name, target in objects.items() if states[target.id, FACTS].live})
    withdrawals = _last_withdrawals(session)
    planned, unchanged, seen = [], 0, set()
    for entry in content.list_entries():
        target = objects.get((entry.kind, entry.key))
        for part, body in bodies_of(entry):
            state = states[target.id, part] if target is not None else PartState()
            if target is not None:
                seen.add((target.id, part))
            owned = target is not None and _is_withdrawn_by_person(target, part, withdrawals)
            step = _step(state, digest_of(body), owned)
            if step is None:
                unchanged += 1
                continue
            change = PartChange(step, entry.kind, entry.key, part)
            planned.append(PlannedPart(change, target, state, body, entry.facts if part == FACTS else None))
    for (kind, key), target in sorted(objects.items()):
        parts = sorted(part for (owner, part), state in states.items() if owner == target.id and state.live)
        for part in parts:
            if (target.id, part) not in seen and (kind, key) not in content.unreadable:
                step = Step.WITHDRAW if withdraw_absent else Step.ABSENT
                planned.append(PlannedPart(PartChange(step, kind, key, part), target, states[target.id, part]))
    return ImportPlan(planned, unchanged, list_new_numbers(session, content), _new_redirects(session, content))


def _refuse_orphans(content: Content, objects: Mapping[tuple[Kind, str], CatalogueObject]) -> None:
    orphans = [
        Problem(entry.facts_path, "file", "There is no such service to vary.", "Add the service, or remove the file.")
        for entry in content.list_entries(Kind.VARIANT)
        if not any((Kind.SERVICE, entry.key.partition("/")[0]) in known for known in (content.objects, objects))
    ]
    if orphans:
        raise InvalidContent(tuple(orphans))


def _refuse_idle_pins(content: Content, published: Collection[tuple[Kind, str]]) -> None:
    idle = []
    for entry in content.list_entries(Kind.PIN):
        if isinstance(entry.facts, Pin):
            kind, key = entry.facts.target
            if not content.has(Kind(kind), key) and (Kind(kind), key) not in published:
                problem = f"The {kind.replace('_', ' ')} “{key}” is neither in the files nor published."
                idle.append(Problem(entry.facts_path, kind, problem, "Name another, or remove the pin."))
    if idle:
        raise InvalidContent(tuple(idle))


def bodies_of(entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the parts of an object: its facts before its words, which speak of them."""
    yield FACTS, entry.facts.to_plain()
    for language, words in sorted(entry.words.items()):
        yield language, words.to_plain()


def _step(state: PartState, digest: str, withdrawn_by_person: bool) -> Step | None:
    live = state.live
    if live is not None and live.digest == digest:
        return Step.DROP if state.draft is not None and not state.draft.by_person else None
    by_person = live.by_person if live is not None else withdrawn_by_person or state.next_from is not None
    if not by_person:
        return Step.CHANGE if live is not None else Step.ADD
    if state.imported_digest == digest:
        return Step.KEEP
    return Step.HELD if state.draft is not None and state.draft.by_person else Step.DRAFT


def _last_withdrawals(session: Session) -> dict[tuple[int, str], bool]:
    """Return by object and part whether a person made the last withdrawal; else its files were gone."""
    rows = session.execute(
        select(Event.object_id, Event.details).where(Event.action == "withdrawn").order_by(Event.id)
    ).all()
    return {(row.object_id, row.details["part"]): row.details.get("by_person", True) for row in rows}


def _is_withdrawn_by_person(target: CatalogueObject, part: str, withdrawals: Mapping[tuple[int, str], bool]) -> bool:
    """Tell whether a part that is not live stays away because a person withdrew it, or the object with all parts."""
    whole = target.withdrawn_at is not None and withdrawals.get((target.id, FACTS), True)
    return whole or withdrawals.get((target.id, part), False)


def _new_redirects(session: Session, content: Content) -> tuple[tuple[str, str, str], ...]:
    known = {(row.kind, row.key): row.to_key for row in session.scalars(select(Redirect))}
    return tuple(
        (redirect.kind, redirect.old, redirect.new)
        for redirect in content.redirects
        if known.get((redirect.kind, redirect.old)) != redirect.new
    )
