"""Organisations: ministries, agencies, municipalities, private partners."""

from __future__ import annotations

from enum import StrEnum

from catalogue.facts.base import Address, Facts, Id, Mail, Phone


class Level(StrEnum):
    """The level on which a body works."""

    NATIONAL = "national"
    REGIONAL = "regional"
    MUNICIPAL = "municipal"
    PRIVATE = "private"


class Organisation(Facts):
    """A public body or a partner. Words: title, abbreviation, summary."""

    note: str | None = None
    level: Level
    parent: Id | None = None
    place: Id | None = None
    phone: Phone | None = None
    mail: Mail | None = None
    address: Address | None = None
    post: tuple[str, ...] = ()
