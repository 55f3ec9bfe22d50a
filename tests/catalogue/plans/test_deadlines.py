from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from builders import PLACES, a_pathway, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.base import Offset
from catalogue.plans.deadlines import earliest_day, latest_day
from catalogue.plans.plan import plan
from catalogue.plans.working_days import WorkingCalendar
from catalogue.read_models.plan import Due
from catalogue.read_models.text import Text

MERIDIA = WorkingCalendar.of("meridia", PLACES)
SATURDAY = date(2026, 3, 7)


def due_of(deadlines: list[dict], step: dict | None = None, questions: tuple[str, ...] = (), **known: object) -> Due:
    pathway = a_pathway(
        [step or a_step("register", "register")],
        services={"register": a_service(deadlines=deadlines)},
        questions=questions,
    )
    return plan(pathway, a_situation(**known)).steps[0].due


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 40), st.sampled_from(["days", "weeks", "months"]))
def test_a_deadline_after_the_event_never_ends_before_the_day_counted(day: date, number: int, unit: str) -> None:
    offset = Offset.parse(f"{number} {unit} after event")
    counted, latest = earliest_day(offset, {"event": day}, MERIDIA), latest_day(offset, {"event": day}, MERIDIA)
    assert latest.day == MERIDIA.roll_forward(counted)
    assert latest.moved is (latest.day != counted)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 40), st.sampled_from(["days", "weeks", "months"]))
def test_a_deadline_before_the_event_never_ends_after_the_day_counted(day: date, number: int, unit: str) -> None:
    offset = Offset.parse(f"{number} {unit} before event")
    counted, latest = earliest_day(offset, {"event": day}, MERIDIA), latest_day(offset, {"event": day}, MERIDIA)
    assert latest.day == MERIDIA.roll_back(counted)
    assert latest.day <= counted <= day


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        ("5 days after event", "2026-03-09"),
        ("5 days before event", "2026-02-25"),
        ("2 days before event", "2026-02-27"),
        ("5 working-days after event", "2026-03-09"),
        ("1 month after event", "2026-04-02"),
        ("32 days after event", "2026-04-07"),
    ],
)
def test_due_days_of_an_event_on_monday_the_second_of_march(offset: str, expected: str) -> None:
    latest = latest_day(Offset.parse(offset), {"event": date(2026, 3, 2)}, MERIDIA)
    assert latest.day == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("offset", "moved"),
    [("5 days after event", "later"), ("2 days before event", "earlier"), ("7 days after event", None)],
)
def test_a_due_day_tells_where_it_was_moved_to(offset: str, moved: str | None) -> None:
    assert due_of([{"id": "d", "until": offset}], event_date=date(2026, 3, 2)).moved == moved


def test_on_the_day_itself_does_not_move_off_a_day_of_rest() -> None:
    latest = latest_day(Offset.parse("0 days after event"), {"event": SATURDAY}, MERIDIA)
    assert (latest.day, latest.moved) == (SATURDAY, False)


def test_the_first_day_does_not_move_off_a_day_of_rest() -> None:
    assert earliest_day(Offset.parse("5 days after event"), {"event": date(2026, 3, 2)}, MERIDIA) == SATURDAY


def test_holidays_of_the_persons_own_place_count() -> None:
    deadlines = [{"id": "d", "until": "1 working-day after event"}]
    event = date(2026, 6, 23)
    assert due_of(deadlines, event_date=event, place="norvale").latest == date(2026, 6, 24)
    assert due_of(deadlines, event_date=event, place="port-alba").latest == date(2026, 6, 25)


def test_a_first_day_that_is_past_makes_nobody_wait() -> None:
    deadlines = [{"id": "d", "not_before": "5 days after event"}]
    dues = [due_of(deadlines, event_date=date(2026, 3, 2), as_of=date(2026, 3, day)) for day in (6, 7)]
    assert [(due.earliest, due.waits) for due in dues] == [(date(2026, 3, 7), True), (date(2026, 3, 7), False)]


def test_without_a_date_the_rule_stands_alone() -> None:
    due = due_of([{"id": "d", "until": "5 working-days after event"}])
    assert (due.earliest, due.latest) == (None, None)
    assert due.rule.value == "Within 5 working days"
    assert due.late.value == "You pay more."


def test_an_offset_from_an_application_nobody_made_is_no_date() -> None:
    deadlines = [{"id": "d", "until": "2 weeks after application"}]
    assert due_of(deadlines, event_date=date(2026, 3, 2)).latest is None
    assert due_of(deadlines, applied={"register": date(2026, 3, 2)}).latest == date(2026, 3, 16)


def test_an_offset_from_another_step_is_no_date() -> None:
    step = a_step("register", "register", due={"id": "d", "until": "2 weeks after visit"})
    assert due_of([], step, event_date=date(2026, 3, 2)).latest is None


def test_a_rule_of_the_steps_own_comes_before_the_services() -> None:
    step = a_step("register", "register", due={"id": "own", "until": "1 day after event"})
    due = due_of([{"id": "d", "until": "5 days after event"}], step, event_date=date(2026, 3, 2))
    assert due.latest == date(2026, 3, 3)
    assert due.rule.value == "Within 1 day"


def test_a_step_may_name_the_deadline_that_governs_it() -> None:
    deadlines = [{"id": "one", "until": "1 day after event"}, {"id": "two", "until": "2 days after event"}]
    step = a_step("register", "register", deadline="two")
    assert due_of(deadlines, step, event_date=date(2026, 3, 2)).latest == date(2026, 3, 4)


ABROAD = [
    {"id": "abroad", "until": "30 days after event", "when": when(abroad="yes")},
    {"id": "at-home", "until": "5 days after event"},
]


def test_the_first_deadline_that_applies_governs() -> None:
    event = date(2026, 3, 2)
    answered = due_of(ABROAD, None, ("abroad",), event_date=event, answers={"abroad": "yes"})
    assert (answered.latest, answered.depends_on, answered.otherwise) == (date(2026, 4, 1), (), ())
    assert due_of(ABROAD, None, ("abroad",), event_date=event, answers={"abroad": "no"}).latest == date(2026, 3, 9)


def test_while_a_question_is_open_the_deadline_that_ends_first_is_shown_and_the_other_is_not_hidden() -> None:
    due = due_of(ABROAD, None, ("abroad",), event_date=date(2026, 3, 2))
    assert due.latest == date(2026, 3, 9)
    assert due.depends_on == ("abroad",)
    assert [other.latest for other in due.otherwise] == [date(2026, 4, 1)]


def test_overdue_is_a_last_day_before_the_as_of_date() -> None:
    deadlines = [{"id": "d", "until": "5 days after event"}]
    last = date(2026, 3, 9)
    known = {"event_date": date(2026, 3, 2)}
    assert not due_of(deadlines, as_of=last, **known).overdue
    assert due_of(deadlines, as_of=last + timedelta(days=1), **known).overdue
    assert not due_of(deadlines, as_of=last + timedelta(days=1), ticks={"register": "done"}, **known).overdue


def test_a_span_beyond_the_calendar_stays_a_rule() -> None:
    due = due_of([{"id": "d", "until": "9999 years after event"}], event_date=date(2026, 3, 2))
    assert due.latest is None
    assert "9,999 years" in due.rule.value


def test_words_of_another_language_have_the_span_in_that_language() -> None:
    pathway = a_pathway(services={"register": a_service(deadlines=[{"id": "d", "until": "5 days after event"}])})
    service = pathway.services["register"]
    words = replace(service.wording, sections={**service.wording.sections, "deadlines.d": Text("En {deadline}", "es")})
    french = replace(pathway, language="fr", services={"register": replace(service, wording=words)})
    assert plan(french, a_situation()).steps[0].due.rule == Text("En 5 días", "es")
