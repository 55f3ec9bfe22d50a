"""Saving a draft as a member of staff: what somebody else changed meanwhile is merged, or asked about; never lost."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from catalogue.commands.parts import PartState, get_part_state
from catalogue.commands.release import find_or_make_object
from catalogue.commands.save_draft import save_draft
from catalogue.commands.staff import get_target, log, require_edit
from catalogue.context import Work
from catalogue.errors import WrongState
from catalogue.facts import Kind
from catalogue.facts.words import Words
from catalogue.merging import Choices, Collision, merge
from catalogue.models import FACTS, CatalogueObject, Edition, SavedBody, State
from catalogue.rights import Person

_LOCK = re.compile(r"(\d+)(?:@(\d+))?/(?:-|(\d+)\.(\d+))")


@dataclass(frozen=True)
class Saved:
    """What came of saving."""

    lock: str
    body: dict[str, Any]
    """What the draft says now: what was sent, and what others changed meanwhile."""
    taken_over: tuple[str, ...] = ()
    """Paths of what others changed meanwhile."""


def edit_draft(
    work: Work,
    person: Person,
    kind: Kind,
    key: str,
    part: str,
    body: dict[str, Any],
    *,
    lock: str,
    note: str | None = None,
    choices: Choices | None = None,
    chosen_against: str | None = None,
) -> Saved:
    """Save a body as the open draft of a part, merged with what others saved or published since `lock`.

    Words are saved with the spaces that their language sets beside its signs.

    Raises `Collision` when both changed the same, or when the draft was sent for review meanwhile. The same body and
    lock are then handed in again with the choices made and, as `chosen_against`, the lock that the collision names;
    whatever changed after that is asked about anew. Raises `NotAllowed`, and `NotFound` for words without facts.
    """
    require_edit(work, person, kind, key, part, body)
    body = _set(part, body)
    # Whoever waited here reads what the other one saved.
    work.lock()
    target = find_or_make_object(work, kind, key)
    state = get_part_state(work.session, target, part, work.now)
    if state.lock == lock:
        return Saved(save_draft(work, kind, key, part, body, lock=lock, note=note), body)
    # Set alike, so that a space alone is nobody's change.
    base = _set(part, _find_read(work, target, part, lock))
    theirs = _set(part, current_body(work, target, part, state))
    settled = chosen_against == state.lock
    merged = merge(part != FACTS, base, theirs, body, choices if settled else None)
    in_review = state.draft is not None and state.draft.state == State.IN_REVIEW
    if merged.clashes or (in_review and not settled):
        author = state.draft.author if state.draft else state.live.author if state.live else None
        raise Collision(kind, key, part, base, theirs, body, merged, state.lock, author, in_review)
    return Saved(
        save_draft(work, kind, key, part, merged.body, lock=state.lock, note=note), merged.body, merged.taken_over
    )


def catch_up(
    work: Work,
    person: Person,
    kind: Kind,
    key: str,
    part: str,
    *,
    lock: str,
    at: datetime | None = None,
    choices: Choices | None = None,
) -> Saved:
    """Bring a draft up to date with what was published since it was begun, so that publishing it reverts nothing.

    `at` is the instant for which it is to be scheduled: what takes over before then is merged, too. Raises `Collision`
    when both changed the same; the choices are handed in with the same lock. Raises `WrongState` when no draft is
    open, `Conflict` when somebody saved since.
    """
    require_edit(work, person, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    state = get_part_state(work.session, target, part, work.now)
    if state.draft is None:
        raise WrongState(kind, key, part, None)
    draft, live = state.draft, get_part_state(work.session, target, part, at or work.now).live
    if live is None or draft.based_on == live.number:
        return Saved(state.lock, draft.body)
    base = _body_of_number(work, target, part, draft.based_on or 0)
    merged = merge(part != FACTS, base, live.body, draft.body, choices if lock == state.lock else None)
    if merged.clashes:
        raise Collision(kind, key, part, base, live.body, draft.body, merged, state.lock, live.author, False)
    save_draft(work, kind, key, part, merged.body, lock=lock, note=draft.note)
    # A draft that files left stays as it was; the person's own takes its place.
    after = get_part_state(work.session, target, part, work.now)
    after.draft.based_on = live.number
    log(work, "caught up", target, after.draft, with_number=live.number)
    work.session.flush()
    return Saved(after.lock, merged.body, merged.taken_over)


def current_body(work: Work, target: CatalogueObject, part: str, state: PartState) -> dict[str, Any]:
    """Return what an editor begins with: the open draft, or what is live, or what was published last."""
    if state.draft is not None:
        return state.draft.body
    if state.live is not None:
        return state.live.body
    return _body_of_number(work, target, part, state.last_published)


def _set(part: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return words as they are kept: keyboards do not have every space that a language sets beside its signs."""
    if part == FACTS or not body:
        return body
    return Words.from_plain({"sections": {}, **body}).with_spaces_of(part).to_plain()


def _find_read(work: Work, target: CatalogueObject, part: str, lock: str) -> dict[str, Any]:
    """Return what an editor read who was handed this lock; nothing when it is not remembered any more."""
    match = _LOCK.fullmatch(lock)
    if match is None:
        return {}
    published, live, number, version = (int(group) if group else 0 for group in match.groups())
    if not number:
        return _body_of_number(work, target, part, live or published)
    saved = (
        select(SavedBody.body)
        .join(Edition, Edition.id == SavedBody.edition_id)
        .where(Edition.object_id == target.id, Edition.part == part, Edition.number == number)
        .where(SavedBody.lock_version <= version)
        .order_by(SavedBody.lock_version.desc())
    )
    return work.session.scalars(saved).first() or {}


def _body_of_number(work: Work, target: CatalogueObject, part: str, number: int) -> dict[str, Any]:
    body = select(Edition.body).where(Edition.object_id == target.id, Edition.part == part, Edition.number == number)
    return work.session.scalars(body).first() or {}
