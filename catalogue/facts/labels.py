"""The small nouns: target groups, topics, questions and laws."""

from __future__ import annotations

from datetime import date

from pydantic import Field, field_validator

from catalogue.facts.base import RESERVED_QUESTION_IDS, Address, Facts, Id, Part


class TargetGroup(Facts):
    """A group of people. Words: title, summary, aliases."""

    note: str | None = None
    order: int


class Topic(Facts):
    """A subject to browse by. Words: title, summary, aliases."""

    note: str | None = None
    order: int


class Option(Part):
    """One possible answer. Words: `options.<id>`."""


class Question(Facts):
    """What pathways need to know; enumerated options only, shared. Words: title, `hint`, `options.<id>`."""

    note: str | None = None
    options: tuple[Option, ...] = Field(min_length=2)

    @field_validator("options")
    @classmethod
    def _each_option_once(cls, options: tuple[Option, ...]) -> tuple[Option, ...]:
        if len({option.id for option in options}) != len(options):
            raise ValueError("two options have the same id")
        return options


class Law(Facts):
    """A legal basis. Words: title, abbreviation."""

    note: str | None = None
    version: date
    """The date of the version in force."""
    address: Address


def is_reserved(question: Id) -> bool:
    """Tell whether a question may not be called so, because addresses use the word for themselves."""
    return question in RESERVED_QUESTION_IDS
