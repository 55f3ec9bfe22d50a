"""One service for one person, as a counter shows it: which of its parts apply, by which way, and what decides that.

Pure. Papers, fees and dates are those of `plan()` for a life event of this one step; here is what a plan leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from catalogue.facts import LifeEvent, Place, Service
from catalogue.facts.conditions import Condition
from catalogue.facts.life_event import LifeEventStep, Stage
from catalogue.facts.service import ChannelKind
from catalogue.plans.channels import Way, choose_way
from catalogue.plans.conditions import Verdict, judge
from catalogue.plans.pathway import Situation
from catalogue.plans.working_days import WorkingCalendar

STEP = "service"
"""The one step of a life event that is a service alone."""

JUDGED = ("criteria", "channels", "requirements", "fees", "waivers", "times", "deadlines", "exceptions", "outputs")
"""The parts of a service that a condition can limit."""


def event_of(service: str) -> LifeEvent:
    """Return the life event whose one step is a service."""
    return LifeEvent(order=0, stages=(Stage(id=STEP),), steps=(LifeEventStep(id=STEP, stage=STEP, service=service),))


def questions_of(service: Service) -> tuple[str, ...]:
    """Return the questions on which anything of a service depends, in the order in which it names them."""
    conditions = (condition for _, condition, _ in _parts(service) if condition is not None)
    return tuple(dict.fromkeys(name for condition in conditions for name in sorted(condition.questions())))


def asks_event_date(service: Service) -> bool:
    """Tell whether a date of the event decides anything of a service, or tells the last day for it."""
    offsets = (offset for part in service.deadlines for offset in (part.until, part.not_before))
    if any(offset is not None and offset.anchor == "event" for offset in offsets):
        return True
    conditions = (condition for _, condition, _ in _parts(service) if condition is not None)
    return any(inner.before or inner.after for condition in conditions for inner in condition.walk())


def judge_parts(
    service: Service, situation: Situation, places: Mapping[str, Place], channel: str | None
) -> dict[str, Verdict]:
    """Return whether each part applies, by `requirements.<id>` and the like.

    With a channel, what is only for other channels does not. Of a paper that is wanted in some cases only, about which
    no question asks, it is not known.
    """
    verdicts = {
        path: _by_way(judge(condition, situation, places), channels, channel)
        for path, condition, channels in _parts(service)
    }
    for part in service.requirements:
        if part.sometimes:
            verdicts[f"requirements.{part.id}"] &= Verdict(None)
    return verdicts


def _by_way(verdict: Verdict, channels: tuple[str, ...], channel: str | None) -> Verdict:
    return Verdict(False) if channel and channels and channel not in channels else verdict


def way_at_counter(ways: tuple[Way, ...], wanted: str | None) -> str | None:
    """Return the way that is wanted, else that over the counter, else the easiest; None where there is none."""
    if wanted is None or wanted not in {way.channel.id for way in ways}:
        over_counter = (way.channel.id for way in ways if way.channel.kind is ChannelKind.OFFICE)
        wanted = next(over_counter, None)
    chosen = choose_way(ways, wanted)
    return chosen.channel.id if chosen else None


def quickest_way(
    service: Service,
    ways: tuple[Way, ...],
    situation: Situation,
    places: Mapping[str, Place],
    calendar: WorkingCalendar,
) -> tuple[str, str] | None:
    """Return the way by which one has it soonest and the id of the time it takes; None where no time is told.

    What is usual counts: who is in a hurry asks how fast it can be. Among equals the first of the file wins.
    """
    found: list[tuple[date, str, str]] = []
    for way in ways:
        for time in service.times:
            by_this_way = not time.channels or way.channel.id in time.channels
            if by_this_way and judge(time.when, situation, places).possible:
                found.append((calendar.count(situation.as_of, time.usual), way.channel.id, time.id))
    _, channel, time = min(found, key=lambda one: one[0], default=(None, None, None))
    return (channel, time) if channel and time else None


def _parts(service: Service) -> Iterator[tuple[str, Condition | None, tuple[str, ...]]]:
    for name in JUDGED:
        for part in getattr(service, name):
            yield f"{name}.{part.id}", part.when, getattr(part, "channels", ())
