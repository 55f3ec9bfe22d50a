"""A service page: all of one service for one place, one day and one language, in the fixed order of row C1."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from catalogue.read_models.cards import Card, LocalRule
from catalogue.read_models.service_lines import (
    ChannelSection,
    CriterionLine,
    DeadlineLine,
    ExceptionLine,
    FeeLine,
    FileLine,
    LawLine,
    OutputLine,
    RequirementGroup,
    RequirementLine,
    TimeLine,
    WaiverLine,
)
from catalogue.read_models.text import Freshness, Text


@dataclass(frozen=True, slots=True)
class PartOf:
    """A life event that the service is a step of (row B3)."""

    life_event: Card
    step: str
    number: int
    total: int
    previous: Card | None
    following: Card | None
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """When the service was last checked, by whom, and when the next check is due. Saving is not checking."""

    on: date | None
    by: Text | None
    review: date | None
    overdue: bool
    very_overdue: bool
    """More than twice the time from check to check has passed since the last one."""
    being_rechecked: bool
    """A law it rests on has changed since the check."""


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything about one service for one reader."""

    id: str
    code: str
    language: str
    place: LocalRule | None
    """The place it is shown for, or None for national rules."""
    as_of: date
    title: Text
    summary: Text
    overview: Text | None
    local: Text | None
    """What the place says of its own."""
    organisation: Card
    organisation_phone: str | None
    organisation_mail: str | None
    organisation_address: str | None
    who: Text
    criteria: tuple[CriterionLine, ...]
    requirements: tuple[RequirementGroup, ...]
    """What the person brings."""
    supplied: tuple[RequirementLine, ...]
    """What the person need not bring."""
    fees: tuple[FeeLine, ...]
    waivers: tuple[WaiverLine, ...]
    times: tuple[TimeLine, ...]
    deadlines: tuple[DeadlineLine, ...]
    channels: tuple[ChannelSection, ...]
    outputs: tuple[OutputLine, ...]
    next: Text | None
    exceptions: tuple[ExceptionLine, ...]
    files: tuple[FileLine, ...]
    complaint: Text | None
    laws: tuple[LawLine, ...]
    part_of: tuple[PartOf, ...]
    target_groups: tuple[Card, ...]
    topics: tuple[Card, ...]
    related: tuple[Card, ...]
    local_places: tuple[LocalRule, ...]
    """Places that have rules of their own for this service."""
    checked: Checked
    freshness: Freshness
    """How the stalest section of the page's words stands to its source."""
    sequence: int
    valid_until: date | None
    """The first day on which a fact shown here changes of itself."""
    sensitive: bool = False
    """Nobody else should come across that somebody read this page (row B7)."""

    @property
    def shared_steps(self) -> tuple[Text, ...]:
        """Return the steps that several ways have in common, all of them; none where one way differs."""
        ways = {channel.steps for channel in self.channels}
        return self.channels[0].steps if len(self.channels) > 1 and len(ways) == 1 else ()

    @property
    def state_fees(self) -> tuple[FeeLine, ...]:
        """Return the official fees."""
        return tuple(fee for fee in self.fees if fee.payee == "state")

    @property
    def agent_fees(self) -> tuple[FeeLine, ...]:
        """Return what agents charge for their own work."""
        return tuple(fee for fee in self.fees if fee.payee == "agent")

    @property
    def agents_only(self) -> bool:
        """Tell whether the state takes nothing, and those who do the work are paid whichever way one goes."""
        return not self.state_fees and any(not fee.optional and not fee.channels for fee in self.agent_fees)

    @property
    def main_fee(self) -> FeeLine | None:
        """Return the one fee that everybody pays who is in time and orders nothing extra, if it is one alone."""
        owed = self.agent_fees if self.agents_only else self.state_fees
        ordinary = [fee for fee in owed if not fee.late and not fee.optional]
        return ordinary[0] if len(ordinary) == 1 and ordinary[0].amount else None

    @property
    def free_in_time(self) -> bool:
        """Tell whether only those pay who are late or who order something extra."""
        return all(fee.late or fee.optional for fee in self.state_fees)

    @property
    def loose_waivers(self) -> tuple[WaiverLine, ...]:
        """Return the waivers that no fee on the page carries."""
        carried = {waiver.id for fee in self.fees for waiver in fee.waivers}
        return tuple(waiver for waiver in self.waivers if waiver.id not in carried)

    @property
    def has_local_rules(self) -> bool:
        """Tell whether anything on the page is a rule of the reader's own place."""
        lines = (
            *self.criteria, *self.supplied, *self.fees, *self.waivers, *self.times, *self.deadlines,
            *self.channels, *self.outputs, *self.exceptions,
            *(line for group in self.requirements for line in group.lines),
        )  # fmt: skip
        return any(line.origin for line in lines)
