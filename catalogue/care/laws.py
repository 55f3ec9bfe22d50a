"""Laws that have changed: exactly the rules that were checked under an earlier version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.facts import Facts, Kind, Law, Variant
from catalogue.facts.money import LawReference
from catalogue.files.check.walking import walk
from catalogue.files.content import Content


@dataclass(frozen=True, slots=True)
class OldVersion:
    """One rule that rests on a law which has a newer version than the one it was checked under."""

    kind: Kind
    key: str
    path: str
    """Which part of the facts: `fees.standard`; empty for the object as a whole."""
    law: str
    article: str
    checked_under: date
    in_force: date


def list_old_versions(content: Content, law: str | None = None) -> tuple[OldVersion, ...]:
    """Return every rule to check again because its law has changed, by object and path; of one law where it is named.

    A rule that does not say under which version it was checked is not flagged: nothing tells that it is old.
    """
    return tuple(_old_versions(content, law))


def _old_versions(content: Content, only: str | None) -> Iterator[OldVersion]:
    versions = {
        entry.key: entry.facts.version
        for entry in content.list_entries(Kind.LAW)
        if isinstance(entry.facts, Law) and only in (None, entry.key)
    }
    for entry in content.list_entries():
        for path, part in _references(entry.facts):
            if part.version is None or part.law not in versions:
                continue
            in_force = versions[part.law]
            if in_force > part.version:
                yield OldVersion(entry.kind, entry.key, path, part.law, part.article, part.version, in_force)


def _references(facts: Facts) -> Iterator[tuple[str, LawReference]]:
    """Yield every reference to a law with the part that rests on it; of a variant, those of its own changes."""
    for path, part in walk(facts):
        if isinstance(part, LawReference):
            yield _owner(path), part
    for change in facts.changes if isinstance(facts, Variant) else ():
        # The fields of a change are the plain form of a part, or of some of its fields.
        law = (change.fields or {}).get("law")
        if isinstance(law, dict):
            yield ".".join(change.part), LawReference.from_plain(law)


def _owner(path: str) -> str:
    """Return the part that a reference to a law belongs to: `fees.standard` of `fees.standard.law`."""
    owner, _, last = path.rpartition(".")
    return owner if last == "law" else "" if owner == "laws" else owner
