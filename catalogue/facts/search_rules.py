"""What editors tell the search: words that mean the same, and answers that come first."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from catalogue.facts.base import Facts, Id, Mail

PINNED = ("service", "life_event", "document", "organisation", "office")
"""The kinds of object that a pin may lead to, called as `Kind` calls them."""


class SearchRule(Facts):
    """What steers the search and is nothing that citizens read: its languages are no translations of each other."""

    note: str | None = None
    owner: Mail | None = None


class Synonyms(SearchRule):
    """A list of words that mean the same. Words: `rules`, a line each."""


class Pin(SearchRule):
    """An object that is the first answer to certain queries. Words: `queries`, as people type them."""

    service: Id | None = None
    life_event: Id | None = None
    document: Id | None = None
    organisation: Id | None = None
    office: Id | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if sum(getattr(self, kind) is not None for kind in PINNED) != 1:
            raise ValueError(f"name exactly one of {', '.join(PINNED)}")
        return self

    @property
    def target(self) -> tuple[str, str]:
        """Return the kind and the id of the object that comes first."""
        return next((kind, key) for kind in PINNED if (key := getattr(self, kind)) is not None)
