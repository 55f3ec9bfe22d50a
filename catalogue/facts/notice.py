"""Notices: what everybody must know for a while – a closed road, a strike, a flood – on every page and in the bot."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import Field, ValidationInfo, field_validator

from catalogue.facts.base import Address, Facts, Id, Moment


class NoticeLevel(StrEnum):
    """How urgent a notice is, the least urgent first."""

    INFO = "info"
    WARNING = "warning"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """Return a number that is the greater, the more urgent the level is."""
        return list(type(self)).index(self)


class Notice(Facts):
    """What is said on top of everything, from one moment until another. Words: title, `text`."""

    note: str | None = None
    level: NoticeLevel
    begins: Moment = Field(alias="from")
    ends: Moment = Field(alias="until")
    """Required, so that no notice outlives what it warns of. At this moment it is gone."""
    places: tuple[Id, ...] = ()
    """For whom it is: those who live in these places, or in a place inside them; none named means everybody."""
    services: tuple[Id, ...] = ()
    """The services that it concerns."""
    address: Address | None = None
    """Where more is said about it."""

    @field_validator("ends")
    @classmethod
    def _after_it_begins(cls, ends: datetime, info: ValidationInfo) -> datetime:
        begins = info.data.get("begins")
        if begins is not None and ends <= begins:
            raise ValueError("the notice ends before it begins")
        return ends
