"""Variants: what one place changes of a service, part by part; the rest is inherited."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

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


def _as_text(value: Any) -> Any:
    """Keep values as content files have them, so that a change reads the same from a file, a form or the database."""
    match value:
        case dict():
            return {str(key): _as_text(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_as_text(inner) for inner in value]
        case bool():
            return str(value).lower()
        case None:
            return None
    return str(value)


PartFields = Annotated[dict[str, Any], BeforeValidator(_as_text)]
"""Some fields of a part, all as text; None stands for a field that is taken away."""


class Change(Facts):
    """One change: fields of a part are replaced, a part is added, or a part is removed.

    `replace: fees.standard` with the changed fields in `with`; `add: fees` with the whole part, its id included;
    `remove: fees.standard`. `national` remembers the national value that was replaced or removed, so that a later
    national change is noticed.
    """

    replace: str | None = Field(None, pattern=rf"^({'|'.join(PART_LISTS)})\.[a-z0-9-]+$")
    add: PartList | None = None
    remove: str | None = Field(None, pattern=rf"^({'|'.join(PART_LISTS)})\.[a-z0-9-]+$")
    fields: PartFields | None = Field(None, alias="with")
    national: PartFields | None = None

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
