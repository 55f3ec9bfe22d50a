"""The burden of a plan: visits, offices, organisations, papers and days of what certainly must be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from catalogue.facts.base import Duration
from catalogue.facts.pack import BurdenWeights
from catalogue.plans.conditions import judge
from catalogue.plans.documents import OpenNeed
from catalogue.plans.pathway import Pathway, Situation
from catalogue.plans.steps import Route, Step
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.plan import Effort

# Up to so many candidates every combination is tried; beyond it the largest is taken again and again, which may
# name one office more than needed and never one too few.
_MOST_CANDIDATES = 10


def promised_time(step: Step, pathway: Pathway, situation: Situation, calendar: WorkingCalendar) -> Duration | None:
    """Return the longest time that is promised for the way the step is done, or None where nothing is promised."""
    promised = [
        time.promised
        for time in (step.service.facts.times if step.service else ())
        if not time.channels or (step.channel is not None and step.channel.id in time.channels)
        if judge(time.when, situation, pathway.places).possible
    ]
    return max(promised, key=lambda duration: calendar.count(situation.as_of, duration), default=None)


def measure(
    route: Route,
    needs: Iterable[OpenNeed],
    promised: Mapping[str, Duration | None],
    opens: Mapping[str, date],
    weights: BurdenWeights,
    as_of: date,
    calendar: WorkingCalendar,
) -> Effort:
    """Return the effort of the steps that certainly must be done and are not done yet.

    Of several alternatives the least burdensome counts, each weighed by itself, among those that a step which counts
    is said to come after, if there are such. Steps that want presence and can be
    done at one office count as one visit there (or as many as the most demanding of them wants). Optional steps and
    steps that an open question decides do not count.
    """
    open_needs = [need for need in needs if need.verdict.certain and any(want.verdict.certain for want in need.wants)]

    def effort_of(steps: Sequence[Step]) -> Effort:
        return _effort(steps, route, open_needs, promised, opens, weights, as_of, calendar)

    units: dict[str, list[Step]] = {}
    for step in route.active:
        if step.verdict.certain and not step.is_optional:
            units.setdefault(step.unit, []).append(step)
    led_to = {name for steps in units.values() if len(steps) == 1 for name in steps[0].facts.after}
    chosen = []
    for alternatives in units.values():
        # What is certain and comes after one of them tells which one the person does.
        ways = [step for step in alternatives if step.id in led_to] or alternatives
        chosen.append(min(ways, key=lambda step: effort_of([step]).score) if len(ways) > 1 else ways[0])
    return effort_of(chosen)


def _effort(
    steps: Sequence[Step],
    route: Route,
    needs: Sequence[OpenNeed],
    promised: Mapping[str, Duration | None],
    opens: Mapping[str, date],
    weights: BurdenWeights,
    as_of: date,
    calendar: WorkingCalendar,
) -> Effort:
    names = {step.id for step in steps}
    visits, offices = _visits([step for step in steps if step.visits])
    organisations = len({step.service.facts.organisation for step in steps if step.service})
    documents = len(smallest_cover([need.documents for need in needs if need.need.step.id in names]))
    days = _days(names, route, promised, opens, as_of, calendar)
    score = (
        weights.visit * visits
        + weights.office * offices
        + weights.organisation * organisations
        + weights.document * documents
        + weights.day * days
    )
    return Effort(visits, offices, organisations, documents, days, score)


def _visits(steps: list[Step]) -> tuple[int, int]:
    """Return visits and offices. Where no office is known, every step is taken to want one of its own."""
    places = {step.id: frozenset(step.service.offices) or frozenset({f"office of {step.id}"}) for step in steps}
    offices = smallest_cover(list(places.values()))
    visits = dict.fromkeys(offices, 0)
    for step in sorted(steps, key=lambda step: -step.visits):
        # Among the offices that can do it, the one where the person has to go most often anyway.
        at = max((office for office in offices if office in places[step.id]), key=visits.__getitem__)
        visits[at] = max(visits[at], step.visits)
    return sum(visits.values()), sum(count > 0 for count in visits.values())


def smallest_cover(wanted: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return as few names as will do so that each of the sets holds one of them; sets without names ask nothing.

    Names in alphabetical order; exact for up to ten candidates, near it beyond.
    """
    alone = {next(iter(names)) for names in wanted if len(names) == 1}
    left = [names for names in wanted if names and not names & alone]
    candidates = sorted(frozenset().union(*left))
    if len(candidates) > _MOST_CANDIDATES:
        return tuple(sorted(alone | _greedy(left, candidates)))
    attempts = (set(some) for size in range(len(candidates) + 1) for some in combinations(candidates, size))
    return tuple(sorted(alone | next(some for some in attempts if all(names & some for names in left))))


def _greedy(left: list[frozenset[str]], candidates: list[str]) -> set[str]:
    chosen: set[str] = set()
    while left:
        best = max(candidates, key=lambda name: sum(name in names for names in left))
        chosen.add(best)
        left = [names for names in left if best not in names]
    return chosen


def _days(
    names: set[str],
    route: Route,
    promised: Mapping[str, Duration | None],
    opens: Mapping[str, date],
    as_of: date,
    calendar: WorkingCalendar,
) -> int:
    """Return the calendar days of the longest chain of steps that wait for each other, begun on the as-of date.

    A step that may not be done before a day waits for it where it follows another step; the first step of a chain
    is begun on its day. Steps that do not count take no time, and still link the steps before them with those after.
    """
    begun: dict[str, date] = {}
    done: dict[str, date] = {}
    for step in route.steps:
        counts = step.id in names
        before = [other for other in route.before[step.id] if other in begun]
        start = max((done[other] for other in before), default=as_of)
        if counts and step.id in opens:
            start = max(start, opens[step.id])
        if counts or before:
            begun[step.id] = min((begun[other] for other in before), default=start)
            duration = promised.get(step.id) if counts else None
            done[step.id] = calendar.count(start, duration) if duration else start
    return max(((done[id] - begun[id]).days for id in done), default=0)
