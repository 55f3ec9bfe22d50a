"""The duplicate guard: what there is already, shown before somebody writes it a second time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.facts import Kind
from catalogue.files.content import Content
from catalogue.search.words import forms, needs, split

MUCH_ALIKE = 0.75
"""Of all words of two names, the share that both have. Neighbours, such as a permit to study and one to work, reach two
thirds in the shipped content; what is above is called by the same words."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An object whose title or alias is much like another."""

    kind: Kind
    key: str
    title: str
    likeness: float
    """From 0 to 1, which is the same words."""


def list_alike(content: Content, kind: Kind, language: str, title: str, *, but: str | None = None) -> tuple[Alike, ...]:
    """Return the objects of a kind that are called much like this title, the most alike first; `but` is left out."""
    found = []
    for entry in content.list_entries(kind):
        words = entry.words.get(language)
        if words is None or entry.key == but:
            continue
        likeness = how_alike(title, words.sections, language)
        if likeness >= MUCH_ALIKE:
            found.append(Alike(kind, entry.key, str(words.sections.get("title", "")), likeness))
    return tuple(sorted(found, key=lambda alike: (-alike.likeness, alike.key)))


def how_alike(title: str, sections: Mapping[str, Any], language: str) -> float:
    """Return how much a title is like the title or the nearest alias among the sections of a language, from 0 to 1."""
    wanted = _words(title, language)
    names = [sections.get("title", ""), *_listed(sections.get("aliases", ()))]
    return max(_likeness(wanted, _words(str(name), language)) for name in names)


def _listed(aliases: str | Iterable[str]) -> Iterable[str]:
    return () if isinstance(aliases, str) else aliases


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _words(text: str, language: str) -> frozenset[str]:
    """Return the words that tell what something is about, each by its first form."""
    return frozenset(forms(word, language)[0] for word in needs(split(text, language), language))
