"""Content files taken over as a person's drafts: never published, with that person's rights, twice the same as once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.import_plan import bodies_of
from catalogue.commands.parts import PartState, list_part_states
from catalogue.commands.staff import require_edit
from catalogue.context import Work
from catalogue.differences import Difference, compare_facts, compare_words
from catalogue.errors import Conflict, NotAllowed, NotFound, Problem
from catalogue.facts import KINDS, Kind
from catalogue.files.content import Content, Entry
from catalogue.models import FACTS, CatalogueObject, State, digest_of
from catalogue.queries.subjects import subject_of_body
from catalogue.rights import Action, Person, require


class NotTaken(StrEnum):
    """Why a part is left as it is."""

    NOT_ALLOWED = "not allowed"
    NO_OBJECT = "no object"
    HELD = "held"
    """Somebody else has a draft of it open, or a draft waits for its review."""


@dataclass(frozen=True)
class DraftedPart:
    """One part that becomes a draft, and what differs from what an editor would see today."""

    kind: Kind
    key: str
    part: str
    path: str
    lock: str
    body: dict[str, Any]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class LeftPart:
    """One part that is not taken, by its file."""

    path: str
    why: NotTaken


@dataclass(frozen=True)
class ContentPlan:
    """What files would do. Nothing is written yet."""

    parts: tuple[DraftedPart, ...]
    left: tuple[LeftPart, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def mark(self) -> str:
        """Return what tells this plan from one made over another state of the catalogue."""
        said = [(one.kind, one.key, one.part, one.lock, digest_of(one.body)) for one in self.parts]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def plan_content(work: Work, person: Person, content: Content) -> ContentPlan:
    """Compare content files with the catalogue, as far as this person may change it. Writes nothing.

    What files say that have problems is left out, the others do not wait for it. Numbers and redirects are not taken:
    publishing allots the ones, renaming makes the others.
    """
    objects = {(Kind(one.kind), one.key): one for one in work.session.scalars(select(CatalogueObject))}
    states = list_part_states(work.session, work.now)
    parts: list[DraftedPart] = []
    left: list[LeftPart] = []
    unchanged = 0
    for entry in content.list_entries():
        target = objects.get((entry.kind, entry.key))
        parent = (Kind.SERVICE, entry.key.partition("/")[0])
        orphan = entry.kind is Kind.VARIANT and parent not in objects and parent not in content.objects
        for part, body in bodies_of(entry):
            path = entry.facts_path if part == FACTS else entry.words_path(part)
            state = states[target.id, part] if target is not None else PartState()
            if _says(state, body):
                unchanged += 1
            elif orphan:
                left.append(LeftPart(path, NotTaken.NO_OBJECT))
            elif not _may(work, person, entry, part, body, is_new=target is None):
                left.append(LeftPart(path, NotTaken.NOT_ALLOWED))
            elif _is_held(state, person):
                left.append(LeftPart(path, NotTaken.HELD))
            else:
                differences = _differences(state, part, body)
                parts.append(DraftedPart(entry.kind, entry.key, part, path, state.lock, body, differences))
    return ContentPlan(tuple(parts), tuple(left), unchanged, content.problems)


def draft_content(work: Work, person: Person, content: Content, mark: str) -> ContentPlan:
    """Save as drafts what a plan with this mark showed, all of it or nothing.

    Raises `Conflict` when the catalogue has changed since in what the files change, and `NotAllowed`.
    """
    work.lock()
    plan = plan_content(work, person, content)
    if plan.mark != mark:
        raise Conflict("content", "files", FACTS)
    for one in plan.parts:
        edit_draft(work, person, one.kind, one.key, one.part, one.body, lock=one.lock)
    return plan


def _says(state: PartState, body: dict[str, Any]) -> bool:
    digest = digest_of(body)
    return any(edition is not None and edition.digest == digest for edition in (state.live, state.draft))


def _is_held(state: PartState, person: Person) -> bool:
    draft = state.draft
    if draft is None or not draft.by_person:
        return False
    return draft.state == State.IN_REVIEW or draft.author != person.mail


def _may(work: Work, person: Person, entry: Entry, part: str, body: dict[str, Any], *, is_new: bool) -> bool:
    try:
        if is_new and part != FACTS:
            # Whose its words are, its facts say, which come with them.
            action = Action.STEER_SEARCH if KINDS[entry.kind].steers_search else Action.TRANSLATE
            facts = entry.facts.to_plain()
            require(person, action, subject_of_body(work.session, entry.kind, entry.key, facts, part, now=work.now))
        else:
            require_edit(work, person, entry.kind, entry.key, part, body)
    except (NotAllowed, NotFound):
        return False
    return True


def _differences(state: PartState, part: str, body: dict[str, Any]) -> tuple[Difference, ...]:
    shown = state.draft or state.live
    before = shown.body if shown is not None else {}
    return (compare_facts if part == FACTS else compare_words)(before, body)
