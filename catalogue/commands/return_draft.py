"""Returning: a reviewer sends an edition back to its author, and says why."""

from __future__ import annotations

from catalogue.commands.staff import get_locked_state, get_open, get_target, log, refuse_own_work, require_for
from catalogue.context import Work
from catalogue.facts import Kind
from catalogue.models import State
from catalogue.rights import Action, Person


def return_draft(work: Work, person: Person, kind: Kind, key: str, part: str, *, lock: str, comment: str) -> str:
    """Make an edition in review a draft again with a comment for its author, and return the new lock.

    Raises `Conflict`, `WrongState` when it is not in review, `OwnWork` for what the person wrote, and `ValueError`
    without a comment: nobody can mend what they are not told.
    """
    comment = comment.strip()
    if not comment:
        raise ValueError("a draft is sent back with a comment")
    require_for(work, person, Action.REVIEW, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    state = get_locked_state(work, kind, key, part, lock)
    edition = get_open(state, kind, key, part, State.IN_REVIEW)
    refuse_own_work(work, person, kind, key, edition)
    edition.state = State.DRAFT
    edition.comment = comment
    log(work, "returned", target, edition, comment=comment)
    work.session.flush()
    return state.lock
