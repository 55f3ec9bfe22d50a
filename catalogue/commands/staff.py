"""What every command of staff does first: whether this person may do that, and how the part stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from catalogue.commands.parts import PartState, find_object, get_part_state
from catalogue.context import Work
from catalogue.errors import Conflict, NotFound, OwnWork, WrongState
from catalogue.facts import KINDS, Kind
from catalogue.models import FACTS, WRITING, CatalogueObject, Edition, Event, State
from catalogue.queries.subjects import get_subject, subject_of_body
from catalogue.rights import Action, Person, Subject, require


def require_for(
    work: Work,
    person: Person,
    action: Action,
    kind: Kind,
    key: str,
    part: str | None,
    body: dict[str, Any] | None = None,
) -> None:
    """Raise `NotAllowed` unless the person may do this to the part, or to the whole object when the part is None.

    `body` is what a new object is going to say of itself. Raises `ValueError` when the work is done in the name of
    somebody else: the log would tell a lie.
    """
    if work.actor != person.mail:
        raise ValueError("the work was opened in the name of somebody else")
    if KINDS[kind].steers_search and action in (Action.EDIT, Action.TRANSLATE):
        action = Action.STEER_SEARCH
    require(person, action, subject_for(work, kind, key, part, body))


def require_edit(
    work: Work, person: Person, kind: Kind, key: str, part: str, body: dict[str, Any] | None = None
) -> None:
    """Raise `NotAllowed` unless the person may change this part: facts or words."""
    require_for(work, person, Action.EDIT if part == FACTS else Action.TRANSLATE, kind, key, part, body)


def subject_for(work: Work, kind: Kind, key: str, part: str | None, body: dict[str, Any] | None = None) -> Subject:
    """Return whose a part is; of an object that is not there yet, what its facts are going to say.

    Raises `NotFound` for words of an object without facts.
    """
    try:
        return get_subject(work.session, kind, key, part, now=work.now)
    except NotFound:
        if part != FACTS or body is None:
            raise
        # A draft need not be sound: an owner that is no text is none.
        said = {name: value for name, value in body.items() if isinstance(value, str)}
        return subject_of_body(work.session, kind, key, said, part, now=work.now)


def get_target(work: Work, kind: Kind, key: str) -> CatalogueObject:
    """Return an object. Raises `NotFound`."""
    target = find_object(work.session, kind, key)
    if target is None:
        raise NotFound(kind, key)
    return target


def get_locked_state(work: Work, kind: Kind, key: str, part: str, lock: str) -> PartState:
    """Return how a part stands. Raises `Conflict` when it has changed since the lock was handed out."""
    state = get_part_state(work.session, get_target(work, kind, key), part, work.now)
    if state.lock != lock:
        raise Conflict(kind, key, part)
    return state


def get_open(state: PartState, kind: Kind, key: str, part: str, needed: State) -> Edition:
    """Return the open edition of a part if it stands as needed. Raises `WrongState`."""
    draft = state.draft
    if draft is None or draft.state != needed:
        raise WrongState(kind, key, part, None if draft is None else str(draft.state))
    return draft


def list_authors(work: Work, edition: Edition) -> list[str]:
    """Return everybody who wrote in a draft, ordered by mail."""
    wrote = select(Event.actor).where(Event.edition_id == edition.id, Event.action.in_(WRITING)).distinct()
    return sorted({edition.author, *work.session.scalars(wrote)})


def refuse_own_work(work: Work, person: Person, kind: Kind, key: str, edition: Edition) -> None:
    """Raise `OwnWork` when the person wrote in the draft."""
    if person.mail in list_authors(work, edition):
        raise OwnWork(kind, key, edition.part)


def log(work: Work, action: str, target: CatalogueObject, edition: Edition, **details: Any) -> None:
    """Write into the log what is done to an edition."""
    work.session.add(
        Event(
            at=work.now,
            actor=work.actor,
            action=action,
            object_id=target.id,
            edition_id=edition.id,
            details={"part": edition.part, **{name: value for name, value in details.items() if value is not None}},
        )
    )
