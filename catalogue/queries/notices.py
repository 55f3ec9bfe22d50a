"""Which notices hold now, for a reader of one place, and when that changes.

Notices are among what is remembered for every page, so that asking for them costs no query.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from catalogue.facts import Kind
from catalogue.facts import Notice as NoticeFacts
from catalogue.queries.live import Live
from catalogue.queries.shared import Shared, get_shared
from catalogue.queries.values import title_value, titles_in
from catalogue.queries.wording import card, wording
from catalogue.read_models.notice import Notice

if TYPE_CHECKING:
    from catalogue.context import Reading


def list_notices(reading: Reading) -> tuple[Notice, ...]:
    """Return the notices that hold now for the reader's place, the most urgent first, and the newest first of these.

    A notice for a place is for everybody there, and for readers who may be there: those who chose no place, or one
    that it lies in. It holds now whatever day facts are read for.
    """
    shared = get_shared(reading)
    held = [
        live
        for live in shared.notices
        if _is_for(live.facts, shared, reading)
        and _instant(live.facts.begins, reading) <= reading.now
        and reading.now < _instant(live.facts.ends, reading)
    ]
    held.sort(key=lambda live: live.key)
    held.sort(key=lambda live: (live.facts.level.severity, live.facts.begins), reverse=True)
    return tuple(notice for live in held if (notice := _notice(live, shared, reading)) is not None)


def find_next_notice_change(reading: Reading) -> datetime | None:
    """Return the next instant at which the reader's list of notices changes of itself, or None."""
    shared = get_shared(reading)
    instants = (
        _instant(moment, reading)
        for live in shared.notices
        if _is_for(live.facts, shared, reading)
        for moment in (live.facts.begins, live.facts.ends)
    )
    return min((instant for instant in instants if instant > reading.now), default=None)


def _instant(moment: datetime, reading: Reading) -> datetime:
    return moment.replace(tzinfo=reading.country.zone)


def _is_for(facts: NoticeFacts, shared: Shared, reading: Reading) -> bool:
    if not facts.places or reading.place not in shared.places:
        return True
    around_reader = shared.chain(reading.place)
    return any(place in around_reader or reading.place in shared.chain(place) for place in facts.places)


def _notice(live: Live, shared: Shared, reading: Reading) -> Notice | None:
    """Return a notice in the reader's language; None for one whose words are not published yet."""
    facts: NoticeFacts = live.facts
    title_of = titles_in(shared.named)
    words = wording(live, reading, value_of=lambda language, placeholder: title_value(title_of, language, placeholder))
    title = words.text("title")
    if title is None:
        return None
    services = (shared.named.get((Kind.SERVICE, service)) for service in facts.services)
    return Notice(
        id=live.key,
        level=facts.level,
        title=title,
        text=words.text("text"),
        address=facts.address,
        until=_instant(facts.ends, reading),
        places=tuple(shared.local_rule(place, reading) for place in facts.places if place in shared.places),
        services=tuple(card(service, reading) for service in services if service is not None),
    )
