"""A plan: what one person in one situation must do, bring and pay, by when; the same through every door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from catalogue.facts.base import Duration
from catalogue.facts.life_event import StepKind
from catalogue.facts.money import Per
from catalogue.facts.service import ChannelKind, Depth
from catalogue.read_models.papers import Applies, BringItem, NotBringItem
from catalogue.read_models.text import Text


@dataclass(frozen=True, slots=True)
class PlanOption:
    """One possible answer."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """A question of the pathway that makes sense for this person."""

    id: str
    text: Text
    hint: Text | None
    options: tuple[PlanOption, ...]
    answer: str | None

    @property
    def answered(self) -> bool:
        """Tell whether the person answered it."""
        return self.answer is not None


@dataclass(frozen=True, slots=True)
class Due:
    """Until when, and from when, a step can be done: as dates where they can be told, always as a rule in words."""

    earliest: date | None
    latest: date | None
    rule: Text
    late: Text | None
    overdue: bool = False
    """The latest date lies before the as-of date."""
    waits: bool = False
    """The earliest date lies after the as-of date: it is too early yet."""
    moved: Literal["later", "earlier"] | None = None
    """Where the latest date was moved to, because the day counted is no working day."""
    depends_on: tuple[str, ...] = ()
    """Open questions that decide whether this is the rule."""
    otherwise: tuple[Due, ...] = ()
    """The other rules that may hold instead while those questions are open; this one ends first."""


@dataclass(frozen=True, slots=True)
class PlanChannel:
    """A way to do a step, among which the person may choose."""

    id: str
    kind: ChannelKind
    title: Text | None
    visits: int
    chosen: bool
    depth: Depth = Depth.COMPLETE
    depends_on: tuple[str, ...] = ()
    """Open questions that decide whether the person may take this way."""


@dataclass(frozen=True, slots=True)
class PlanOutput:
    """What a step gives."""

    id: str
    kind: Literal["document", "payment", "right"]
    document: str | None
    title: Text
    valid_for: Duration | None
    collect_within: Duration | None
    renew_before: Duration | None
    """How long before the end of its validity to ask for the next one."""
    applies: Applies
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of the plan. `number` counts from one over the whole plan, alternatives of a group share it."""

    id: str
    number: int
    stage: str
    kind: StepKind
    group: str | None
    group_title: Text | None
    title: Text
    text: Text | None
    """What the step means: the service's summary, or the step's own words."""
    service: str | None
    code: str | None
    address: str | None
    """A web address for an act outside the catalogue."""
    organisation: str | None
    organisation_title: Text | None
    channels: tuple[PlanChannel, ...]
    applies: Applies
    depends_on: tuple[str, ...]
    due: Due | None
    processing: Duration | None
    """The longest promised time of the chosen channel."""
    visits: int
    offices: tuple[str, ...] = ()
    """Offices of the person's place where the step can be completed."""
    after: tuple[str, ...] = ()
    """Steps that come before it, named or because they hand over a paper that it wants."""
    outputs: tuple[PlanOutput, ...] = ()
    applied_on: date | None = None
    ready_by: date | None = None
    """With that day: the last day on which the answer is promised; after it one may complain."""

    @property
    def channel(self) -> str | None:
        """Return the id of the chosen channel."""
        return next((channel.id for channel in self.channels if channel.chosen), None)


@dataclass(frozen=True, slots=True)
class PlanStage:
    """A stretch of the time axis with its steps in order."""

    id: str
    title: Text
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True, slots=True)
class CostItem:
    """One fee of one step on the day of the plan."""

    step: str
    fee: str
    title: Text
    minimum: Decimal | None
    maximum: Decimal | None
    """Both None means not known, which is never nothing."""
    payee: Literal["state", "agent"]
    per: Per
    waived: Text | None
    """The name of the waiver that lowers it, when one certainly applies."""
    late: bool
    applies: Applies
    depends_on: tuple[str, ...]
    changes_on: date | None = None
    """The day from which another amount holds."""
    possible_waivers: tuple[Text, ...] = ()
    """Waivers that an open question decides; the minimum is what is left with them."""
    asked: Decimal | None = None
    """The one amount asked for unless a possible waiver lowers it; None for a range and for what is not known."""
    optional: bool = False
    """Paid only by choice: the fee or its step is optional."""
    in_total: bool = True
    """Counted in the totals. What is optional, and lateness nobody can tell yet, is shown and not counted."""

    @property
    def known(self) -> bool:
        """Tell whether the amount is known."""
        return self.minimum is not None

    @property
    def amount(self) -> Decimal | None:
        """Return the one amount asked for, or None for a range or an amount not known."""
        return self.minimum if self.minimum == self.maximum else self.asked


@dataclass(frozen=True, slots=True)
class Cost:
    """What a plan costs in one currency. What only an open question decides counts in the maximum alone."""

    currency: str
    minimum: Decimal
    maximum: Decimal
    state_minimum: Decimal
    state_maximum: Decimal
    agent_minimum: Decimal
    agent_maximum: Decimal
    unknown: int
    items: tuple[CostItem, ...]

    @property
    def counts_once(self) -> bool:
        """Tell whether the totals count something once that may have to be paid several times."""
        return any(item.in_total and item.maximum and item.per is not Per.APPLICATION for item in self.items)


@dataclass(frozen=True, slots=True)
class Effort:
    """The burden of a plan, over the steps that certainly must be done."""

    visits: int
    offices: int
    organisations: int
    documents: int
    days: int
    """Calendar days of the longest chain of steps that wait for each other."""
    score: Decimal


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that an address or a code named and the plan cannot use.

    `answer` answers a question that makes no sense beside the other answers; all else is no longer in the catalogue.
    The key is as an address writes it, such as `question=option`; `#number` where a code's number has no id any more.
    """

    what: Literal["question", "option", "answer", "place", "step", "channel"]
    key: str


Tick = Literal["done", "not-for-me", "waiting"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one person for one life event."""

    life_event: str
    title: Text
    event: Text
    """What the date of the life event means."""
    sensitive: bool
    language: str
    place: str | None
    place_title: Text | None
    event_date: date | None
    as_of: date
    answers: Mapping[str, str]
    questions: tuple[PlanQuestion, ...]
    stages: tuple[PlanStage, ...]
    bring: tuple[BringItem, ...]
    not_bring: tuple[NotBringItem, ...]
    costs: tuple[Cost, ...]
    effort: Effort
    ticks: Mapping[str, Tick]
    dropped: tuple[Dropped, ...]
    code: str
    sequence: int
    """The catalogue's sequence number when anything that the plan is made from last changed."""

    @property
    def has_choices(self) -> bool:
        """Tell whether the person has alternatives to choose from, of which the effort counts the easiest."""
        return any(step.kind is StepKind.OR and step.group for step in self.steps)

    @property
    def on_the_way(self) -> tuple[NotBringItem, ...]:
        """Return the papers that earlier steps hand over, to be taken along from there."""
        return tuple(item for item in self.not_bring if item.why == "earlier_step")

    @property
    def spared(self) -> tuple[NotBringItem, ...]:
        """Return the papers that the person need not have at all: the state has them, or others send them."""
        return tuple(item for item in self.not_bring if item.why != "earlier_step")

    @property
    def steps(self) -> tuple[PlanStep, ...]:
        """Return all steps in order."""
        return tuple(step for stage in self.stages for step in stage.steps)
