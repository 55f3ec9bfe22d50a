"""Placeholders: each names a fact that is there, and every language of a section names the same ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from catalogue.errors import Problem
from catalogue.facts import Facts, Kind, LifeEvent, Service
from catalogue.facts.words import PLACEHOLDER, placeholders
from catalogue.files.check.references import unknown
from catalogue.files.check.walking import list_seen
from catalogue.files.content import Content

_PARTS: dict[str, tuple[str, Callable[[Facts], object]]] = {
    "fee": ("fees", lambda fee: True),
    "deadline": ("deadlines", lambda deadline: deadline.until or deadline.not_before),
    "time": ("times", lambda time: True),
    "output": ("outputs", lambda output: output.amounts),
    "valid": ("outputs", lambda output: output.valid_for),
    "collect": ("outputs", lambda output: output.collect_within),
    "age": ("requirements", lambda requirement: requirement.not_older_than),
    "waiver": ("waivers", lambda waiver: True),
}
"""What a placeholder of a service names: a list of parts, and the fact that the part must carry."""
_OBJECTS = {"document": Kind.DOCUMENT, "service": Kind.SERVICE}
ON_CARDS = frozenset({"title", "summary", "aliases", "abbreviation"})
"""Sections of cards, lists and results of the search, where the facts of the object are not at hand."""
_BRACE = re.compile(r"[{}]")

Fault = tuple[str, str]
"""What is wrong, and what to do about it."""
FaultOfObject = Callable[[Kind, str], Fault | None]
"""Tells what is wrong with naming an object: nothing, or that there is none."""


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield placeholders of nothing, stray braces, and sections whose languages differ in their placeholders."""
    pack = content.pack

    def fault_of_object(kind: Kind, key: str) -> Fault | None:
        return None if content.has(kind, key) else unknown(kind, key, content)

    for seen in list_seen(content):
        entry = seen.entry
        source = entry.words.get(pack.source_language) if pack else None
        for language, words in sorted(entry.words.items()):
            path = entry.words_path(language)
            for key, text in words.sections.items():
                for fault in list_faults(seen.facts, key, text, fault_of_object):
                    yield Problem(path, key, *fault)
                if source is not None and words is not source and key in source.sections:
                    yield from _difference(path, key, placeholders(text), placeholders(source.sections[key]))


def list_faults(
    facts: Facts, section: str, text: str | tuple[str, ...], fault_of_object: FaultOfObject
) -> Iterator[Fault]:
    """Yield problem and remedy of every placeholder in a section that stands for nothing, and of stray braces.

    `facts` are those that the words speak of: for a variant the service with the variant merged in.
    """
    for name in sorted(placeholders(text)):
        if section in ON_CARDS:
            said = f"{{{name}}} would stay as it is: lists and the search show this section without facts."
            yield said, "Say it in another section, such as the overview."
            continue
        fault = _fault(facts, section, name, fault_of_object)
        if fault:
            yield fault
    joined = text if isinstance(text, str) else "\n".join(text)
    # Most texts have none at all, and looking for a letter takes no time.
    if ("{" in joined or "}" in joined) and _BRACE.search(PLACEHOLDER.sub("", joined)):
        yield "There is a brace that is no placeholder.", "Write it as {fee.ID}."


def _difference(path: str, key: str, used: frozenset[str], wanted: frozenset[str]) -> Iterator[Problem]:
    if used == wanted:
        return
    lacking = ", ".join(f"{{{name}}}" for name in sorted(wanted - used))
    surplus = ", ".join(f"{{{name}}}" for name in sorted(used - wanted))
    said = [f"{lacking} is missing" if lacking else "", f"{surplus} is not in the source" if surplus else ""]
    yield Problem(path, key, f"Placeholders differ: {'; '.join(filter(None, said))}.", "Use those of the source.")


def _fault(facts: Facts, section: str, name: str, fault_of_object: FaultOfObject) -> Fault | None:
    kind, _, key = name.partition(".")
    if kind in _OBJECTS and key:
        return fault_of_object(_OBJECTS[kind], key)
    if name == "deadline":
        return _of_own_deadline(facts, section)
    if not isinstance(facts, Service) or kind not in _PARTS or not key:
        remedy = "content/README.md lists the placeholders and where each may stand."
        return f"{{{name}}} means nothing here.", remedy
    parts, carries = _PARTS[kind]
    part = next((part for part in getattr(facts, parts) if part.id == key), None)
    if part is None:
        known = ", ".join(part.id for part in getattr(facts, parts) if carries(part)) or "none"
        return f"{{{name}}} names nothing: there is no “{key}” among the {parts}.", f"There are: {known}."
    if not carries(part):
        return f"{{{name}}} names a fact that {parts}.{key} does not carry.", "Add the fact, or leave it out."
    return None


def _of_own_deadline(facts: Facts, section: str) -> Fault | None:
    names = section.split(".")
    if isinstance(facts, Service) and names[0] == "deadlines":
        return None
    if isinstance(facts, LifeEvent) and names[0] == "steps" and names[-1] in {"due", "late"}:
        return None
    return "{deadline} means nothing here.", "It stands in the section of a deadline; elsewhere write {deadline.ID}."
