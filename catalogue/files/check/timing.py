"""Timing: no deadline ends before it begins, and no step is due before what it waits for can be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from catalogue.errors import Problem
from catalogue.facts import Kind, LifeEvent, Place, Service
from catalogue.facts.base import Duration, Offset, Unit
from catalogue.facts.life_event import LifeEventStep
from catalogue.facts.service import Deadline, Output, Time
from catalogue.files.check.documents import list_edges
from catalogue.files.check.reach import Reach
from catalogue.files.check.walking import Seen, list_seen
from catalogue.files.content import Content, Entry

_DAYS = {
    Unit.DAYS: (1, 1),
    Unit.WORKING_DAYS: (1, 3),
    Unit.WEEKS: (7, 7),
    Unit.MONTHS: (28, 31),
    Unit.YEARS: (365, 366),
}
"""How many days a unit has at least and at most, so that only what can never be right is told.

Three days for a working day leave room for weekends and for all the holidays that a country may have.
"""
_LEAP_YEAR = 2024


def find_problems(content: Content) -> Iterator[Problem]:
    """Yield spans and days that contradict each other, whatever the day of the life event is."""
    for seen in list_seen(content, Kind.SERVICE, Kind.VARIANT, Kind.LIFE_EVENT):
        for path, part in seen.list_parts():
            if isinstance(part, Deadline):
                yield from _window(seen, path, part)
            elif isinstance(part, Time):
                yield from _promise(seen, path, part)
            elif isinstance(part, Output):
                yield from _collecting(seen, path, part)
    services = {
        entry.key: entry.facts for entry in content.list_entries(Kind.SERVICE) if isinstance(entry.facts, Service)
    }
    for entry in content.list_entries(Kind.LIFE_EVENT):
        if isinstance(entry.facts, LifeEvent):
            yield from _due_too_soon(content, entry, entry.facts, services)
    for entry in content.list_entries(Kind.PLACE):
        if isinstance(entry.facts, Place):
            yield from _holidays(entry, entry.facts)


def least_days(span: Duration) -> int:
    """Return how many days a span has at least."""
    return span.value * _DAYS[span.unit][0]


def most_days(span: Duration) -> int:
    """Return how many days a span has at most."""
    return span.value * _DAYS[span.unit][1]


def _earliest(offset: Offset) -> int:
    return least_days(offset.duration) if offset.side == "after" else -most_days(offset.duration)


def _latest(offset: Offset) -> int:
    return most_days(offset.duration) if offset.side == "after" else -least_days(offset.duration)


def _window(seen: Seen, path: str, deadline: Deadline) -> Iterator[Problem]:
    until, begins = deadline.until, deadline.not_before
    if until and begins and until.anchor == begins.anchor and _latest(until) < _earliest(begins):
        problem = f"It is possible only from {begins} on, which is later than {until}."
        yield seen.problem(path, problem, "Correct `until` or `not_before`.")


def _promise(seen: Seen, path: str, time: Time) -> Iterator[Problem]:
    if time.maximum is not None and least_days(time.usual) > most_days(time.maximum):
        problem = f"It usually takes {time.usual}, which is longer than the maximum of {time.maximum}."
        yield seen.problem(path, problem, "Correct `usual` or `maximum`.")


def _collecting(seen: Seen, path: str, output: Output) -> Iterator[Problem]:
    within, valid = output.collect_within, output.valid_for
    if within and valid and least_days(within) > most_days(valid):
        problem = f"It may be collected within {within}, but is valid for {valid} only."
        yield seen.problem(path, problem, "Correct `collect_within` or `valid_for`.")


def _due_too_soon(content: Content, entry: Entry, event: LifeEvent, services: dict[str, Service]) -> Iterator[Problem]:
    steps = {step.id: step for step in event.steps}
    reach = Reach(content, event)
    told: set[tuple[str, str]] = set()
    for waits, before, _, conditions in list_edges(event, services):
        if before not in steps or (waits, before) in told:
            continue
        due = _governing(steps[waits], services)
        begins = _governing(steps[before], services)
        if due is None or begins is None or due.until is None or begins.not_before is None:
            continue
        whens = (steps[waits].when, steps[before].when, due.when, begins.when)
        if (
            due.until.anchor == begins.not_before.anchor == "event"
            and _latest(due.until) < _earliest(begins.not_before)
            and reach.can_hold((*filter(None, whens), *conditions))
        ):
            told.add((waits, before))
            problem = (
                f"It is due {due.until}, but waits for “{before}”, which is possible only from {begins.not_before} on."
            )
            yield Problem(entry.facts_path, f"steps.{waits}", problem, "Correct one of the deadlines, or the order.")


def _governing(step: LifeEventStep, services: dict[str, Service]) -> Deadline | None:
    """Return the rule for a step's day where it is certain which one it is."""
    if step.due is not None:
        return step.due
    service = services.get(step.service or "")
    rules = [rule for rule in service.deadlines if step.deadline in (None, rule.id)] if service else []
    return rules[0] if len(rules) == 1 else None


def _holidays(entry: Entry, place: Place) -> Iterator[Problem]:
    for holiday in place.holidays:
        if holiday.on is not None:
            month, day = map(int, holiday.on.split("-"))
            try:
                date(_LEAP_YEAR, month, day)
            except ValueError:
                problem = f"No year has a day {holiday.on}."
                yield Problem(entry.facts_path, f"holidays.{holiday.id}.on", problem, "Write month and day, as 05-01.")
