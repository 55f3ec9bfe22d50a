"""The papers of a plan: each once, with how many, how fresh and for which steps; and those that need not be brought."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from catalogue.facts.base import Duration
from catalogue.read_models.text import Text

Applies = Literal["yes", "depends"]
"""What certainly does not apply is not in the plan; what an open question decides is kept and says so."""


@dataclass(frozen=True, slots=True)
class AgeLimit:
    """How old a paper may be for some of the steps that want it."""

    not_older_than: Duration
    """Its age at most, counted back from the day of the step."""
    issued_from: date | None
    """With a date for the steps: issued on or after this day it is fresh enough on the last day of each."""
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """What steps say of a paper in their own words."""

    text: Text
    steps: tuple[str, ...]
    """The steps that say it."""


@dataclass(frozen=True, slots=True)
class BringItem:
    """A paper to bring, once for the whole plan."""

    document: str
    title: Text
    originals: int
    copies: int
    certified_copies: int
    """Certified copies, which `copies` does not count."""
    kept: int
    """How many of the originals are kept by an office."""
    not_older_than: Duration | None
    """The strictest freshness asked for, counted at the date of the step that asks."""
    per_person: bool
    translated: bool
    legalised: bool
    any_of: tuple[str, ...]
    """Documents any one of which will do instead, this one not among them."""
    group_title: Text | None
    applies: Applies
    depends_on: tuple[str, ...]
    steps: tuple[str, ...]
    age_limits: tuple[AgeLimit, ...] = ()
    """How old it may be; several where one paper may not do for all steps."""
    remarks: tuple[Remark, ...] = ()
    optional: bool = False
    """Not needed by every choice: only steps one may leave out want it, or one of several ways gives it."""
    from_step: str | None = None
    """The earlier step that hands the paper over; what is counted here are copies of it and what it gives too few."""


@dataclass(frozen=True, slots=True)
class NotBringItem:
    """A paper that a step wants and that the person need not bring."""

    document: str
    title: Text
    why: Literal["state_has", "other_supplies", "earlier_step"]
    source: Text | None
    """Who has or sends it, or the title of the earlier step."""
    applies: Applies
    depends_on: tuple[str, ...]
    steps: tuple[str, ...]
    from_step: str | None = None
    """The earlier step that hands it over, to be taken along from there."""
    not_older_than: Duration | None = None
    """The strictest freshness that a step asks of what an earlier step handed over."""
