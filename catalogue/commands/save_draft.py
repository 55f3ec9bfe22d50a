"""Saving a draft: what an editor has so far, for the next one to go on with. Citizens see nothing of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from catalogue.commands.parts import get_part_state
from catalogue.commands.release import find_or_make_object
from catalogue.context import Work
from catalogue.errors import Conflict
from catalogue.facts import Kind
from catalogue.models import FACTS, Edition, Event, SavedBody, State, digest_of

ONE_ACT = timedelta(minutes=30)
"""A form that saves by itself is not a hundred acts: for so long the first saving stands for those that follow."""

REMEMBERED = timedelta(days=7)
"""For so long it is known what a draft said before, for those who still have it open."""


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

    An edition in review becomes a draft again. Savings of one person in a row are one act in the log. Raises `Conflict`
    when somebody saved or published since.
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
        based_on = state.live.number if state.live else None
        draft = Edition(object=target, part=part, number=state.last_number + 1, created_at=work.now, based_on=based_on)
        work.session.add(draft)
    version = draft.lock_version
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
    if draft.lock_version != version:
        remember(work, draft)
    if not _goes_on(work, draft):
        work.session.add(
            Event(
                at=work.now,
                actor=work.actor,
                action="saved",
                object_id=target.id,
                edition_id=draft.id,
                before_id=state.live.id if state.live else None,
                details={"part": part},
            )
        )
    state.draft = draft
    return state.lock


def remember(work: Work, draft: Edition) -> None:
    """Remember for some days what a draft says now, for those who open it and save when others did so, too."""
    session = work.session
    session.execute(delete(SavedBody).where(SavedBody.saved_at < work.now - REMEMBERED))
    session.add(
        SavedBody(edition_id=draft.id, lock_version=draft.lock_version, saved_at=work.now, body=dict(draft.body))
    )


def _goes_on(work: Work, draft: Edition) -> bool:
    """Tell whether the last act upon the draft in the log is a saving of the same person, a short while ago."""
    last = work.session.execute(
        select(Event.action, Event.actor, Event.at).where(Event.edition_id == draft.id).order_by(Event.id.desc())
    ).first()
    return last is not None and (last.action, last.actor) == ("saved", work.actor) and work.now - last.at < ONE_ACT
