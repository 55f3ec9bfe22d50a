"""Loading content files into the database: in one transaction, twice the same as once, never over a person's edit."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.commands.import_plan import ImportPlan, ImportReport, PartChange, PlannedPart, Step, plan_import
from catalogue.commands.numbers import write_numbers
from catalogue.commands.parts import find_object
from catalogue.commands.release import Releases
from catalogue.commands.save_draft import save_draft
from catalogue.commands.withdraw import withdraw
from catalogue.context import Catalogue, Work
from catalogue.errors import InvalidContent
from catalogue.facts import Kind
from catalogue.files.content import Content
from catalogue.models import FACTS, CatalogueObject, CatalogueState, Redirect, State

ACTOR = "files"
"""Who stands in the log for what content files say."""


def import_content(
    catalogue: Catalogue,
    content: Content,
    *,
    dry_run: bool = False,
    withdraw_absent: bool = False,
    digest: str | None = None,
) -> ImportReport:
    """Make the database say what the files say, and report what changed; a dry run only reports.

    A part whose live edition a person made is left: where its file changed since the last load, the file becomes a
    draft. What no file has any more is reported, and withdrawn only when asked. Readers see everything at once, or,
    if the process is killed on the way, nothing. `digest` is remembered as that of the folder that was loaded.

    Raises `InvalidContent` when the files have faults or their numbers contradict the database's.
    """
    if content.problems:
        raise InvalidContent(content.problems)
    if dry_run:
        with catalogue.reading("en") as reading:
            work = Work(session=reading.session, actor=ACTOR, now=reading.now)
            return plan_import(work, content, withdraw_absent=withdraw_absent).report()
    with catalogue.work(ACTOR) as work:
        work.lock()
        plan = plan_import(work, content, withdraw_absent=withdraw_absent)
        _do(work, plan)
        if digest is not None:
            work.session.scalars(select(CatalogueState)).one().loaded = digest
        return plan.report(work.sequence)


def _do(work: Work, plan: ImportPlan) -> None:
    made: dict[tuple[Kind, str], CatalogueObject] = {}
    releases = Releases(work, "loaded", alone=False)
    for planned in plan.parts:
        if planned.change.step in (Step.ADD, Step.CHANGE):
            target = planned.target or _make_object(work, planned.change.kind, planned.change.key, made)
            releases.add(target, planned.change.part, planned.body, planned.state, facts=planned.facts, by_person=False)
    releases.finish()
    for planned in plan.parts:
        if planned.change.step is Step.DRAFT:
            _leave_draft(work, planned)
        elif planned.change.step is Step.DROP:
            planned.state.draft.state = State.WITHDRAWN
    _withdraw(work, [planned.change for planned in plan.parts if planned.change.step is Step.WITHDRAW])
    write_numbers(work.session, plan.numbers)
    for kind, old, new in plan.redirects:
        work.session.merge(Redirect(kind=kind, key=old, to_key=new))
    if plan.redirects:
        # Addresses lead elsewhere now, and what readers keep is thrown away only at a new sequence number.
        work.take_sequence()


def _make_object(work: Work, kind: Kind, key: str, made: dict[tuple[Kind, str], CatalogueObject]) -> CatalogueObject:
    """Return an object made by this load, or make it. Services come before variants, so the parent is there."""
    if (kind, key) not in made:
        target = made[kind, key] = CatalogueObject(kind=kind, key=key)
        if kind == Kind.VARIANT:
            service = (Kind.SERVICE, key.partition("/")[0])
            target.parent = made.get(service) or find_object(work.session, *service)
        work.session.add(target)
    return made[kind, key]


def _leave_draft(work: Work, planned: PlannedPart) -> None:
    change = planned.change
    lock = planned.state.lock
    save_draft(work, change.kind, change.key, change.part, planned.body, lock=lock, by_person=False)


def _withdraw(work: Work, changes: list[PartChange]) -> None:
    whole = {(change.kind, change.key) for change in changes if change.part == FACTS}
    for kind, key in sorted(whole):
        withdraw(work, kind, key, by_person=False)
    for change in changes:
        if (change.kind, change.key) not in whole:
            withdraw(work, change.kind, change.key, part=change.part, by_person=False)
