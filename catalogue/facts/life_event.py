"""A life event: a pathway of stages and steps."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from catalogue.facts.base import ID_PATTERN, Address, Facts, Id, Part
from catalogue.facts.conditions import Condition
from catalogue.facts.service import Care, Deadline


class StepKind(StrEnum):
    """How a step stands among the others: it must be done, is one of several ways, or may be done."""

    AND = "and"
    OR = "or"
    OPTIONAL = "optional"


class AskedQuestion(Facts):
    """A question that the pathway asks, and when it makes sense to ask it."""

    question: Id
    when: Condition | None = None


class Stage(Part):
    """A stretch of the time axis. Words: `stages.<id>`."""


class LifeEventStep(Part):
    """A step: a service of the catalogue, or an act outside it.

    Words: `steps.<id>` is the title (for a service it may be left out: the service's title serves),
    `steps.<id>.text` explains it.
    """

    stage: Id
    service: Id | None = None
    kind: StepKind = StepKind.AND
    group: Id | None = None
    """Steps of kind `or` in one group are alternatives. Words: `groups.<id>`."""
    when: Condition | None = None
    after: tuple[Id, ...] = ()
    """Steps that must come before; outputs that feed requirements are followed without being named here."""
    deadline: Id | None = None
    """Which of the service's deadlines governs the step; left out, the first that applies."""
    due: Deadline | None = None
    """A rule of the step's own. Words: `steps.<id>.due` and `steps.<id>.late`."""
    gives: tuple[Id, ...] = ()
    """Documents that an act outside the catalogue hands over."""
    address: Address | None = None


Answer = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}={ID_PATTERN}$", max_length=121)]
"""One answer, as addresses and commands write it: `question=option`."""


class ExamplePerson(Part):
    """Somebody for whom editors see the plan before it changes; citizens never do. The note says who it is."""

    place: Id | None = None
    event_date: date | None = None
    as_of: date | None = None
    """The day on which the person asks; left out, the day on which an editor looks."""
    answers: tuple[Answer, ...] = ()


class LifeEvent(Care):
    """The facts of one life event. Words: title, summary, aliases, `event` (what its date means), overview."""

    note: str | None = None
    order: int
    """Place among the life events on the home page, lowest first."""
    sensitive: bool = False
    sensitive_when: Condition | None = None
    """The answers that make a plan sensitive, where the life event as a whole is not."""
    target_groups: tuple[Id, ...] = ()
    topics: tuple[Id, ...] = ()
    people_per_year: int | None = Field(None, gt=0)
    questions: tuple[AskedQuestion, ...] = ()
    stages: tuple[Stage, ...] = Field(min_length=1)
    steps: tuple[LifeEventStep, ...] = Field(min_length=1)
    follow_ups: tuple[Id, ...] = ()
    """Life events that often come next."""
    instead: Id | None = None
    """The life event to offer when circumstances have changed (row B12)."""
    examples: tuple[ExamplePerson, ...] = ()
