"""Submitting drafts for review, and taking them back."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.commands.bodies import read_facts
from catalogue.commands.parts import get_part_state
from catalogue.commands.save_draft import save_draft
from catalogue.commands.staff import get_locked_state, get_open, get_target, log, require_for
from catalogue.context import Work
from catalogue.facts import Kind
from catalogue.models import FACTS, State
from catalogue.rights import Action, Person


def submit(
    work: Work,
    person: Person,
    kind: Kind,
    key: str,
    locks: Mapping[str, str],
    *,
    note: str | None = None,
    minor: bool = False,
) -> dict[str, str]:
    """Send drafts of one object for review, by part with its lock, and return the new locks.

    Facts must be sound by now; words are checked against the facts they go with when they are published. A draft that
    files left becomes the person's own. Raises `Conflict`, `WrongState` for a part without a draft, `InvalidContent`.
    """
    for part in locks:
        require_for(work, person, Action.SUBMIT, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    for part, lock in sorted(locks.items()):
        state = get_locked_state(work, kind, key, part, lock)
        draft = get_open(state, kind, key, part, State.DRAFT)
        if part == FACTS:
            read_facts(kind, key, draft.body)
        if not draft.by_person:
            save_draft(work, kind, key, part, draft.body, lock=lock)
            draft = get_part_state(work.session, target, part, work.now).draft
        draft.state = State.IN_REVIEW
        draft.note, draft.minor, draft.comment = note, minor, None
        log(work, "submitted", target, draft, note=note, minor=minor or None)
    work.session.flush()
    return {part: get_part_state(work.session, target, part, work.now).lock for part in sorted(locks)}


def take_back(work: Work, person: Person, kind: Kind, key: str, part: str, *, lock: str) -> str:
    """Make an edition in review a draft again, to go on with it, and return the new lock.

    Raises `Conflict`, and `WrongState` when it is not in review.
    """
    require_for(work, person, Action.SUBMIT, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    state = get_locked_state(work, kind, key, part, lock)
    edition = get_open(state, kind, key, part, State.IN_REVIEW)
    edition.state = State.DRAFT
    log(work, "taken back", target, edition)
    work.session.flush()
    return state.lock


def discard(work: Work, person: Person, kind: Kind, key: str, part: str, *, lock: str) -> None:
    """Give a draft up; it stays in the history as withdrawn, and can be restored from there.

    Raises `Conflict`, and `WrongState` when no draft is open or it is in review.
    """
    require_for(work, person, Action.SUBMIT, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    state = get_locked_state(work, kind, key, part, lock)
    draft = get_open(state, kind, key, part, State.DRAFT)
    draft.state = State.WITHDRAWN
    log(work, "discarded", target, draft)
