"""What can be said of each object, section by section, in one language.

Words are an ordered mapping from a section's key to its text. The facts decide which sections there are: a service
with a fee `standard` has a section `fees.standard`. A translation remembers, per section, the digest of the source
section it was made from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from sys import intern
from typing import Any

from catalogue.facts.base import Facts
from catalogue.facts.document import Document
from catalogue.facts.labels import Law, Question, TargetGroup, Topic
from catalogue.facts.life_event import LifeEvent
from catalogue.facts.notice import Notice
from catalogue.facts.office import Office
from catalogue.facts.organisation import Organisation
from catalogue.facts.pack import Pack
from catalogue.facts.place import Place
from catalogue.facts.search_rules import Pin, Synonyms
from catalogue.facts.service import Service
from catalogue.facts.variant import PART_LISTS, Variant
from catalogue.languages.typography import with_its_spaces


class Shape(StrEnum):
    """How a section is written: one line, a list of lines, or Markdown."""

    LINE = "line"
    LIST = "list"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the words of an object."""

    key: str
    shape: Shape = Shape.LINE
    required: bool = False


PLACEHOLDER = re.compile(r"\{([a-z-]+(?:\.[a-z0-9-]+)?)\}")
"""A fact that words refer to: `{fee.standard}`, `{deadline}`, `{time.usual}`, `{document.birth-certificate}` …"""

PLACEHOLDER_KINDS = ("fee", "deadline", "time", "output", "valid", "collect", "age", "waiver", "document", "service")
"""What a placeholder may begin with; `content/README.md` explains each."""


def _card(aliases: bool = True) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("summary", required=True)
    if aliases:
        yield Section("aliases", Shape.LIST)


QUESTIONS = "questions"
"""The section of what people ask that must lead to the object. Before a publication it is tried; nobody reads it."""


def _service(facts: Service) -> Iterator[Section]:
    yield from _card()
    yield Section(QUESTIONS, Shape.LIST)
    yield Section("overview", Shape.TEXT)
    yield Section("who", Shape.TEXT, required=True)
    for criterion in facts.criteria:
        yield Section(f"criteria.{criterion.id}", required=True)
    for requirement in facts.requirements:
        yield Section(f"requirements.{requirement.id}", required=requirement.sometimes)
    for group in dict.fromkeys(requirement.group for requirement in facts.requirements if requirement.group):
        yield Section(f"groups.{group}", required=True)
    for fee in facts.fees:
        yield Section(f"fees.{fee.id}", required=True)
    for waiver in facts.waivers:
        yield Section(f"waivers.{waiver.id}", required=True)
    for time in facts.times:
        yield Section(f"times.{time.id}")
    for deadline in facts.deadlines:
        yield Section(f"deadlines.{deadline.id}", required=True)
        yield Section(f"deadlines.{deadline.id}.late", required=deadline.until is not None)
    for channel in facts.channels:
        yield Section(f"channels.{channel.id}.title")
        yield Section(f"channels.{channel.id}", Shape.TEXT, required=True)
    for step in facts.steps:
        yield Section(f"steps.{step.id}", required=True)
    for output in facts.outputs:
        yield Section(f"outputs.{output.id}", required=output.document is None)
    yield Section("next", Shape.TEXT, required=True)
    for case in facts.exceptions:
        yield Section(f"exceptions.{case.id}.title", required=True)
        yield Section(f"exceptions.{case.id}", Shape.TEXT, required=True)
    for file in facts.files:
        yield Section(f"files.{file.id}", required=True)
    yield Section("complaint", Shape.TEXT)


def _life_event(facts: LifeEvent) -> Iterator[Section]:
    yield from _card()
    yield Section(QUESTIONS, Shape.LIST)
    yield Section("event", required=True)
    yield Section("event.hint")
    yield Section("overview", Shape.TEXT)
    for stage in facts.stages:
        yield Section(f"stages.{stage.id}", required=True)
    for step in facts.steps:
        yield Section(f"steps.{step.id}", required=step.service is None)
        yield Section(f"steps.{step.id}.text", Shape.TEXT, required=step.service is None)
        if step.due is not None:
            yield Section(f"steps.{step.id}.due", required=True)
            yield Section(f"steps.{step.id}.late", required=step.due.until is not None)
    for group in dict.fromkeys(step.group for step in facts.steps if step.group):
        yield Section(f"groups.{group}", required=True)
    yield Section("support", Shape.TEXT)


def _office(facts: Office) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("summary")
    yield Section("aliases", Shape.LIST)
    yield Section("directions", Shape.TEXT)
    yield Section("waiting")
    for stop in facts.stops:
        yield Section(f"stops.{stop.id}", required=True)
    for exception in facts.exceptions:
        yield Section(f"exceptions.{exception.id}", required=True)


def _document(facts: Document) -> Iterator[Section]:
    yield from _card()
    # Where no service and no organisation of ours issues it, words must say who does and how to get it.
    elsewhere = facts.issued_by_service is None and facts.issued_by_organisation is None
    yield Section("issuer", required=elsewhere)
    yield Section("obtain", Shape.TEXT, required=facts.issued_by_service is None)


def _question(facts: Question) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("hint")
    for option in facts.options:
        yield Section(f"options.{option.id}", required=True)


def _place(facts: Place) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("aliases", Shape.LIST)
    for holiday in facts.holidays:
        yield Section(f"holidays.{holiday.id}", required=True)


def _organisation(facts: Organisation) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("abbreviation")
    yield Section("summary", required=True)
    yield Section("aliases", Shape.LIST)


def _law(facts: Law) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("abbreviation")


def _pack(facts: Pack) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("portal", required=True)
    yield Section("tagline", required=True)
    for page in ("about", "privacy", "accessibility"):
        yield Section(page, Shape.TEXT, required=True)


def _notice(facts: Notice) -> Iterator[Section]:
    yield Section("title", required=True)
    yield Section("text", Shape.TEXT)


def _variant(facts: Variant) -> Iterator[Section]:
    # A variant may say anything of the service anew; which keys make sense is checked against the merged service.
    yield Section("local", Shape.TEXT)
    for change in facts.changes:
        if change.add is not None:
            name, key = change.part
            yield Section(f"{name}.{key}")


_SECTIONS = {
    Service: _service,
    LifeEvent: _life_event,
    Office: _office,
    Document: _document,
    Question: _question,
    Place: _place,
    Organisation: _organisation,
    Law: _law,
    Pack: _pack,
    Variant: _variant,
    Notice: _notice,
    TargetGroup: lambda facts: _card(),
    Topic: lambda facts: _card(),
    Synonyms: lambda facts: (Section("rules", Shape.LIST, required=True),),
    Pin: lambda facts: (Section("queries", Shape.LIST, required=True),),
}


def sections(facts: Facts) -> tuple[Section, ...]:
    """Return every section that may be said of an object with these facts, in canonical order."""
    return tuple(_SECTIONS[type(facts)](facts))


def sections_of_variant(variant: Variant, merged: Service) -> tuple[Section, ...]:
    """Return the sections a variant may say: `local`, and any of the service as it is in that place.

    Only what the variant adds is required of it; everything else is inherited.
    """
    added = {".".join(change.part) for change in variant.changes if change.add is not None}
    yielded = [Section("local", Shape.TEXT)]
    for section in _service(merged):
        list_and_key = ".".join(section.key.split(".")[:2])
        belongs_to_added = section.key.split(".")[0] in PART_LISTS and list_and_key in added
        yielded.append(Section(section.key, section.shape, section.required and belongs_to_added))
    return tuple(yielded)


@lru_cache(maxsize=8192)
def digest(text: str | tuple[str, ...]) -> str:
    """Return the short hash by which a translation remembers the source section it was made from."""
    joined = text if isinstance(text, str) else "\n".join(text)
    return hashlib.sha256(" ".join(joined.split()).encode()).hexdigest()[:8]


def set_text(text: str | tuple[str, ...], language: str) -> str | tuple[str, ...]:
    """Return a section with the spaces that its language sets beside its signs."""
    if isinstance(text, str):
        return with_its_spaces(text, language)
    return tuple(with_its_spaces(line, language) for line in text)


def placeholders(text: str | tuple[str, ...]) -> frozenset[str]:
    """Return the names of the facts that a section refers to."""
    joined = text if isinstance(text, str) else "\n".join(text)
    # Most texts refer to none, and looking for a letter takes no time.
    return frozenset(PLACEHOLDER.findall(joined)) if "{" in joined else frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of one object in one language: text by section, and where a translation comes from."""

    sections: dict[str, str | tuple[str, ...]]
    made_from: dict[str, str] = field(default_factory=dict)
    """Section → digest of the source section it was translated from; empty in the source language."""
    machine: frozenset[str] = frozenset()
    """Sections that a machine translated and nobody has read yet."""

    def with_spaces_of(self, language: str) -> Words:
        """Return the words with the spaces that their language sets beside its signs; no digest changes by it."""
        return replace(self, sections={key: set_text(text, language) for key, text in self.sections.items()})

    def to_plain(self) -> dict[str, Any]:
        """Return the words as JSON-ready values; what is empty is left out."""
        plain: dict[str, Any] = {
            "sections": {key: text if isinstance(text, str) else list(text) for key, text in self.sections.items()}
        }
        if self.made_from:
            plain["made_from"] = dict(self.made_from)
        if self.machine:
            plain["machine"] = sorted(self.machine)
        return plain

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Words:
        """Build words from what `to_plain` returned."""
        # The same keys and digests stand in every language: each is held once.
        return cls(
            {intern(key): text if isinstance(text, str) else tuple(text) for key, text in plain["sections"].items()},
            {intern(key): intern(made_from) for key, made_from in plain.get("made_from", {}).items()},
            frozenset(plain.get("machine", ())),
        )
