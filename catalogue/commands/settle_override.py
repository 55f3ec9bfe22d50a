"""Settling an override that a national change has passed under: the place keeps its own rule, or takes the national."""

from __future__ import annotations

from enum import StrEnum

from catalogue.care.overrides import keep_override, take_over
from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.parts import find_object, get_part_state
from catalogue.context import Work
from catalogue.errors import NotFound, WrongState
from catalogue.facts import Kind, Service, Variant
from catalogue.models import FACTS
from catalogue.rights import Person


class Decision(StrEnum):
    """What a place does about a national change."""

    KEEP = "keep"
    TAKE_OVER = "take_over"


def settle_override(work: Work, person: Person, key: str, part: str, decision: Decision, reason: str) -> None:
    """Save a draft of a variant in which one stale change is settled; it is reviewed and published as any other.

    `part` is what the change replaces or removes, such as `fees.standard`. The reason goes with the draft.
    Raises `NotFound` where there is no such override, `WrongState` while another draft of its facts is open or the
    change is no longer stale, and `NotAllowed`.
    """
    variant, lock = _live(work, Kind.VARIANT, key)
    service, _ = _live(work, Kind.SERVICE, key.partition("/")[0])
    if not isinstance(variant, Variant) or not isinstance(service, Service):
        raise NotFound(Kind.VARIANT, key)
    change = next(
        (at for at, each in enumerate(variant.changes) if part in (each.replace, each.remove)),
        None,
    )
    if change is None:
        raise NotFound(Kind.VARIANT, f"{key} {part}")
    try:
        body = take_over(variant, change) if decision is Decision.TAKE_OVER else keep_override(service, variant, change)
    except ValueError as settled:
        raise WrongState(Kind.VARIANT, key, FACTS, None) from settled
    edit_draft(work, person, Kind.VARIANT, key, FACTS, body, lock=lock, note=reason)


def _live(work: Work, kind: Kind, key: str) -> tuple[object, str]:
    target = find_object(work.session, kind, key)
    state = get_part_state(work.session, target, FACTS, work.now) if target else None
    if state is None or state.live is None:
        raise NotFound(kind, key)
    if kind is Kind.VARIANT and state.draft is not None:
        raise WrongState(kind, key, FACTS, state.draft.state)
    facts = Variant if kind is Kind.VARIANT else Service
    return facts.from_plain(state.live.body), state.lock
