"""Minor edits: a comma moved in the source language outdates no translation of the section."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from catalogue.commands.parts import PartState, list_part_states
from catalogue.commands.release import Releases
from catalogue.context import Work
from catalogue.facts.words import Words, digest
from catalogue.models import FACTS, CatalogueObject, digest_of


def restamp_translations(
    work: Work,
    target: CatalogueObject,
    language: str,
    before: Words,
    after: Words,
    at: datetime | None,
) -> None:
    """Let translations that were current stay so when the words they were made from change by a minor edition.

    A published body never changes, so each translation that is live by then gets a minor edition of its own in the
    same release, from `at` (None for now) on. Open drafts are stamped in place. What was outdated stays so.
    """
    stamps = {
        (key, digest(before.sections[key])): digest(text)
        for key, text in after.sections.items()
        if key in before.sections
    }
    releases = Releases(work, "restamped")
    for (_, part), state in sorted(list_part_states(work.session, at or work.now, [target.id]).items()):
        if part in (FACTS, language):
            continue
        if state.live is not None:
            body = _stamped(state.live.body, stamps)
            if body != state.live.body:
                # The open draft stays one.
                without_draft = PartState(state.live, state.next_from, None, state.last_number, state.last_published)
                releases.add(target, part, body, without_draft, at=at, minor=True)
        if state.draft is not None and at is None:
            body = _stamped(state.draft.body, stamps)
            if body != state.draft.body:
                state.draft.body, state.draft.digest = body, digest_of(body)
    releases.finish()


def _stamped(body: dict[str, Any], stamps: dict[tuple[str, str], str]) -> dict[str, Any]:
    made_from = body.get("made_from")
    if not made_from:
        return body
    return {**body, "made_from": {key: stamps.get((key, stamp), stamp) for key, stamp in made_from.items()}}
