"""Saving a draft: what an editor has so far, for the next one to go on with. Citizens see nothing of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from catalogue.commands.parts import get_part_state
from catalogue.commands.release import find_or_make_object
from catalogue.context import Work
from catalogue.errors import Conflict
from catalogue.facts import Kind
from catalogue.models import FACTS, Edition, Event, State, digest_of


def save_draft(
    work: Work,
    kind: Kind,
    key: str,
    part: str,
    body: dict[str, Any],
    *,
    lock: str,
    note: str | None = None,
    by_person: bool = True,
) -> str:
    """Save a body as the open draft of a part and return the new lock; a draft need not be sound yet.

    An edition in review becomes a draft again. Raises `Conflict` when somebody saved or published since.
    """
    target = find_or_make_object(work, kind, key)
    state = get_part_state(work.session, target, part, work.now)
    if state.lock != lock:
        raise Conflict(kind, key, part)
    draft = state.draft
    if draft is not None and by_person and not draft.by_person:
        # What files left stays as it was, so that the next load knows that it was seen.
        draft.state = State.WITHDRAWN
        work.session.flush()
        draft = None
    if draft is None:
        draft = Edition(object=target, part=part, number=state.last_number + 1, created_at=work.now)
        work.session.add(draft)
    draft.state = State.DRAFT
    draft.body = body
    draft.digest = digest_of(body)
    draft.author = work.actor
    draft.by_person = by_person
    draft.note = note
    if part != FACTS:
        draft.title = body.get("sections", {}).get("title")
        draft.summary = body.get("sections", {}).get("summary")
    try:
        work.session.flush()
    except (IntegrityError, StaleDataError) as clash:
        # Two saved at the same moment; the database let one pass.
        raise Conflict(kind, key, part) from clash
    work.session.add(
        Event(
            at=work.now,
            actor=work.actor,
            action="saved",
            object_id=target.id,
            edition_id=draft.id,
            details={"part": part},
        )
    )
    state.draft = draft
    return state.lock
