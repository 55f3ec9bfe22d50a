"""What a counter shows of one service: its page, and which lines of it hold for the person who stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalogue.read_models.plan import Cost, CostItem, Due, PlanQuestion
from catalogue.read_models.service import ServicePage
from catalogue.read_models.service_lines import (
    Amount,
    ChannelSection,
    CriterionLine,
    DeadlineLine,
    ExceptionLine,
    FeeLine,
    OutputLine,
    RequirementGroup,
    RequirementLine,
    TimeLine,
)
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class FeeAtCounter:
    """A fee as the page says it, and what of it this person pays."""

    line: FeeLine
    item: CostItem
    amount: Amount

    @property
    def id(self) -> str:
        """Return the id of the fee."""
        return self.line.id


@dataclass(frozen=True)
class Sheet:
    """One service for one person in one language. Lines that certainly do not hold are left out."""

    page: ServicePage
    left_out: frozenset[str]
    """The parts that do not hold, by `requirements.<id>` and the like."""
    open: Mapping[str, tuple[str, ...]]
    """The parts that answers decide which nobody gave, with those questions."""
    questions: tuple[PlanQuestion, ...]
    """Everything on which a part depends, with the answer where it was given."""
    costs: tuple[Cost, ...]
    due: Due | None
    asks_event_date: bool
    event_date: date | None
    way: str | None
    """The channel for which papers, fees and times are told."""
    quickest: str | None
    """The id of the shortest time, where somebody is in a hurry."""
    elsewhere: Text | None = None
    """The only place where the service exists, when the person lives in another."""

    @property
    def requirements(self) -> tuple[RequirementGroup, ...]:
        """Return the papers that this person brings, alternatives together."""
        groups = (
            RequirementGroup(
                group.id, group.title, tuple(line for line in group.lines if self._holds("requirements", line))
            )
            for group in self.page.requirements
        )
        return tuple(group for group in groups if group.lines)

    @property
    def papers(self) -> tuple[RequirementLine, ...]:
        """Return the papers that this person brings, one after the other."""
        return tuple(line for group in self.requirements for line in group.lines)

    def lacking(self, have: frozenset[str]) -> tuple[str, ...]:
        """Return the papers that are still missing beside those a person has, by the ids of requirements.

        Where any one of several will do and the person has one, none of the others is missing.
        """
        groups = (group for group in self.requirements if not any(line.id in have for line in group.lines))
        return tuple(line.id for group in groups for line in group.lines)

    @property
    def supplied(self) -> tuple[RequirementLine, ...]:
        """Return the papers that this person need not bring."""
        return tuple(line for line in self.page.supplied if self._holds("requirements", line))

    @property
    def fees(self) -> tuple[FeeAtCounter, ...]:
        """Return what this person pays, or may pay, the optional last."""
        lines = {line.id: line for line in self.page.fees}
        fees = (
            FeeAtCounter(lines[item.fee], item, Amount(item.minimum, item.maximum, cost.currency))
            for cost in self.costs
            for item in cost.items
        )
        return tuple(sorted(fees, key=lambda fee: fee.item.optional))

    @property
    def times(self) -> tuple[TimeLine, ...]:
        """Return how long it takes; for who is in a hurry the shortest first."""
        lines = (line for line in self.page.times if self._holds("times", line))
        return tuple(sorted(lines, key=lambda line: line.id != self.quickest) if self.quickest else lines)

    @property
    def deadlines(self) -> tuple[DeadlineLine, ...]:
        """Return until when it must be done."""
        return tuple(line for line in self.page.deadlines if self._holds("deadlines", line))

    @property
    def channels(self) -> tuple[ChannelSection, ...]:
        """Return the ways that are open to this person."""
        return tuple(line for line in self.page.channels if self._holds("channels", line))

    @property
    def criteria(self) -> tuple[CriterionLine, ...]:
        """Return what must be true; what is certainly not stays, since it decides everything."""
        return self.page.criteria

    @property
    def exceptions(self) -> tuple[ExceptionLine, ...]:
        """Return the special cases that this one may be."""
        return tuple(line for line in self.page.exceptions if self._holds("exceptions", line))

    @property
    def outputs(self) -> tuple[OutputLine, ...]:
        """Return what this person gets."""
        return tuple(line for line in self.page.outputs if self._holds("outputs", line))

    def holds(self, path: str) -> bool:
        """Tell whether a part holds, or may."""
        return path not in self.left_out

    def _holds(self, name: str, line: object) -> bool:
        return self.holds(f"{name}.{line.id}")  # type: ignore[attr-defined]
