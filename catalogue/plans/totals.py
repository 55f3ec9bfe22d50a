"""The totals of a plan's fees: per currency, official fees apart from agents', from the least to the most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from catalogue.facts.money import Payee
from catalogue.plans.fees import NOTHING, Charge
from catalogue.plans.steps import Step
from catalogue.read_models.plan import Cost, CostItem


def add_up(charges: Iterable[Charge], steps: Sequence[Step]) -> tuple[Cost, ...]:
    """Return the totals per currency, in order of appearance; currencies are never added to each other.

    The minimum counts what certainly must be paid, the maximum also what an open question may bring. Of several
    alternative steps the person does one: the cheapest counts in the minimum, the dearest in the maximum. What is
    not in the totals is listed among the items all the same; what is not known is counted apart, never as nothing.
    """
    by_currency: dict[str, list[CostItem]] = {}
    for charge in charges:
        by_currency.setdefault(charge.currency, []).append(charge.item)
    return tuple(_cost(currency, items, steps) for currency, items in by_currency.items())


def _cost(currency: str, items: list[CostItem], steps: Sequence[Step]) -> Cost:
    counted = [item for item in items if item.in_total]
    minimum, maximum = _between(counted, steps)
    state_minimum, state_maximum = _between([item for item in counted if item.payee == Payee.STATE], steps)
    agent_minimum, agent_maximum = _between([item for item in counted if item.payee == Payee.AGENT], steps)
    return Cost(
        currency=currency,
        minimum=minimum,
        maximum=maximum,
        state_minimum=state_minimum,
        state_maximum=state_maximum,
        agent_minimum=agent_minimum,
        agent_maximum=agent_maximum,
        unknown=sum(not item.known for item in counted),
        items=tuple(items),
    )


def _between(items: list[CostItem], steps: Sequence[Step]) -> tuple[Decimal, Decimal]:
    """Return the least and the most; a step without fees is a way to pay nothing among its alternatives."""
    least: dict[str, dict[str, Decimal]] = {}
    most: dict[str, dict[str, Decimal]] = {}
    for step in steps:
        own = [item for item in items if item.step == step.id]
        least.setdefault(step.unit, {})[step.id] = sum(
            (item.minimum for item in own if item.known and item.applies == "yes"), NOTHING
        )
        most.setdefault(step.unit, {})[step.id] = sum((item.maximum for item in own if item.known), NOTHING)
    return (
        sum((min(alternatives.values()) for alternatives in least.values()), NOTHING),
        sum((max(alternatives.values()) for alternatives in most.values()), NOTHING),
    )
