"""What would be if a life event asked less of people: the same plans with a paper, a visit or a fee dropped. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from catalogue.errors import InvalidContent
from catalogue.facts import Service
from catalogue.facts.life_event import LifeEventStep
from catalogue.plans.pathway import Pathway, PathwayService, Situation
from catalogue.plans.plan import plan
from catalogue.read_models.plan import Effort, Plan


class What(StrEnum):
    """What can be taken away."""

    DOCUMENT = "document"
    """No service of the life event asks for this paper any more, nor for what would do instead of it."""
    VISIT = "visit"
    """The service of this step can be had without appearing anywhere."""
    STEP = "step"
    """The authorities do this step by themselves, at once, and people still have what it gives."""
    FEE = "fee"
    """A fee of a service, written `service/fee`, is not asked for."""
    MERGE = "merge"
    """Two steps, written `step/step`, can both be done wherever one of them can."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One thing that is taken away; the key is as `What` says."""

    what: What
    key: str

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the parts of the key."""
        return tuple(self.key.split("/"))


@dataclass(frozen=True, slots=True)
class Lightened:
    """The plan of one example person as it is and as it would be. Money in the country's currency."""

    before: Effort
    after: Effort
    paid_before: Decimal
    """The least that is certainly paid, as far as amounts are known."""
    paid_after: Decimal
    concerned: bool
    """Something of it changes for this person."""


@dataclass(frozen=True, slots=True)
class Saving:
    """What people would be spared in a year, taken that they are spread evenly over the example people."""

    people: int
    """Those for whom anything changes."""
    visits: int
    documents: int
    days: int
    money: Decimal
    """Whole units of the country's currency."""


def lighten(pathway: Pathway, changes: Iterable[Change]) -> Pathway:
    """Return the pathway with everything of this taken away; what it does not know changes nothing."""
    for change in changes:
        pathway = _CHANGES[change.what](pathway, change)
    return pathway


def compare(pathway: Pathway, situation: Situation, changes: Sequence[Change], before: Plan | None = None) -> Lightened:
    """Return what the changes do for one person, whose plan `before` may be known. The effort never rises.

    Whoever is asked for less may go on as before: where the new plan would prefer another way that is longer in the
    end, what they do today still stands. Raises `InvalidContent` where there is no plan to begin with.
    """
    before = before or plan(pathway, situation)
    try:
        after = (
            plan(lighten(pathway, changes), situation)
            if any(touches(one, pathway, before) for one in changes)
            else before
        )
    except InvalidContent:
        # What the authorities hand over for certain may close a ring that a mere possibility left open.
        after = before
    effort = min(after.effort, before.effort, key=lambda one: one.score)
    paid_before, paid_after = _paid(before, pathway.currency), _paid(after, pathway.currency)
    paid_after = min(paid_after, paid_before)
    changed = effort != before.effort or paid_after != paid_before
    return Lightened(before.effort, effort, paid_before, paid_after, changed)


def touches(change: Change, pathway: Pathway, made: Plan) -> bool:
    """Tell whether something that is taken away may be in a plan at all; where not, nobody need make it anew."""
    match change.what:
        case What.DOCUMENT:
            services = (pathway.services.get(step.service or "") for step in made.steps)
            wanted = (one for service in services if service for one in service.facts.requirements)
            return any(one.document == change.key for one in wanted)
        case What.FEE:
            return any(item.fee == change.keys[1] for cost in made.costs for item in cost.items)
        case What.VISIT:
            return any(step.id == change.key and step.visits for step in made.steps)
        case _:
            return any(step.id in change.keys for step in made.steps)


def save(people_per_year: int, found: Sequence[Lightened]) -> Saving:
    """Return the savings of a year, each rounded to a whole number, halves up. Of no example people nothing is."""
    if not found:
        return Saving(0, 0, 0, 0, Decimal())

    def of_all(amounts: Iterable[int | Decimal | bool]) -> int:
        mean = sum((Fraction(amount) for amount in amounts), Fraction()) / len(found)
        return int(mean * people_per_year + Fraction(1, 2))

    return Saving(
        of_all(one.concerned for one in found),
        of_all(max(one.before.visits - one.after.visits, 0) for one in found),
        of_all(max(one.before.documents - one.after.documents, 0) for one in found),
        of_all(max(one.before.days - one.after.days, 0) for one in found),
        Decimal(of_all(one.paid_before - one.paid_after for one in found)),
    )


def list_changes(pathway: Pathway) -> tuple[Change, ...]:
    """Return all that could be taken away alone, in the order in which the pathway has it; merging is for pairs."""
    found: dict[Change, None] = {}
    for step in pathway.facts.steps:
        service = pathway.services.get(step.service or "")
        if service is None:
            continue
        found[Change(What.STEP, step.id)] = None
        if any(channel.visits_needed for channel in service.facts.channels):
            found[Change(What.VISIT, step.id)] = None
        for requirement in service.facts.requirements:
            found[Change(What.DOCUMENT, requirement.document)] = None
        for fee in service.facts.fees:
            found[Change(What.FEE, f"{step.service}/{fee.id}")] = None
    return tuple(sorted(found, key=lambda change: list(What).index(change.what)))


def _without_document(pathway: Pathway, change: Change) -> Pathway:
    def without(service: Service) -> Service:
        groups = {one.group for one in service.requirements if one.document == change.key and one.group}
        # To be let off a paper that another may stand for is to be let off both.
        kept = [one for one in service.requirements if one.document != change.key and one.group not in groups]
        return service.model_copy(update={"requirements": tuple(kept)})

    return replace(pathway, services={key: _with(one, without(one.facts)) for key, one in pathway.services.items()})


def _without_visit(pathway: Pathway, change: Change) -> Pathway:
    service = _service_of(pathway, change.key)
    if service is None:
        return pathway
    ways = tuple(way.model_copy(update={"visits": 0}) for way in pathway.services[service].facts.channels)
    facts = pathway.services[service].facts.model_copy(update={"channels": ways})
    return _replaced(pathway, service, facts)


def _without_step(pathway: Pathway, change: Change) -> Pathway:
    def done(step: LifeEventStep) -> LifeEventStep:
        if step.id != change.key:
            return step
        service = pathway.services.get(step.service or "")
        outputs = service.facts.outputs if service else ()
        gives = dict.fromkeys((*step.gives, *(one.document for one in outputs if one.document)))
        return step.model_copy(update={"service": None, "gives": tuple(gives)})

    return replace(
        pathway, facts=pathway.facts.model_copy(update={"steps": tuple(done(step) for step in pathway.facts.steps)})
    )


def _without_fee(pathway: Pathway, change: Change) -> Pathway:
    service, _, fee = change.key.partition("/")
    if service not in pathway.services:
        return pathway
    facts = pathway.services[service].facts
    left = tuple(one for one in facts.fees if one.id != fee)
    return _replaced(pathway, service, facts.model_copy(update={"fees": left}))


def _merged(pathway: Pathway, change: Change) -> Pathway:
    services = [service for key in change.keys if (service := _service_of(pathway, key)) is not None]
    if len(set(services)) != 2:
        return pathway
    # Where no office is known a step wants one of its own; two that share one must share a name.
    offices = {
        office for service in services for office in pathway.services[service].offices or (f"office of {service}",)
    }
    for service in services:
        with_both = replace(pathway.services[service], offices=tuple(sorted(offices)))
        pathway = replace(pathway, services={**pathway.services, service: with_both})
    return pathway


def _service_of(pathway: Pathway, step: str) -> str | None:
    found = next((one.service for one in pathway.facts.steps if one.id == step), None)
    return found if found in pathway.services else None


def _with(service: PathwayService, facts: Service) -> PathwayService:
    return replace(service, facts=facts)


def _replaced(pathway: Pathway, service: str, facts: Service) -> Pathway:
    return replace(pathway, services={**pathway.services, service: _with(pathway.services[service], facts)})


def _paid(made: Plan, currency: str) -> Decimal:
    return next((cost.minimum for cost in made.costs if cost.currency == currency), Decimal())


_CHANGES: Mapping[What, Callable[[Pathway, Change], Pathway]] = {
    What.DOCUMENT: _without_document,
    What.VISIT: _without_visit,
    What.STEP: _without_step,
    What.FEE: _without_fee,
    What.MERGE: _merged,
}
