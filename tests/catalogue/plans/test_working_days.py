from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from builders import PLACES, a_place
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.base import Duration
from catalogue.plans.working_days import WorkingCalendar

days = st.dates(date(2015, 1, 1), date(2036, 12, 31))
places = st.sampled_from(("meridia", "port-alba", "norvale"))


def is_day_of_work(day: date, place: str) -> bool:
    """The rules of `PLACES`, told a second time and more simply."""
    holidays = {date(day.year, 1, 1), date(day.year, 5, 1), date(day.year, 12, 25)}
    holidays |= {easter(day.year) - timedelta(days=2), easter(day.year) + timedelta(days=1)}
    if place == "port-alba":
        holidays.add(date(day.year, 6, 24))
    if place == "norvale":
        holidays.add(date(2026, 9, 14))
    return day.weekday() < 5 and day not in holidays


@given(days, st.integers(0, 60), places, st.booleans())
def test_working_days_are_counted_one_by_one_without_the_first(day: date, number: int, place: str, back: bool) -> None:
    calendar = WorkingCalendar.of(place, PLACES)
    end = calendar.count(day, Duration.parse(f"{number} working-days"), back=back)
    first, last = (end, day - timedelta(days=1)) if back else (day + timedelta(days=1), end)
    between = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    assert sum(is_day_of_work(one, place) for one in between) == number
    assert number == 0 or is_day_of_work(end, place)


@given(days, places)
def test_rolling_moves_to_the_nearest_working_day_and_no_further(day: date, place: str) -> None:
    calendar = WorkingCalendar.of(place, PLACES)
    forward, back = calendar.roll_forward(day), calendar.roll_back(day)
    assert is_day_of_work(forward, place)
    assert is_day_of_work(back, place)
    skipped = [back + timedelta(days=step) for step in range(1, (forward - back).days)]
    assert not any(is_day_of_work(one, place) for one in skipped)
    assert back <= day <= forward


@given(days, st.integers(0, 500), st.booleans())
def test_calendar_days_and_weeks_are_plain_arithmetic(day: date, number: int, back: bool) -> None:
    calendar, sign = WorkingCalendar.of("meridia", PLACES), -1 if back else 1
    assert calendar.count(day, Duration.parse(f"{number} days"), back=back) == day + sign * timedelta(days=number)
    assert calendar.count(day, Duration.parse(f"{number} weeks"), back=back) == day + sign * timedelta(weeks=number)


@given(days, st.integers(0, 60))
def test_months_end_on_the_same_day_or_the_last_of_the_month(day: date, number: int) -> None:
    end = WorkingCalendar.of("meridia", PLACES).count(day, Duration.parse(f"{number} months"))
    assert (end.year - day.year) * 12 + end.month - day.month == number
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("start", "span", "expected"),
    [
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2026-12-30", "1 working-day", "2026-12-31"),
        ("2026-12-31", "1 working-day", "2027-01-04"),
        ("2026-04-02", "1 working-day", "2026-04-07"),
        ("2024-02-28", "1 working-day", "2024-02-29"),
        ("2026-03-07", "0 working-days", "2026-03-07"),
    ],
)
def test_turns_of_months_years_and_holidays(start: str, span: str, expected: str) -> None:
    calendar = WorkingCalendar.of("meridia", PLACES)
    assert calendar.count(date.fromisoformat(start), Duration.parse(span)) == date.fromisoformat(expected)


def test_holidays_of_a_place_add_to_those_of_its_parents() -> None:
    harbour_day, new_year = date(2026, 6, 24), date(2026, 1, 1)
    assert not WorkingCalendar.of("port-alba", PLACES).is_working_day(harbour_day)
    assert not WorkingCalendar.of("port-alba", PLACES).is_working_day(new_year)
    assert WorkingCalendar.of("norvale", PLACES).is_working_day(harbour_day)
    assert WorkingCalendar.of("meridia", PLACES).is_working_day(harbour_day)


def test_a_holiday_begins_and_ends_with_its_years() -> None:
    places = {
        "here": a_place("country", None, holidays=[{"id": "x", "on": "07-01", "first_year": 2020, "last_year": 2021}])
    }
    calendar = WorkingCalendar.of("here", places)
    assert [date(year, 7, 1) in calendar.holidays_of(year) for year in (2019, 2020, 2021, 2022)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_holiday_on_the_29th_of_february_falls_in_leap_years_only() -> None:
    calendar = WorkingCalendar.of("here", {"here": a_place("country", None, holidays=[{"id": "leap", "on": "02-29"}])})
    assert calendar.holidays_of(2027) == frozenset()
    assert calendar.holidays_of(2028) == {date(2028, 2, 29)}


def test_a_place_may_have_a_working_week_of_its_own() -> None:
    places = PLACES | {"south": a_place(working_week=["sunday", "monday", "tuesday", "wednesday", "thursday"])}
    calendar = WorkingCalendar.of("south", places)
    assert calendar.is_working_day(date(2026, 3, 8))
    assert not calendar.is_working_day(date(2026, 3, 6))


def test_today_is_what_the_calendar_on_the_wall_there_shows() -> None:
    places = PLACES | {"east": a_place(time_zone="Pacific/Auckland"), "west": a_place(time_zone="America/Los_Angeles")}
    late_in_the_evening = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    assert WorkingCalendar.of("east", places).today(late_in_the_evening) == date(2026, 3, 2)
    assert WorkingCalendar.of("west", places).today(late_in_the_evening) == date(2026, 3, 1)
    assert WorkingCalendar.of("port-alba", places).today(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)


def test_a_place_nobody_knows_works_from_monday_to_friday() -> None:
    calendar = WorkingCalendar.of("atlantis", PLACES)
    assert calendar.is_working_day(date(2026, 1, 1))
    assert not calendar.is_working_day(date(2026, 1, 3))


@pytest.mark.parametrize("span", ["99999 years", "99999 months", "99999 weeks", "1 working-day", "1 day"])
def test_counting_stops_at_the_ends_of_the_calendar(span: str) -> None:
    calendar = WorkingCalendar.of("meridia", PLACES)
    assert calendar.count(date.max, Duration.parse(span)) == date.max
    assert calendar.count(date.min, Duration.parse(span), back=True) == date.min


@pytest.mark.parametrize(
    ("applied", "promised", "answer"),
    [
        ("2027-01-20", "2 months", "2027-03-22"),  # the 20th of March 2027 is a Saturday
        ("2026-03-06", "4 weeks", "2026-04-07"),  # Good Friday, then the holidays of Easter
        ("2026-03-02", "3 working-days", "2026-03-05"),
    ],
)
def test_a_promise_ends_on_a_working_day_as_deadlines_do(applied: str, promised: str, answer: str) -> None:
    calendar = WorkingCalendar.of("port-alba", PLACES)
    promise = calendar.promised_day(date.fromisoformat(applied), Duration.parse(promised))
    assert promise == date.fromisoformat(answer)
    assert calendar.promised_day(date(9999, 12, 1), Duration.parse("20 years")) is None
