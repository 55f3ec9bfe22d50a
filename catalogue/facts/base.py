"""What all facts share: the frozen model, identifiers, spans of time and the points they are counted from."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, PlainSerializer, StringConstraints
from pydantic_core import CoreSchema, core_schema

# Words an address uses for itself, so no question may be called so (interfaces, "Content ids").
RESERVED_QUESTION_IDS = frozenset({"place", "event-date", "as-of", "q", "done", "waiting", "skip", "dropped", "since"})

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$", max_length=60)]
"""Lower-case ASCII words joined by hyphens, the same in every language."""

Mail = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ]{2,24}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$", max_length=500)]
"""A web address. Only https: a public body does not send people over an open line."""
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")


def _read_moment(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if not _MOMENT.fullmatch(value.strip()):
            raise ValueError(value)
        return datetime.fromisoformat(value.strip())
    except ValueError:
        raise ValueError(f"“{value}” is no day with a time of day; write it as 2026-12-31 18:30") from None


Moment = Annotated[
    datetime, BeforeValidator(_read_moment), PlainSerializer(lambda moment: f"{moment:%Y-%m-%d %H:%M}", str)
]
"""A day with a time of day, to the minute, on the clocks of the country; it carries no time zone."""


@lru_cache(maxsize=4096)
def _held_once(names: frozenset[str]) -> set[str]:
    return set(names)


class Facts(BaseModel):
    """Language-neutral facts of one object or part; immutable, unknown fields are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True)

    def model_post_init(self, context: Any) -> None:
        """Hold the names of the fields that were given together with all facts that were given the same ones."""
        # A process keeps ten thousand parts, and a set of its own takes as much room as what most of them say.
        object.__setattr__(self, "__pydantic_fields_set__", _held_once(frozenset(self.model_fields_set)))

    def to_plain(self) -> dict[str, Any]:
        """Return the facts as JSON-ready values, defaults left out, in the order of the canonical form."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """Build facts from JSON-ready or all-text values. Raises `pydantic.ValidationError` naming every fault."""
        return cls.model_validate(plain)


class Part(Facts):
    """A part of an object that words, variants and conditions refer to by its id."""

    id: Id
    note: str | None = None
    """A remark for editors; never shown to citizens."""


class Unit(StrEnum):
    """Units of a span of time. Days are calendar days unless they are working days."""

    DAYS = "days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class _WrittenAsText(ABC):
    """A value that content files and JSON carry as one short phrase, such as `10 working-days`."""

    phrase: ClassVar[str]
    """What an editor is told to write."""

    @classmethod
    @abstractmethod
    def parse(cls, text: str) -> Self:
        """Read the phrase. Raises `ValueError`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.union_schema(
            [
                core_schema.is_instance_schema(cls),
                core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema()),
            ],
            mode="left_to_right",
            custom_error_type="phrase",
            custom_error_message=f"expected {cls.phrase}",
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )


@dataclass(frozen=True, slots=True)
class Duration(_WrittenAsText):
    """A span of time such as `5 working-days` or `3 months`."""

    value: int
    unit: Unit

    phrase: ClassVar[str] = "a whole number and a unit: days, working-days, weeks, months or years"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `VALUE UNIT`; the singular of a unit is accepted. Raises `ValueError`."""
        match = re.fullmatch(r"(\d{1,5}) (day|working-day|week|month|year)s?", text.strip())
        if not match:
            raise ValueError(f"“{text}” is not {cls.phrase}")
        return cls(int(match[1]), Unit(match[2] + "s"))

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Offset(_WrittenAsText):
    """A point in time counted from an anchor: `10 working-days after event`, `8 weeks before event`.

    The anchor is `event` (the date of the life event), `application` (the day the service is asked for)
    or the id of another step of the same life event.
    """

    duration: Duration
    side: str
    anchor: str

    phrase: ClassVar[str] = "a span and what it is counted from, such as “10 working-days after event”"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `VALUE UNIT before|after ANCHOR`. Raises `ValueError`."""
        match = re.fullmatch(rf"(.+) (before|after) ({ID_PATTERN})", text.strip())
        if not match:
            raise ValueError(f"“{text}” is not {cls.phrase}")
        return cls(Duration.parse(match[1]), match[2], match[3])

    def __str__(self) -> str:
        return f"{self.duration} {self.side} {self.anchor}"
