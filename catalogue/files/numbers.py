"""The ledger of small numbers: plan codes name things by them, so a number once given is never given again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalogue.facts import KINDS, Facts, Kind
from catalogue.facts.life_event import ExamplePerson
from catalogue.facts.variant import Variant
from catalogue.files.content import Content

Ledger = Mapping[str, Mapping[str, int]]


def list_numbered(content: Content) -> Iterator[tuple[str, str]]:
    """Yield scope and id of everything that has a number, in the order in which numbers are given.

    Objects stand in the scope of their kind (`service`), parts in `<kind>/<id>/<list>`. What a variant adds to a
    service shares the scope of the service's own parts. No plan speaks of the pack, of notices, of example
    people and of what steers the search.
    """
    for entry in content.list_entries():
        if entry.kind is Kind.VARIANT:
            service, _, _ = entry.key.partition("/")
            yield from ((f"service/{service}/{name}", key) for name, key in _added(entry.facts))
        elif entry.kind not in (Kind.PACK, Kind.NOTICE) and not KINDS[entry.kind].steers_search:
            yield str(entry.kind), entry.key
            yield from ((f"{entry.kind}/{entry.key}/{name}", key) for name, key in _parts(entry.facts))


def _parts(facts: Facts) -> Iterator[tuple[str, str]]:
    for name in type(facts).model_fields:
        value = getattr(facts, name)
        for part in value if isinstance(value, tuple) else ():
            if isinstance(part, Facts) and hasattr(part, "id") and not isinstance(part, ExamplePerson):
                yield name, part.id


def _added(variant: Facts) -> Iterator[tuple[str, str]]:
    for change in variant.changes if isinstance(variant, Variant) else ():
        if change.add is not None and all(change.part):
            yield change.part


def complete(content: Content) -> dict[str, dict[str, int]]:
    """Return the ledger with a number for everything in the content. What has a number keeps it, gone or not."""
    ledger = {scope: dict(entries) for scope, entries in content.numbers.items()}
    for scope, key in list_numbered(content):
        entries = ledger.setdefault(scope, {})
        if key not in entries:
            entries[key] = max(entries.values(), default=0) + 1
    return {scope: dict(sorted(entries.items(), key=lambda item: item[1])) for scope, entries in sorted(ledger.items())}
