"""What nothing leads to: objects that no page, plan or list reaches, so that nobody keeps them right."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.facts import Condition, Kind, LifeEvent, Notice, Pack, Service
from catalogue.facts.base import Facts
from catalogue.files.check.references import REFERENCES
from catalogue.files.check.walking import list_seen, walk
from catalogue.files.content import Content

_REACHED_BY_THEMSELVES = frozenset(
    {Kind.PACK, Kind.LIFE_EVENT, Kind.OFFICE, Kind.VARIANT, Kind.NOTICE, Kind.PIN, Kind.SYNONYMS}
)
"""Kinds that need nobody to name them: lists show life events and offices, a service finds its variants, search its
rules."""


def list_unused(content: Content) -> tuple[tuple[Kind, str], ...]:
    """Return the objects that nothing names, by kind and key.

    A service is reached through a life event, a target group or a topic; that another service is related to it is not
    enough. A place is reached through what is in it or below it.
    """
    named: set[tuple[Kind, str]] = set()
    for seen in list_seen(content):
        entry = seen.entry
        named.update(_list_named(seen.facts))
        if entry.kind is Kind.VARIANT:
            named.add((Kind.PLACE, entry.key.partition("/")[2]))
        if isinstance(entry.facts, Service) and (entry.facts.target_groups or entry.facts.topics):
            named.add((Kind.SERVICE, entry.key))
    return tuple(
        (entry.kind, entry.key)
        for entry in content.list_entries()
        if entry.kind not in _REACHED_BY_THEMSELVES and (entry.kind, entry.key) not in named
    )


def _list_named(facts: Facts) -> set[tuple[Kind, str]]:
    named = set()
    for _, part in walk(facts):
        for field, target in REFERENCES.get(type(part), {}).items():
            value = getattr(part, field)
            for key in value if isinstance(value, tuple) else (value,):
                # Of services only what leads a citizen there counts: a step of a life event, or a notice.
                if key is not None and (target is not Kind.SERVICE or isinstance(facts, LifeEvent | Notice | Pack)):
                    named.add((target, key))
        for condition in _conditions(part):
            named.update((Kind.QUESTION, question) for question in condition.questions())
            named.update((Kind.PLACE, inner.within) for inner in condition.walk() if inner.within)
    return named


def _conditions(part: Facts) -> Iterator[Condition]:
    for name in ("when", "sensitive_when"):
        condition = getattr(part, name, None)
        if condition is not None:
            yield condition
