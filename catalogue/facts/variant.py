"""Variants: what one place changes of a service, part by part; the rest is inherited."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from catalogue.facts.base import Facts, Id
from catalogue.facts.service import Care

PartList = Literal[
    "criteria",
    "channels",
    "requirements",
    "fees",
    "waivers",
    "times",
    "deadlines",
    "steps",
    "exceptions",
    "outputs",
    "files",
]
PART_LISTS: tuple[str, ...] = PartList.__args__


class Change(Facts):
    """One change: fields of a part are replaced, a part is added, or a part is removed.

    `replace: fees.standard` with the changed fields in `with`; `add: fees` with the whole part, its id included;
    `remove: fees.standard`. `national` remembers the national value that was replaced or removed, so that a later
    national change is noticed.
    """

    replace: str | None = Field(None, pattern=rf"^({'|'.join(PART_LISTS)})\.[a-z0-9-]+$")
    add: PartList | None = None
    remove: str | None = Field(None, pattern=rf"^({'|'.join(PART_LISTS)})\.[a-z0-9-]+$")
    fields: dict[str, Any] | None = Field(None, alias="with")
    national: dict[str, Any] | None = None

    @model_validator(mode="after")
    def _one_verb(self) -> Self:
        if [self.replace, self.add, self.remove].count(None) != 2:
            raise ValueError("a change is exactly one of: replace, add, remove")
        if (self.fields is None) != (self.remove is not None):
            raise ValueError("replace and add need `with`; remove has none")
        if (self.national is None) != (self.add is not None):
            raise ValueError("replace and remove remember the `national` value; add has none")
        return self

    @property
    def part(self) -> tuple[str, str]:
        """Return the list and the id of the part that changes."""
        if self.add is not None:
            return self.add, str((self.fields or {}).get("id", ""))
        name, _, key = (self.replace or self.remove or "").partition(".")
        return name, key


class Variant(Care):
    """What one place changes of a service. Words: any section of the service that differs, and `local`."""

    note: str | None = None
    organisation: Id | None = None
    """The body that does the service there, when it is another."""
    changes: tuple[Change, ...] = ()
