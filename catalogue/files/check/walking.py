"""Ways through content that many rules share: every part of an object, and every service as one place sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from catalogue.errors import Problem
from catalogue.facts import Condition, Facts, Kind, Service, Variant
from catalogue.facts.merge import merge
from catalogue.files.content import Content, Entry


def walk(facts: Facts, prefix: str = "") -> Iterator[tuple[str, Facts]]:
    """Yield these facts and every part inside them with its path, but not the inside of conditions."""
    yield prefix, facts
    if isinstance(facts, Condition):
        return
    for name, written in _fields(type(facts)):
        value = getattr(facts, name)
        if isinstance(value, Facts):
            yield from walk(value, field_in(prefix, written))
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, Facts):
                    yield from walk(part, f"{field_in(prefix, written)}.{getattr(part, 'id', index)}")


@cache
def _fields(kind: type[Facts]) -> tuple[tuple[str, str], ...]:
    """Return the name of each field, and how files write it. Content has ten thousand parts, of few kinds."""
    return tuple((name, field.alias or name) for name, field in kind.model_fields.items())


def field_in(prefix: str, name: str) -> str:
    """Return the path of a field of a part."""
    return f"{prefix}.{name}" if prefix else name


@dataclass(frozen=True)
class Seen:
    """An object as some place sees it: a national object, or a service with a variant's changes merged in."""

    entry: Entry
    facts: Facts
    changes: Mapping[str, str] | None = None
    """Of a variant: changed part → where the variant says so (`fees.standard` → `changes.0.with`)."""

    def list_parts(self) -> Iterator[tuple[str, Facts]]:
        """Yield every part with the field under which its file has it; of a variant, only what it changes."""
        for path, part in walk(self.facts):
            if self.changes is None:
                yield path, part
            elif (top := ".".join(path.split(".")[:2])) in self.changes:
                yield self.changes[top] + path[len(top) :], part

    def problem(self, field: str, problem: str, remedy: str) -> Problem:
        """Return a problem of the facts of this object."""
        return Problem(self.entry.facts_path, field, problem, remedy)


def list_seen(content: Content, *kinds: Kind) -> Iterator[Seen]:
    """Yield objects, variants merged into their service; kinds as for `Content.list_entries`."""
    for entry in content.list_entries(*kinds):
        facts = entry.facts
        if not isinstance(facts, Variant):
            yield Seen(entry, facts)
            continue
        service = content.find_facts(Kind.SERVICE, entry.key.partition("/")[0])
        if isinstance(service, Service):
            changed = {
                ".".join(change.part): f"changes.{index}.with"
                for index, change in enumerate(facts.changes)
                if change.remove is None
            }
            yield Seen(entry, merge(service, facts, strict=False)[0], changed)
