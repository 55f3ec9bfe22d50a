"""Restoring: any edition of a part, however old, becomes the draft of the next one."""

from __future__ import annotations

from sqlalchemy import select

from catalogue.commands.parts import get_part_state
from catalogue.commands.save_draft import save_draft
from catalogue.commands.staff import get_locked_state, get_target, log, require_edit
from catalogue.context import Work
from catalogue.errors import NotFound, WrongState
from catalogue.facts import Kind
from catalogue.models import Edition
from catalogue.rights import Person


def restore_edition(work: Work, person: Person, kind: Kind, key: str, part: str, number: int, *, lock: str) -> str:
    """Make a draft that says what an earlier edition said, and return the new lock. It goes through review as any.

    Raises `WrongState` while a draft is open, which it would overwrite, `NotFound` for an edition that is not there,
    `Conflict` when the part changed since it was read.
    """
    require_edit(work, person, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    state = get_locked_state(work, kind, key, part, lock)
    if state.draft is not None:
        raise WrongState(kind, key, part, str(state.draft.state))
    body = work.session.scalars(
        select(Edition.body).where(Edition.object_id == target.id, Edition.part == part, Edition.number == number)
    ).first()
    if body is None:
        raise NotFound(kind, key)
    restored = save_draft(work, kind, key, part, body, lock=lock)
    draft = get_part_state(work.session, target, part, work.now).draft
    if draft is not None:
        log(work, "restored", target, draft, number=number)
    return restored
