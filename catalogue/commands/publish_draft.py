"""Publishing what was submitted, by a second person: now, or at an instant to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from catalogue.commands.parts import get_part_state
from catalogue.commands.publish import Published, publish
from catalogue.commands.staff import get_locked_state, get_open, get_target, refuse_own_work, require_for
from catalogue.context import Work
from catalogue.errors import Conflict
from catalogue.facts import Kind
from catalogue.models import FACTS, State
from catalogue.rights import Action, Person


def publish_drafts(
    work: Work,
    person: Person,
    kind: Kind,
    key: str,
    locks: Mapping[str, str],
    *,
    published_from: datetime | None = None,
) -> dict[str, Published]:
    """Publish editions of one object that are in review, by part with its lock, all together or none of them.

    They share one sequence number and one instant, and facts go before the words that speak of them. Raises `OwnWork`
    for what the person wrote, `WrongState` for what is not in review, `Conflict` when a part changed since it was read
    or was begun from what is not live by then (`catch_up` mends that), `ValueError` for an instant that has passed,
    and what `publish` raises for what is not sound.
    """
    if published_from is not None and published_from <= work.now:
        raise ValueError("a publication is scheduled for an instant to come")
    for part in locks:
        require_for(work, person, Action.PUBLISH, kind, key, part)
    work.lock()
    target = get_target(work, kind, key)
    at = published_from or work.now
    in_order = sorted(locks, key=lambda part: (part != FACTS, part))
    drafts = {}
    for part in in_order:
        drafts[part] = get_open(get_locked_state(work, kind, key, part, locks[part]), kind, key, part, State.IN_REVIEW)
        refuse_own_work(work, person, kind, key, drafts[part])
        live = get_part_state(work.session, target, part, at).live
        if live is not None and drafts[part].based_on != live.number:
            raise Conflict(kind, key, part)
    published = {}
    for part in in_order:
        draft = drafts[part]
        published[part] = publish(
            work,
            kind,
            key,
            part,
            draft.body,
            # Another part of the same release may have stamped this one anew.
            lock=get_part_state(work.session, target, part, work.now).lock,
            published_from=published_from,
            reviewer=person.mail,
            minor=draft.minor,
            note=draft.note,
            beside=tuple(other for other in in_order if other != FACTS),
        )
    return published
