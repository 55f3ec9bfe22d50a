"""Due dates: from a rule ("ten working days after the birth") to a day on the calendar of a place.

Only what is counted from a known day becomes a date. An offset from another step, or from an application nobody has
made yet, stays a rule: its anchor is itself only bounded, and a date counted from a bound would promise what nobody
knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from catalogue.facts.base import Duration, Offset
from catalogue.facts.service import Deadline
from catalogue.languages.formats import span
from catalogue.plans.conditions import Verdict, judge
from catalogue.plans.pathway import Pathway, Situation
from catalogue.plans.steps import Step
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.plan import Due
from catalogue.read_models.text import Text, Wording


@dataclass(frozen=True, slots=True)
class LatestDay:
    """The last day to do something; `moved` when the day counted was no working day."""

    day: date
    moved: bool


def latest_day(offset: Offset, anchors: Mapping[str, date], calendar: WorkingCalendar) -> LatestDay | None:
    """Return the last day a rule leaves, or None where its anchor is not known.

    A deadline after its anchor that falls on a day of rest ends on the next working day; one before its anchor ends
    on the working day before, so that it never comes too late. "On the day itself" counts nothing and so moves
    nothing: a doctor is called on a Sunday, too.
    """
    counted = earliest_day(offset, anchors, calendar)
    if counted is None:
        return None
    if not offset.duration.value:
        return LatestDay(counted, False)
    day = calendar.roll_back(counted) if offset.side == "before" else calendar.roll_forward(counted)
    return LatestDay(day, day != counted)


def earliest_day(offset: Offset, anchors: Mapping[str, date], calendar: WorkingCalendar) -> date | None:
    """Return the first day a rule allows, or None where its anchor is not known. It does not move off days of rest."""
    anchor = anchors.get(offset.anchor)
    if anchor is None:
        return None
    day = calendar.count(anchor, offset.duration, back=offset.side == "before")
    return day if date.min < day < date.max else None


def anchors_of(step: str, situation: Situation) -> dict[str, date]:
    """Return the days that are known for certain, by the names offsets use: `event`, and this step's `application`."""
    known = {"event": situation.event_date, "application": situation.applied.get(step)}
    return {name: day for name, day in known.items() if day is not None}


def find_due(step: Step, pathway: Pathway, situation: Situation, calendar: WorkingCalendar) -> Due | None:
    """Return until when and from when a step can be done, or None when no rule governs it.

    The step's own rule comes first, then the service's deadline that the step names, else the first of the service's
    that applies. While an open question decides between several, the one that ends first is shown and the rest are
    its `otherwise`: nobody is told a later day than may be theirs.
    """
    dues = []
    for deadline, wording, key in _rules(step, pathway):
        verdict = judge(deadline.when, situation, pathway.places)
        if verdict.possible:
            dues.append(_due(deadline, wording, key, verdict, step, pathway, situation, calendar))
        if verdict.certain:
            break
    if not dues:
        return None
    first, *others = sorted(dues, key=lambda due: due.latest or date.max)
    if not others:
        return first
    depends_on = tuple(dict.fromkeys(name for due in dues for name in due.depends_on))
    return replace(first, depends_on=depends_on, otherwise=tuple(others))


def _rules(step: Step, pathway: Pathway) -> list[tuple[Deadline, Wording, str]]:
    rules: list[tuple[Deadline, Wording, str]] = []
    if step.facts.due is not None:
        rules.append((step.facts.due, pathway.wording, f"steps.{step.id}.due"))
    if step.service is not None:
        wanted = step.facts.deadline
        rules += [
            (deadline, step.service.wording, f"deadlines.{deadline.id}")
            for deadline in step.service.facts.deadlines
            if wanted in (None, deadline.id)
        ]
    return rules


def _due(
    deadline: Deadline,
    wording: Wording,
    key: str,
    verdict: Verdict,
    step: Step,
    pathway: Pathway,
    situation: Situation,
    calendar: WorkingCalendar,
) -> Due:
    anchors = anchors_of(step.id, situation)
    latest = latest_day(deadline.until, anchors, calendar) if deadline.until else None
    earliest = earliest_day(deadline.not_before, anchors, calendar) if deadline.not_before else None
    offset = deadline.until or deadline.not_before
    late_key = f"{key.removesuffix('.due')}.late"
    return Due(
        earliest=earliest,
        latest=latest.day if latest else None,
        rule=_words(wording, key, offset.duration if offset else None, pathway.language),
        late=_words(wording, late_key, offset.duration if offset else None, None) if deadline.until else None,
        overdue=latest is not None and step.tick is None and latest.day < situation.as_of,
        waits=earliest is not None and earliest > situation.as_of,
        moved=_moved(latest, offset),
        depends_on=verdict.depends_on,
    )


def _moved(latest: LatestDay | None, offset: Offset | None) -> Literal["later", "earlier"] | None:
    if latest is None or offset is None or not latest.moved:
        return None
    return "earlier" if offset.side == "before" else "later"


@cache
def _span(duration: Duration, language: str) -> str:
    return span(duration, language)


def _words(wording: Wording, key: str, duration: Duration | None, fallback: str | None) -> Text | None:
    """Return the words of a rule with its span filled in; the bare span where nothing is said and one must be."""
    section = wording.sections.get(key)
    if section is not None:
        return wording.text(key, deadline=_span(duration, section.language)) if duration else wording.text(key)
    return Text(_span(duration, fallback) if duration else "", fallback) if fallback else None
