"""What is found and how much each part of it counts: declared here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELDS: dict[str, float] = {"title": 3.0, "aliases": 2.0, "summary": 1.5, "body": 1.0}
"""The parts of a document that are read for words, and their weights (docs/decisions/0010)."""

FACETS = ("kind", "target_group", "topic", "organisation", "channel", "free", "place")
"""By what results can be narrowed and counted."""

EVERYWHERE = "*"
"""The place of what holds in every place: a document that names none."""


def name_token(kind: str, id: str) -> str:
    """Return the token by which one object is found and no text finds it: no analysis leaves a colon in a word."""
    return f"{kind}:{id}"


KINDS: dict[str, float] = {"service": 1.0, "life_event": 1.0, "document": 0.6}
OTHER_KINDS = 0.75
"""What a service or a life event has over other kinds that match better: people who type the name of a paper want the
service that gives it. What is called by its own name, other than a paper, is what was looked for (docs/decisions/0010).
"""
NAMED_KINDS = ("organisation", "office")
"""Kinds whose own name, typed in full, makes them the answer."""


@dataclass(frozen=True)
class SearchDocument:
    """One object of the catalogue in one language, as search sees it.

    `facets` holds values by facet name, of `FACETS` only; `kind` is added by itself. No `place` means everywhere.
    Raises `ValueError` on an unknown facet.
    """

    kind: str
    id: str
    language: str
    title: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fallback: str | None = None
    """The language its words are in, where the object is not translated into `language`."""

    @property
    def written_in(self) -> str:
        """Return the language its words are in."""
        return self.fallback or self.language

    def __post_init__(self) -> None:
        unknown = set(self.facets) - set(FACETS)
        if unknown:
            raise ValueError(f"unknown facets: {', '.join(sorted(unknown))}")

    def values(self) -> dict[str, tuple[str, ...]]:
        """Return the values of every facet, with the kind, and with everywhere where no place is named."""
        values = {name: tuple(self.facets.get(name, ())) for name in FACETS}
        values["kind"] = (self.kind,)
        values["place"] = values["place"] or (EVERYWHERE,)
        return values
