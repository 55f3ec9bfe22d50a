"""A content folder as read: every object with its facts and words, and what was wrong with the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import Field

from catalogue.errors import Problem
from catalogue.facts import KINDS, Facts, Kind, Pack
from catalogue.facts.base import Id
from catalogue.facts.words import Words
from catalogue.translating.glossary import Glossary

NUMBERS_FILE = "numbers.yaml"
REDIRECTS_FILE = "redirects.yaml"
PACK_KEY = "pack"
"""The key of the one pack."""


class Redirect(Facts):
    """An id that was renamed; addresses to the old one lead to the new one."""

    kind: Kind
    old: Id = Field(alias="from")
    new: Id = Field(alias="to")


def facts_path(kind: Kind, key: str) -> str:
    """Return where the facts of an object lie, from the content folder."""
    row = KINDS[kind]
    if kind is Kind.PACK:
        return row.file
    if kind is Kind.VARIANT:
        service, _, place = key.partition("/")
        return f"{row.folder}/{service}/{row.file}/{place}.yaml"
    return f"{row.folder}/{key}/{row.file}"


def words_path(kind: Kind, key: str, language: str) -> str:
    """Return where the words of an object in one language lie, from the content folder."""
    if kind is Kind.VARIANT:
        return facts_path(kind, key).removesuffix("yaml") + f"{language}.md"
    folder, _, _ = facts_path(kind, key).rpartition("/")
    return f"{folder}/{language}.md".lstrip("/")


@dataclass(frozen=True)
class Entry:
    """One object: its facts and its words by language."""

    kind: Kind
    key: str
    facts: Facts
    words: Mapping[str, Words] = field(default_factory=dict)

    @property
    def facts_path(self) -> str:
        """Return where its facts lie, from the content folder."""
        return facts_path(self.kind, self.key)

    def words_path(self, language: str) -> str:
        """Return where its words in a language lie, from the content folder."""
        return words_path(self.kind, self.key, language)


@dataclass(frozen=True)
class Content:
    """All objects of a content folder by kind and key; the key of a variant is `<service>/<place>`."""

    objects: Mapping[tuple[Kind, str], Entry] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """The ledger: scope → id → number."""
    redirects: tuple[Redirect, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What was wrong with the files themselves; what they say is judged by `check`."""
    unreadable: frozenset[tuple[Kind, str]] = frozenset()
    """Objects that are there but whose facts could not be read; references to them are no fault of their own."""
    glossaries: Mapping[str, Glossary] = field(default_factory=dict)
    """By language: which words the country uses. They are for editors and the check alone, and have no editions."""

    @property
    def pack(self) -> Pack | None:
        """Return the pack, or None when it could not be read."""
        entry = self.objects.get((Kind.PACK, PACK_KEY))
        return entry.facts if entry else None  # type: ignore[return-value]

    def list_entries(self, *kinds: Kind) -> Iterator[Entry]:
        """Return the objects of these kinds (none named means all), ordered by kind and key."""
        return (entry for entry in self._ordered if not kinds or entry.kind in kinds)

    @cached_property
    def _ordered(self) -> tuple[Entry, ...]:
        # Two dozen rules go through all objects in this order.
        places = {kind: place for place, kind in enumerate(Kind)}
        return tuple(self.objects[name] for name in sorted(self.objects, key=lambda name: (places[name[0]], name[1])))

    def find_facts(self, kind: Kind, key: str | None) -> Facts | None:
        """Return the facts of an object, or None."""
        entry = self.objects.get((kind, key or ""))
        return entry.facts if entry else None

    def has(self, kind: Kind, key: str) -> bool:
        """Tell whether an object exists, be its file sound or not."""
        return (kind, key) in self.objects or (kind, key) in self.unreadable
