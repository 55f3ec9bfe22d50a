"""A plan's dates as an `.ics` file for the person's own calendar. No account, and nothing that tells of the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from catalogue.read_models.plan import Plan, PlanStep
from catalogue.read_models.text import Text

# People are reminded at nine in the morning, seven days and one day before; an all-day event begins at midnight.
_REMINDERS = tuple(timedelta(hours=9) - timedelta(days=days) for days in (7, 1))

_OVER = ("done", "not-for-me")


def calendar(
    plan: Plan,
    *,
    page_address: str,
    host: str,
    now: datetime,
    neutral_title: str | None = None,
    answer_title: Callable[[str], str] | None = None,
) -> bytes:
    """Return an iCalendar file with an all-day event per step that has a date and is not ticked off.

    The day is the last on which the step can be done, else the first. Identifiers rest on the life event, the year
    of its date and the step, so a file taken in again after the plan has changed, or the date was corrected within
    the year, moves events and doubles none, while a second birth in another year stands beside the first. A date
    corrected into another year leaves the old events standing; nothing in a file can tell that from a second birth.
    Steps that an open question decides are tentative.

    `now` is an aware time. Of a sensitive life event, whose calendar others may see, only `neutral_title` is shown:
    `ValueError` without one; the caller also sees to an address that tells nothing. `answer_title` makes a title
    from a step's for the day until which an answer is promised, where the person told when they applied; without it
    there are no such events.
    """
    if plan.sensitive and neutral_title is None:
        raise ValueError("a sensitive plan needs a neutral title")
    file = Calendar()
    file.add("prodid", "-//Onedoor//Plan//EN")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    if not plan.sensitive:
        file.add("x-wr-calname", plan.title.value)
    for step in plan.steps:
        if plan.ticks.get(step.id) in _OVER:
            continue
        day = (step.due.latest or step.due.earliest) if step.due else None
        title = Text(neutral_title, plan.language) if plan.sensitive else step.title
        if day is not None:
            event = _event(plan, step, "", day, title, page_address, host, now)
            if not plan.sensitive:
                _add_words(event, "description", _rule_of(step))
            file.add_component(event)
        if step.ready_by is not None and answer_title is not None:
            answer = title if plan.sensitive else Text(answer_title(step.title.value), plan.language)
            file.add_component(_event(plan, step, "/answer", step.ready_by, answer, page_address, host, now))
    return file.to_ical()


def _event(
    plan: Plan, step: PlanStep, what: str, day: date, title: Text, page_address: str, host: str, now: datetime
) -> Event:
    event = Event()
    event.add("uid", _identifier(f"{plan.life_event}/{_occasion(plan)}{step.id}{what}", host))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", plan.sequence)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED" if step.applies == "yes" else "TENTATIVE")
    event.add("url", page_address)
    _add_words(event, "summary", title)
    for before in _REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", before)
        _add_words(alarm, "description", title)
        event.add_component(alarm)
    return event


def _occasion(plan: Plan) -> str:
    return f"{plan.event_date.year}/" if plan.event_date else ""


def _identifier(key: str, host: str) -> str:
    """Return an identifier that is the same each time and does not spell out what it is about."""
    return f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@{host}"


def _rule_of(step: PlanStep) -> Text:
    rule, late = step.due.rule, step.due.late
    return Text(f"{rule.value}\n{late.value}", rule.language) if late else rule


def _add_words(component: Event | Alarm, name: str, text: Text) -> None:
    component.add(name, text.value, parameters={"LANGUAGE": text.language})
