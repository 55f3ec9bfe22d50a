"""Something new begins: its first drafts, and who said that it is none of what is called much like it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.parts import get_part_state
from catalogue.commands.staff import get_target, log
from catalogue.context import Work
from catalogue.facts import Kind
from catalogue.models import FACTS
from catalogue.queries.open_facts import NEW
from catalogue.rights import Person

TOLD_APART = "told apart"
"""The log's word for going on although something is called much the same."""


def begin_object(
    work: Work,
    person: Person,
    kind: Kind,
    key: str,
    facts: dict[str, Any],
    *,
    title: str = "",
    language: str,
    told_apart_from: Iterable[str] = (),
) -> None:
    """Save the first drafts of an object: its facts and, where a title is given, words of that language.

    `told_apart_from` are the keys of the same kind that the person was shown and said it is none of; the log keeps
    them. Raises `NotAllowed`, and `Collision` when somebody began the same meanwhile.
    """
    edit_draft(work, person, kind, key, FACTS, facts, lock=NEW)
    if title:
        edit_draft(work, person, kind, key, language, {"sections": {"title": title}}, lock=NEW)
    shown = list(told_apart_from)
    if shown:
        target = get_target(work, kind, key)
        draft = get_part_state(work.session, target, FACTS, work.now).draft
        log(work, TOLD_APART, target, draft, none_of=shown)
