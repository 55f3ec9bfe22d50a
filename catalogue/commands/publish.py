"""Publishing: a new edition of one part takes over, at once or at an instant to come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from catalogue.commands.bodies import check_words, find_facts, read_facts
from catalogue.commands.minor import restamp_translations
from catalogue.commands.numbers import give_numbers
from catalogue.commands.parts import PartState, get_part_state
from catalogue.commands.placeholders import check_nothing_named_is_dropped, check_placeholders
from catalogue.commands.release import Releases, find_or_make_object
from catalogue.commands.search_rules import check_pin, check_search_words
from catalogue.context import Work
from catalogue.errors import Conflict
from catalogue.facts import Kind, Pin
from catalogue.facts.words import Words
from catalogue.models import FACTS, Edition, State, digest_of


@dataclass(frozen=True)
class Published:
    """What came of a publication."""

    edition: int
    number: int
    sequence: int | None
    """None when the body was live already and nothing had to be published."""
    published_from: datetime
    lock: str
    """What the next one to edit the part hands back."""


def publish(
    work: Work,
    kind: Kind,
    key: str,
    part: str,
    body: dict[str, Any],
    *,
    lock: str,
    published_from: datetime | None = None,
    reviewer: str | None = None,
    minor: bool = False,
    note: str | None = None,
    beside: Collection[str] = (),
) -> Published:
    """Put a body in force as the new edition of a part, now or from an instant to come.

    `lock` is the lock of the part as the editor read it (`PartState.lock`). Several parts released in one work share
    its sequence number; facts go before the words that speak of them, and `beside` names the languages whose words
    follow in the same work for the same instant. A minor edition of the source words outdates no translation.

    Raises `Conflict` when somebody saved or published the part since it was read, `InvalidContent` when the body
    does not fit, when words name a fact that is not there, when facts drop one that published words name, or when a
    pin leads to what is not published, `ValueError` for an instant that has passed.
    """
    if published_from is not None and published_from <= work.now:
        raise ValueError("a publication is scheduled for an instant to come")
    work.lock()
    target = find_or_make_object(work, kind, key)
    at = published_from or work.now
    state = get_part_state(work.session, target, part, work.now)
    if state.lock != lock:
        raise Conflict(kind, key, part)
    if at != work.now:
        state = get_part_state(work.session, target, part, at)
    facts = read_facts(kind, key, body) if part == FACTS else None
    words = None if facts else check_words(work.session, kind, key, part, body, at)
    body = (facts or words).to_plain()
    if _is_live(state, body):
        return _leave(state)
    if words is not None:
        check_placeholders(work.session, kind, key, part, words, at)
        check_search_words(work.session, kind, key, part, words, find_facts(work.session, kind, key, at), at)
    else:
        if isinstance(facts, Pin):
            check_pin(work.session, key, facts, at)
        check_nothing_named_is_dropped(work.session, kind, key, facts, at, state.next_from, beside)
    if minor and words is not None and state.live is not None:
        restamp_translations(work, target, part, Words.from_plain(state.live.body), words, published_from)
    releases = Releases(work, "published")
    edition = releases.add(
        target,
        part,
        body,
        state,
        at=published_from,
        facts=facts,
        by_person=True,
        reviewer=reviewer,
        minor=minor,
        note=note,
    )
    releases.finish()
    if facts is not None:
        give_numbers(work.session, kind, key, facts)
    after = get_part_state(work.session, target, part, work.now)
    return Published(edition.id, edition.number, work.sequence, edition.published_from, after.lock)


def _is_live(state: PartState, body: dict[str, Any]) -> bool:
    return state.live is not None and state.next_from is None and state.live.digest == digest_of(body)


def _leave(state: PartState) -> Published:
    """Leave in force what is live already; a draft that says the same is done with."""
    live: Edition = state.live  # type: ignore[assignment]
    if state.draft is not None:
        state.draft.state = State.WITHDRAWN
        state.draft = None
    return Published(live.id, live.number, None, live.published_from, state.lock)
