"""The steps that apply to a person, each with the way it is done, in an order in which papers come before their use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue.errors import InvalidContent, Problem
from catalogue.facts import Condition
from catalogue.facts.document import Requirement, Supplier
from catalogue.facts.life_event import LifeEventStep, StepKind
from catalogue.facts.service import Channel, Output
from catalogue.plans.channels import Way, choose_way, list_ways
from catalogue.plans.conditions import Verdict, exclude_each_other, judge, requirements_of
from catalogue.plans.ordering import find_cycle, in_order, with_wishes
from catalogue.plans.pathway import Pathway, PathwayService, Situation
from catalogue.read_models.plan import Dropped, Tick
from catalogue.read_models.text import Text


@dataclass(frozen=True)
class Want:
    """A paper that a step wants by the way it is done, and whether it does (given that the step applies)."""

    requirement: Requirement
    verdict: Verdict


@dataclass(frozen=True)
class Gift:
    """A paper that a step hands over, and whether it does (given that the step is done)."""

    document: str
    verdict: Verdict
    output: Output | None = None

    @property
    def number(self) -> int:
        """Return how many originals are handed over."""
        return self.output.number if self.output else 1


@dataclass(frozen=True)
class Step:
    """A step that applies, or may: it is left out only when its condition is certainly false."""

    facts: LifeEventStep
    service: PathwayService | None
    ways: tuple[Way, ...]
    way: Way | None
    verdict: Verdict
    tick: Tick | None
    wants: tuple[Want, ...]
    gives: tuple[Gift, ...]
    outputs: tuple[tuple[Output, Verdict], ...] = ()
    """What the service gives, and whether it does."""
    active: bool = True
    """Still to be done; what is done, not for the person, or an alternative to such a step leaves every total."""

    @cached_property
    def id(self) -> str:
        """Return the id of the step."""
        return self.facts.id

    @cached_property
    def tests(self) -> tuple[Condition, ...]:
        """Return all that must hold for the step to apply."""
        return requirements_of(self.facts.when)

    @cached_property
    def unit(self) -> str:
        """Return what alternatives share: their group; a step without alternatives is alone."""
        return f"group/{self.facts.group}" if self.is_alternative else self.id

    @cached_property
    def is_alternative(self) -> bool:
        """Tell whether the person may choose another step of the group instead."""
        return self.facts.kind is StepKind.OR and self.facts.group is not None

    @property
    def is_optional(self) -> bool:
        """Tell whether the person may leave the step out."""
        return self.facts.kind is StepKind.OPTIONAL

    @property
    def channel(self) -> Channel | None:
        """Return the way the step is done."""
        return self.way.channel if self.way else None

    @property
    def visits(self) -> int:
        """Return how many times one must appear in person."""
        return self.channel.visits_needed if self.channel else 0


@dataclass(frozen=True)
class Route:
    """The steps in order, and for each those before it that it waits for."""

    steps: tuple[Step, ...]
    before: Mapping[str, tuple[str, ...]]
    dropped: tuple[Dropped, ...]

    @cached_property
    def given(self) -> frozenset[str]:
        """Return every paper that some step hands over, or may."""
        return frozenset(gift.document for step in self.steps for gift in step.gives)

    @cached_property
    def active(self) -> tuple[Step, ...]:
        """Return the steps still to be done."""
        return tuple(step for step in self.steps if step.active)


def find_route(pathway: Pathway, situation: Situation) -> Route:
    """Return the steps that apply to a person, in stages and in order.

    Raises `InvalidContent` naming the ring where steps wait for each other.
    """
    dropped: list[Dropped] = []
    steps = []
    for facts in pathway.facts.steps:
        step = _step(facts, pathway, situation, dropped)
        if step is not None:
            steps.append(step)
    steps = _without_the_settled(steps)
    waits, perhaps, wishes = _waits(steps)
    stages = [stage.id for stage in pathway.facts.stages]
    ordered: list[Step] = []
    for stage in stages:
        of_stage = [step for step in steps if step.facts.stage == stage]
        ordered += _in_order(of_stage, waits, [*perhaps, *wishes], pathway.id)
    return Route(tuple(ordered), _before(ordered, [*waits, *perhaps]), tuple(dropped))


def title_of(step: Step, pathway: Pathway) -> Text:
    """Return the title of a step: its own words, else the title of its service."""
    own = pathway.wording.text(f"steps.{step.id}")
    return own or (step.service.wording.title if step.service else Text(step.id, pathway.language))


def _step(facts: LifeEventStep, pathway: Pathway, situation: Situation, dropped: list[Dropped]) -> Step | None:
    verdict = judge(facts.when, situation, pathway.places)
    service = pathway.services.get(facts.service) if facts.service else None
    wanted = situation.channels.get(facts.id)
    if service is not None and service.facts.place is not None:
        # A service that exists in one place only is no step for people who live elsewhere.
        verdict &= judge(Condition(within=service.facts.place), situation, pathway.places)
    ways = list_ways(service.facts, pathway, situation) if service else ()
    way = choose_way(ways, wanted)
    if wanted is not None and wanted != (way.channel.id if way else None):
        dropped.append(Dropped("channel", f"{facts.id}={wanted}"))
    if not verdict.possible:
        return None
    outputs = _outputs(service, pathway, situation)
    handed_over = [Gift(output.document, given, output) for output, given in outputs if output.document is not None]
    return Step(
        facts=facts,
        service=service,
        ways=ways,
        way=way,
        verdict=verdict,
        tick=situation.ticks.get(facts.id),
        wants=_wants(service, way, pathway, situation),
        gives=(*(Gift(document, Verdict()) for document in facts.gives), *handed_over),
        outputs=outputs,
    )


def _in_its_case(requirement: Requirement) -> Verdict:
    # No question asks about such a case, so nothing is named on which it depends.
    return Verdict(None) if requirement.sometimes else Verdict()


def _wants(service: PathwayService | None, way: Way | None, pathway: Pathway, situation: Situation) -> tuple[Want, ...]:
    wants = (
        Want(requirement, judge(requirement.when, situation, pathway.places) & _in_its_case(requirement))
        for requirement in (service.facts.requirements if service else ())
        if not requirement.channels or (way and way.channel.id in requirement.channels)
    )
    return tuple(want for want in wants if want.verdict.possible)


def _outputs(
    service: PathwayService | None, pathway: Pathway, situation: Situation
) -> tuple[tuple[Output, Verdict], ...]:
    outputs = (
        (output, judge(output.when, situation, pathway.places)) for output in (service.facts.outputs if service else ())
    )
    return tuple((output, verdict) for output, verdict in outputs if verdict.possible)


def _without_the_settled(steps: list[Step]) -> list[Step]:
    """Take out of the totals what is ticked off, and the alternatives to what is done or under way."""
    chosen = {step.unit for step in steps if step.is_alternative and step.tick in ("done", "waiting")}
    return [
        replace(
            step,
            active=step.tick == "waiting" or (step.tick is None and not (step.is_alternative and step.unit in chosen)),
        )
        for step in steps
    ]


Pairs = list[tuple[str, str]]
"""Steps, each with one that it comes after."""


def _waits(steps: list[Step]) -> tuple[Pairs, Pairs, Pairs]:
    """Return who waits for whom: what must be so, what an open question makes so, and what is only handy.

    A named step and the giver of a paper that is certainly wanted must come first. Where an open question decides,
    or where the paper is one of several that will do or is asked only of some, the order gives way where it would
    close a ring; and without such a paper one may well come, so its giver is in nobody's way.
    """
    waits: Pairs = []
    perhaps: Pairs = []
    wishes: Pairs = []
    for step in steps:
        wanted = [want for want in step.wants if want.requirement.supplied_by is Supplier.APPLICANT]
        documents = {want.requirement.document for want in wanted}
        for other in steps:
            gifts = [gift for gift in other.gives if gift.document in documents]
            named = other.id in step.facts.after
            if other.unit == step.unit or not (gifts or named) or exclude_each_other(step.tests, other.tests):
                continue
            if named:
                waits.append((step.id, other.id))
            for gift in gifts:
                this_very = [
                    want
                    for want in wanted
                    if want.requirement.document == gift.document
                    if want.requirement.group is None and not want.requirement.sometimes
                ]
                pair = step.id, other.id
                if not this_very:
                    wishes.append(pair)
                elif _is_certain(step, this_very, other, gift):
                    waits.append(pair)
                else:
                    perhaps.append(pair)
    return waits, perhaps, wishes


def _is_certain(step: Step, wants: list[Want], giver: Step, gift: Gift) -> bool:
    certain = giver.verdict.certain and step.verdict.certain and gift.verdict.certain
    return certain and not giver.is_optional and any(want.verdict.certain for want in wants)


def _in_order(steps: list[Step], waits: Pairs, wishes: Pairs, life_event: str) -> list[Step]:
    unit_of = {step.id: step.unit for step in steps}
    units = list(dict.fromkeys(unit_of.values()))
    strict: dict[str, set[str]] = {unit: set() for unit in units}
    for step, other in waits:
        if step in unit_of and other in unit_of:
            strict[unit_of[step]].add(unit_of[other])
    ring = find_cycle(units, strict)
    if ring:
        raise InvalidContent((_ring_problem(life_event, ring),))
    inside = [(unit_of[step], unit_of[other]) for step, other in wishes if step in unit_of and other in unit_of]
    ordered = in_order(units, with_wishes(strict, inside))
    return [step for unit in ordered for step in steps if step.unit == unit]


def _ring_problem(life_event: str, ring: tuple[str, ...]) -> Problem:
    names = " → ".join((*ring, ring[0]))
    return Problem(
        path=f"life-events/{life_event}/life-event.yaml",
        field="steps",
        problem=f"Steps wait for each other: {names}.",
        remedy="Take a step out of `after`, or a paper out of what one of the services wants or gives.",
    )


def _before(ordered: list[Step], waits: Pairs) -> dict[str, tuple[str, ...]]:
    position = {step.id: index for index, step in enumerate(ordered)}
    before: dict[str, list[str]] = {step.id: [] for step in ordered}
    for step, other in waits:
        if step in position and other in position and position[other] < position[step] and other not in before[step]:
            before[step].append(other)
    return {step: tuple(sorted(others, key=position.__getitem__)) for step, others in before.items()}
