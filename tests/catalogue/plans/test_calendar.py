from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from builders import a_pathway, a_service, a_situation, a_step, a_text, when
from icalendar import Calendar, Component

from catalogue.plans.calendar import calendar
from catalogue.plans.plan import plan
from catalogue.read_models.plan import Plan

NOW = datetime(2026, 3, 1, 12, 30, 15, 999, tzinfo=timezone(timedelta(hours=2)))
EVENT = date(2026, 3, 2)


def a_plan(event_date: date | None = EVENT, sensitive: bool = False, **known: Any) -> Plan:
    pathway = a_pathway(
        [
            a_step("register", "register"),
            a_step("allowance", "allowance", when=when(employed="yes")),
            a_step("from-then", due={"id": "d", "not_before": "3 days after event"}),
            a_step("whenever"),
        ],
        services={
            "register": a_service(
                deadlines=[{"id": "d", "until": "5 working-days after event"}],
                times=[{"id": "t", "usual": "10 days"}],
            ),
            "allowance": a_service(deadlines=[{"id": "d", "until": "3 months after event"}]),
        },
        questions=["employed"],
        sensitive=sensitive,
    )
    return plan(pathway, a_situation(event_date=event_date, **known))


def file_of(made: Plan, **more: Any) -> bytes:
    return calendar(made, page_address="https://portal.example.org/go/P123", host="portal.example.org", now=NOW, **more)


def events_of(file: bytes) -> list[Component]:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_every_step_with_a_date_is_an_all_day_event() -> None:
    events = events_of(file_of(a_plan()))
    assert [(str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt) for event in events] == [
        ("Register", date(2026, 3, 9), date(2026, 3, 10)),
        ("Allowance", date(2026, 6, 2), date(2026, 6, 3)),
        ("From then", date(2026, 3, 5), date(2026, 3, 6)),
    ]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "TENTATIVE", "CONFIRMED"]


def test_an_event_says_when_it_was_made_which_content_it_is_from_and_where_to_read_on() -> None:
    event = events_of(file_of(a_plan()))[0]
    assert event["DTSTAMP"].dt == datetime(2026, 3, 1, 10, 30, 15, tzinfo=UTC)
    assert int(event["SEQUENCE"]) == 42
    assert str(event["URL"]) == "https://portal.example.org/go/P123"
    assert event["SUMMARY"].params["LANGUAGE"] == "en"
    assert str(event["DESCRIPTION"]) == "Within 5 working days\nYou pay more."


def test_people_are_reminded_seven_days_and_one_day_before_in_the_morning() -> None:
    event = events_of(file_of(a_plan()))[0]
    nine = timedelta(hours=9)
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [
        nine - timedelta(days=7),
        nine - timedelta(days=1),
    ]


def test_a_file_taken_in_again_moves_events_and_doubles_none() -> None:
    kept = {str(event["UID"]): event["DTSTART"].dt for event in events_of(file_of(a_plan()))}
    for other in (a_plan(date(2026, 5, 4)), a_plan(answers={"employed": "yes"}), a_plan(place="norvale")):
        again = {str(event["UID"]): event["DTSTART"].dt for event in events_of(file_of(other))}
        assert set(again) == set(kept)
    assert len(kept) == 3
    assert all(uid.endswith("@portal.example.org") for uid in kept)


def test_the_same_life_event_in_another_year_stands_beside_the_first() -> None:
    first = {str(event["UID"]) for event in events_of(file_of(a_plan(date(2026, 5, 4))))}
    second = {str(event["UID"]) for event in events_of(file_of(a_plan(date(2028, 5, 4))))}
    assert len(first | second) == 6


def test_what_is_ticked_off_needs_no_reminder_and_what_waits_does() -> None:
    made = a_plan(ticks={"register": "done", "from-then": "not-for-me", "allowance": "waiting"})
    assert [str(event["SUMMARY"]) for event in events_of(file_of(made))] == ["Allowance"]


def test_without_a_date_there_is_nothing_to_put_down() -> None:
    assert events_of(file_of(a_plan(event_date=None))) == []


def test_lines_end_and_fold_as_the_standard_wants() -> None:
    made = a_plan()
    long = replace(made.stages[0].steps[0], title=a_text("تسجيل ولادة الطفل في السجل المدني " * 6, "ar"))
    stage = replace(made.stages[0], steps=(long, *made.stages[0].steps[1:]))
    file = file_of(replace(made, stages=(stage,)))
    lines = file.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    assert str(events_of(file)[0]["SUMMARY"]) == long.title.value
    assert events_of(file)[0]["SUMMARY"].params["LANGUAGE"] == "ar"


def test_a_sensitive_plan_shows_nothing_of_what_it_is_about() -> None:
    made = a_plan(sensitive=True)
    file = file_of(made, neutral_title="Reminder").decode()
    assert [str(event["SUMMARY"]) for event in events_of(file.encode())] == ["Reminder"] * 3
    for word in ("Register", "Allowance", "register", "Within", "aving", made.life_event):
        assert word not in file
    with pytest.raises(ValueError, match="neutral title"):
        file_of(made)


def test_the_day_of_the_answer_is_put_down_where_the_person_told_when_they_applied() -> None:
    made = a_plan(applied={"register": date(2026, 3, 4)}, ticks={"register": "waiting"})
    assert made.steps[0].ready_by == date(2026, 3, 16)
    answers = [
        event
        for event in events_of(file_of(made, answer_title=lambda title: f"Answer: {title}"))
        if str(event["SUMMARY"]) == "Answer: Register"
    ]
    assert [event["DTSTART"].dt for event in answers] == [date(2026, 3, 16)]
    assert len(events_of(file_of(made))) == 3
