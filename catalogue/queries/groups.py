"""Target groups and topics: what is tagged with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Kind
from catalogue.languages import formats
from catalogue.queries.live import fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import every, naming, one, together
from catalogue.queries.wording import card, title
from catalogue.read_models.cards import Card
from catalogue.read_models.pages import GroupPage, ListPage

if TYPE_CHECKING:
    from catalogue.context import Reading

_GROUPS = (Kind.TARGET_GROUP, Kind.TOPIC)
_ALL = {kind: selection(cards=every(kind)) for kind in _GROUPS}
_TAGGED = {kind: selection(one(kind), together(every(kind), naming(one(kind), kind.value))) for kind in _GROUPS}


def get_target_group(reading: Reading, key: str) -> GroupPage:
    """Return a target group with its services and life events. Raises `NotFound`, `Gone` or `Moved`."""
    return _group(reading, Kind.TARGET_GROUP, key)


def get_topic(reading: Reading, key: str) -> GroupPage:
    """Return a topic with its services and life events. Raises `NotFound`, `Gone` or `Moved`."""
    return _group(reading, Kind.TOPIC, key)


def list_target_groups(reading: Reading) -> ListPage:
    """Return all target groups, in the catalogue's own order."""
    return _all(reading, Kind.TARGET_GROUP)


def list_topics(reading: Reading) -> ListPage:
    """Return all topics, in the catalogue's own order."""
    return _all(reading, Kind.TOPIC)


def _all(reading: Reading, kind: Kind) -> ListPage:
    bundle = fetch(reading, _ALL[kind])
    return ListPage(tuple(card(live, reading) for live in bundle.of(kind)))


def _group(reading: Reading, kind: Kind, key: str) -> GroupPage:
    bundle = fetch(reading, _TAGGED[kind], key=key)
    live = bundle.get((kind, key))
    if live is None or live.facts is None:
        raise missing(reading, kind, key)

    def by_title(found: Card) -> tuple[bytes, str]:
        return formats.sort_key(found.title.value, reading.language)

    return GroupPage(
        key,
        title(live, reading),
        card(live, reading).summary,
        tuple(sorted((card(found, reading) for found in bundle.of(Kind.SERVICE)), key=by_title)),
        tuple(card(found, reading) for found in bundle.of(Kind.LIFE_EVENT)),
        tuple(card(found, reading) for found in bundle.of(kind) if found.key != key),
    )
