"""Which life events a service is a step of, and what comes before and after it (row B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue.facts import Kind, LifeEvent
from catalogue.queries.live import Bundle, Live
from catalogue.queries.wording import card, title, wording
from catalogue.read_models.cards import Card
from catalogue.read_models.service import PartOf
from catalogue.read_models.text import Text

if TYPE_CHECKING:
    from catalogue.context import Reading


def parts_of(service: str, bundle: Bundle, reading: Reading) -> tuple[PartOf, ...]:
    """Return the pathways that a service belongs to, in the order of the home page."""
    found = []
    for live in bundle.of(Kind.LIFE_EVENT):
        if live.facts is not None and any(step.service == service for step in live.facts.steps):
            found.append(_part_of(service, live, bundle, reading))
    return tuple(found)


def _part_of(service: str, live: Live, bundle: Bundle, reading: Reading) -> PartOf:
    facts: LifeEvent = live.facts
    numbers = step_numbers(facts)
    position = next(place for place, step in enumerate(facts.steps) if step.service == service)
    words = wording(live, reading)

    def step_card(place: int) -> Card | None:
        if not 0 <= place < len(facts.steps):
            return None
        step = facts.steps[place]
        named = bundle.get((Kind.SERVICE, step.service or ""))
        text: Text | None = words.text(f"steps.{step.id}") or (title(named, reading) if named else None)
        if text is None:
            return None
        # A step outside the catalogue, or not in it yet, has no page of its own; its card leads to the life event.
        return Card(Kind.SERVICE, named.key, text) if named else Card(Kind.LIFE_EVENT, live.key, text)

    step = facts.steps[position]
    return PartOf(
        card(live, reading),
        step.id,
        numbers[step.id],
        max(numbers.values()),
        step_card(position - 1),
        step_card(position + 1),
        facts.sensitive,
    )


def step_numbers(facts: LifeEvent) -> dict[str, int]:
    """Number the steps of a pathway from one; alternatives of one group share a number."""
    numbers: dict[str, int] = {}
    of_group: dict[str, int] = {}
    count = 0
    for step in facts.steps:
        if step.group is None or step.group not in of_group:
            count += 1
        number = of_group.setdefault(step.group, count) if step.group else count
        numbers[step.id] = number
    return numbers
