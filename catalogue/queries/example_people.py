"""The example people of a life event whose plans tell how much it asks: those for whom nothing is left open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from catalogue.errors import CatalogueError
from catalogue.example_plans import situation_of
from catalogue.facts.life_event import ExamplePerson, StepKind
from catalogue.plans.pathway import Pathway, Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway

if TYPE_CHECKING:
    from catalogue.context import Reading
    from catalogue.read_models.plan import Plan


@dataclass(frozen=True)
class Planned:
    """One example person with their plan, and the pathway that it was made from."""

    person: ExamplePerson | None
    """None for somebody who has answered nothing, where a life event has no example people."""
    pathway: Pathway
    situation: Situation
    plan: Plan


def list_planned(reading: Reading, key: str) -> tuple[Planned, ...]:
    """Return the example people of a life event with their plans, in the order of the facts.

    A plan that waits for answers counts only what is certain and would look lighter than it is, so it is left out
    unless all of them wait. Without example people it is the plan of somebody who has answered nothing. Of a life
    event whose plan cannot be made it is nothing: it has no burden that could be told; editors see it in their care
    list.
    """
    try:
        people = get_pathway(replace(reading, place=None), key).facts.examples
        situations = [(person, situation_of(person, reading.today)) for person in people]
        found = [_planned(reading, key, *one) for one in situations or [(None, Situation(as_of=reading.today))]]
    except CatalogueError:
        return ()
    return tuple(one for one in found if _is_decided(one.plan)) or tuple(found)


def _planned(reading: Reading, key: str, person: ExamplePerson | None, situation: Situation) -> Planned:
    pathway = get_pathway(replace(reading, place=situation.place, as_of=situation.as_of), key)
    return Planned(person, pathway, situation, plan(pathway, situation))


def _is_decided(made: Plan) -> bool:
    """Tell whether it is known of every step that it must be done."""
    return all(step.applies == "yes" or step.kind is StepKind.OPTIONAL for step in made.steps)
