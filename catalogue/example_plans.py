"""The plans of example people as they are and as they will be with drafts in force. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pydantic import ValidationError
from sqlalchemy import select

from catalogue.commands.parts import OPEN
from catalogue.commands.references import list_references
from catalogue.context import Catalogue, Reading
from catalogue.errors import CatalogueError, InvalidContent, Problem
from catalogue.facts import FACTS_OF_KIND, Kind
from catalogue.facts.life_event import ExamplePerson
from catalogue.models import FACTS, CatalogueObject, Edition
from catalogue.plans.comparison import PlanComparison, compare
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.previewing import PreviewCatalogue, Previewed
from catalogue.queries.life_events import get_pathway
from catalogue.queries.used_in import list_uses
from catalogue.read_models.plan import Plan

MOST_LIFE_EVENTS = 3
"""Plans of so many life events are made at once, a quarter of a second each, so that a page stays quick."""

WAYS_IN = frozenset({"step", "question", "condition"})
"""The roles in which a life event names what its plans are made from."""

KINDS_WITH_PLANS = frozenset({Kind.LIFE_EVENT, Kind.SERVICE, Kind.VARIANT, Kind.QUESTION})
"""What plans are made from, as far as it is followed here."""

Named = tuple[Kind, str]


@dataclass(frozen=True)
class Example:
    """One example person, and what becomes of their plan."""

    person: ExamplePerson
    situation: Situation
    before: Plan | None
    """None while the life event is not published, or where its plan could not be made."""
    after: Plan | None
    comparison: PlanComparison | None
    problems: tuple[Problem, ...] = ()
    """Why there will be no plan, when there is none."""


@dataclass(frozen=True)
class ExamplesOfLifeEvent:
    """What becomes of the plans of one life event."""

    key: str
    title: str
    people: tuple[Example, ...]

    @property
    def changed(self) -> tuple[Example, ...]:
        """Return the people for whom something differs, or will not work."""
        return tuple(one for one in self.people if one.comparison is None or not one.comparison.same)

    @property
    def unchanged(self) -> tuple[Example, ...]:
        """Return the people for whom all stays as it is."""
        return tuple(one for one in self.people if one.comparison is not None and one.comparison.same)


@dataclass(frozen=True)
class ExamplePlans:
    """What drafts do to the plans of all example people whom they could concern."""

    life_events: tuple[ExamplesOfLifeEvent, ...] = ()
    left_out: tuple[str, ...] = ()
    """Ids of more life events that they concern."""
    beside: tuple[Named, ...] = ()
    """Objects that the drafts name and that were never published; their drafts are in force as well."""
    problems: tuple[Problem, ...] = ()
    """Why the drafts cannot be in force; then there is nothing to show."""


def compare_example_plans(
    catalogue: Catalogue,
    reading: Reading,
    kind: Kind,
    key: str,
    *,
    by: str,
    life_event: str | None = None,
    day: date | None = None,
) -> ExamplePlans:
    """Return what the open drafts of an object do to plans: of all life events it concerns, or of one of them.

    `day` is the day on which all people ask, instead of their own. Of objects that no plan is made from, or that have
    no open draft, nothing is shown. The drafts are published and undone; on SQLite other writers wait meanwhile.
    """
    concerned = _concerned(reading, kind, key)
    if life_event in concerned:
        concerned = (life_event,)
    if not concerned or not _has_draft(reading, kind, key):
        return ExamplePlans()
    beside = tuple(_named_drafts(reading, kind, key))
    chosen = Previewed(((kind, key), *beside), None, by)
    keys = concerned[:MOST_LIFE_EVENTS]
    was = {event: _Plans(reading, event) for event in keys}
    try:
        with PreviewCatalogue(catalogue, lambda: chosen).reading(reading.language) as foreseen:
            events = tuple(_examples(was[event], _Plans(foreseen, event), day) for event in keys)
    except InvalidContent as error:
        return ExamplePlans(beside=beside, problems=error.problems)
    return ExamplePlans(events, concerned[MOST_LIFE_EVENTS:], beside)


class _Plans:
    """The plans of one life event in one state of the catalogue."""

    def __init__(self, reading: Reading, key: str) -> None:
        self.key = key
        self.today = reading.today
        self._reading = reading
        try:
            pathway = get_pathway(replace(reading, place=None), key)
        except CatalogueError:
            self.people: Mapping[str, ExamplePerson] = {}
            self.title: str | None = None
        else:
            self.people = {person.id: person for person in pathway.facts.examples}
            self.title = str(pathway.wording.title)

    def plan_of(self, situation: Situation) -> Plan:
        """Return a plan. Raises `CatalogueError` where none can be made."""
        there = replace(self._reading, place=situation.place, as_of=situation.as_of)
        return plan(get_pathway(there, self.key), situation)


def situation_of(person: ExamplePerson, today: date) -> Situation:
    """Return what an example person tells, on the day on which they ask."""
    answers = dict(answer.split("=", 1) for answer in person.answers)
    return Situation(
        as_of=person.as_of or today,
        answers=answers,
        place=person.place,
        event_date=person.event_date,
        as_of_chosen=person.as_of is not None,
    )


def _examples(was: _Plans, will_be: _Plans, day: date | None) -> ExamplesOfLifeEvent:
    people = will_be.people or was.people
    found = []
    for person in people.values():
        situation = situation_of(person, will_be.today)
        if day is not None:
            situation = replace(situation, as_of=day, as_of_chosen=True)
        found.append(_example(person, situation, was.plan_of, will_be.plan_of))
    return ExamplesOfLifeEvent(will_be.key, will_be.title or was.title or will_be.key, tuple(found))


def _example(
    person: ExamplePerson,
    situation: Situation,
    plan_before: Callable[[Situation], Plan],
    plan_after: Callable[[Situation], Plan],
) -> Example:
    try:
        before = plan_before(situation)
    except CatalogueError:
        before = None
    try:
        after = plan_after(situation)
    except CatalogueError as error:
        problems = error.problems if isinstance(error, InvalidContent) else ()
        return Example(person, situation, before, None, None, problems)
    return Example(person, situation, before, after, compare(before, after))


def _concerned(reading: Reading, kind: Kind, key: str) -> tuple[str, ...]:
    """Return the life events whose plans are made from an object, itself if it is one."""
    if kind is Kind.LIFE_EVENT:
        return (key,)
    if kind is Kind.VARIANT:
        kind, key = Kind.SERVICE, key.partition("/")[0]
    if kind not in (Kind.SERVICE, Kind.QUESTION):
        return ()
    uses = list_uses(reading.session, kind, key, reading.now)
    direct = [use.key for use in uses if use.kind == Kind.LIFE_EVENT and use.role in WAYS_IN]
    asking = [use.key for use in uses if use.kind == Kind.SERVICE and use.role == "condition"]
    if kind is Kind.QUESTION:
        for service in asking:
            direct.extend(_concerned(reading, Kind.SERVICE, service))
    return tuple(dict.fromkeys(direct))


def _has_draft(reading: Reading, kind: Kind, key: str) -> bool:
    drafts = select(Edition.id).join(CatalogueObject, CatalogueObject.id == Edition.object_id)
    mine = drafts.where(CatalogueObject.kind == kind, CatalogueObject.key == key, Edition.state.in_(OPEN))
    return reading.session.scalars(mine.limit(1)).first() is not None


def _named_drafts(reading: Reading, kind: Kind, key: str) -> Iterator[Named]:
    """Yield what the draft of an object’s facts names, was never published, and has a draft of its own."""
    body = reading.session.scalars(
        select(Edition.body)
        .join(CatalogueObject, CatalogueObject.id == Edition.object_id)
        .where(CatalogueObject.kind == kind, CatalogueObject.key == key, Edition.part == FACTS, Edition.state.in_(OPEN))
    ).first()
    if body is None:
        return
    try:
        named = {(target, name) for _, target, name in list_references(kind, key, FACTS_OF_KIND[kind].from_plain(body))}
    except ValidationError:
        return  # What is wrong with the draft is said when it is put in force.
    live = select(Edition.object_id).where(Edition.live_at(reading.now))
    rows = reading.session.execute(
        select(CatalogueObject.kind, CatalogueObject.key)
        .join(Edition, Edition.object_id == CatalogueObject.id)
        .where(Edition.part == FACTS, Edition.state.in_(OPEN), CatalogueObject.id.not_in(live))
        .order_by(CatalogueObject.id)
    )
    for target, name in rows:
        if (Kind(target), name) in named:
            yield Kind(target), name
