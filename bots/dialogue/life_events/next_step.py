"""What to do now: the open step that ends first among those for which everything before is done."""

from __future__ import annotations

from datetime import date

from catalogue.facts.life_event import StepKind
from catalogue.read_models.plan import Plan, PlanStep

_OVER = ("done", "not-for-me")


def list_unsettled(plan: Plan) -> tuple[PlanStep, ...]:
    """Return the steps without a tick, but for the alternatives to one that is done or under way."""
    chosen = {step.group for step in plan.steps if _is_alternative(step) and plan.ticks.get(step.id) in _TAKEN}
    return tuple(
        step
        for step in plan.steps
        if step.id not in plan.ticks and not (_is_alternative(step) and step.group in chosen)
    )


_TAKEN = ("done", "waiting")


def find_next(plan: Plan) -> PlanStep | None:
    """Return the step to do now, or None where nothing can be done: all is settled, or waits for an answer.

    A step that must be done comes before one that may, a certain one before one that an open question decides, and
    one that cannot be done yet comes last; between equals the first day decides, then the order of the plan.
    """
    free = [step for step in list_unsettled(plan) if all(_is_over(before, plan) for before in step.after)]
    return min(free, key=lambda step: _urgency(step, plan.as_of), default=None)


def _urgency(step: PlanStep, today: date) -> tuple[bool, bool, bool, date]:
    latest = step.due.latest if step.due else None
    too_early = step.due is not None and step.due.earliest is not None and step.due.earliest > today
    return too_early, step.kind is StepKind.OPTIONAL, step.applies == "depends", latest or date.max


def _is_over(step: str, plan: Plan) -> bool:
    """Tell whether a step need not be waited for: it is done, not for this person, or settled by an alternative."""
    return (step in plan.ticks and plan.ticks[step] in _OVER) or _settled_by_alternative(step, plan)


def _settled_by_alternative(step: str, plan: Plan) -> bool:
    found = next((one for one in plan.steps if one.id == step), None)
    if found is None:
        return True
    return _is_alternative(found) and any(
        other.group == found.group and plan.ticks.get(other.id) == "done" for other in plan.steps
    )


def _is_alternative(step: PlanStep) -> bool:
    return step.kind is StepKind.OR and step.group is not None
