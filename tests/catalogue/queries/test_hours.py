"""Whether an office is open: weekends, holidays, breaks, dated exceptions, stops, and changes of the clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts import Office
from catalogue.queries.hours import changes_at, merged, next_visit, openings_on, openness, stands_on
from catalogue.read_models.text import Text

LISBON = ZoneInfo("Europe/Lisbon")
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"]
CHRISTMAS = {date(2026, 12, 25): Text("Christmas Day", "en"), date(2027, 1, 1): Text("New Year", "en")}


def an_office(**facts):
    plain = {
        "organisation": "registry",
        "kind": "centre",
        "place": "meridia",
        "hours": [
            {"days": WEEKDAYS, "opens": "09:00", "closes": "12:30"},
            {"days": WEEKDAYS, "opens": "13:30", "closes": "17:00"},
        ],
    }
    return Office.from_plain({**plain, **facts})


def at(text, office=None):
    now = datetime.fromisoformat(text).replace(tzinfo=LISBON)
    office = office or an_office()
    return openness(office, now, LISBON, CHRISTMAS.get, lambda row: Text(row.id, "en"))


def test_open_until_the_break():
    shown = at("2026-11-23T09:00")
    assert shown.open
    assert shown.until == datetime(2026, 11, 23, 12, 30, tzinfo=LISBON)


def test_closed_at_the_very_minute_of_closing():
    shown = at("2026-11-23T12:30")
    assert not shown.open
    assert shown.next_opening == datetime(2026, 11, 23, 13, 30, tzinfo=LISBON)


def test_a_weekend_leads_to_monday():
    assert at("2026-11-21T10:00").next_opening == datetime(2026, 11, 23, 9, 0, tzinfo=LISBON)


def test_a_holiday_closes_and_gives_its_name():
    shown = at("2026-12-25T10:00")
    assert not shown.open
    assert str(shown.reason) == "Christmas Day"
    assert shown.next_opening == datetime(2026, 12, 28, 9, 0, tzinfo=LISBON)


def test_an_office_that_does_not_observe_holidays_stays_open():
    assert at("2026-12-25T10:00", an_office(observes_holidays="false")).open


def test_a_dated_exception_goes_before_holiday_and_week():
    office = an_office(
        exceptions=[
            {"id": "stocktaking", "from": "2026-11-23"},
            {"id": "festival", "from": "2026-12-25", "opens": "10:00", "closes": "11:00"},
        ]
    )
    assert str(at("2026-11-23T10:00", office).reason) == "stocktaking"
    assert at("2026-12-25T10:30", office).open


def test_the_shortest_of_overlapping_exceptions_holds():
    office = an_office(
        exceptions=[
            {"id": "summer", "from": "2026-08-01", "until": "2026-08-31"},
            {"id": "open-day", "from": "2026-08-12", "opens": "10:00", "closes": "16:00"},
        ]
    )
    assert at("2026-08-12T11:00", office).open
    assert not at("2026-08-13T11:00", office).open


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
def test_an_opening_does_not_move_when_the_clocks_change(day):
    # The Monday after each change of the clocks, told on the Sunday of the change.
    shown = at(f"{day}T08:00")
    assert shown.next_opening.hour == 9
    assert shown.next_opening.date() == date.fromisoformat(day) + timedelta(days=1)


def test_a_mobile_unit_stands_on_the_named_weeks_of_the_month():
    office = an_office(
        kind="mobile",
        hours=[],
        stops=[{"id": "square", "days": ["tuesday"], "weeks": ["1", "3"], "opens": "10:00", "closes": "13:00"}],
    )
    (stop,) = office.stops
    assert [day for day in range(1, 31) if stands_on(stop, date(2026, 12, day))] == [1, 15]
    assert next_visit(office, stop, date(2026, 12, 2), CHRISTMAS.get) == date(2026, 12, 15)
    assert at("2026-12-15T12:59", office).open


def test_an_office_that_never_opens_again_says_only_closed():
    shown = at("2026-11-23T10:00", an_office(hours=[]))
    assert (shown.open, shown.until, shown.next_opening) == (False, None, None)


CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@given(st.lists(st.tuples(CLOCKS, CLOCKS).filter(lambda row: row[0] < row[1])))
def test_merged_openings_are_in_order_and_never_touch(rows):
    found = merged(rows)
    assert all(first[1] < second[0] for first, second in pairwise(found))
    for opens, closes in rows:
        assert any(start <= opens and closes <= end for start, end in found)


@given(st.integers(0, 2 * 365 * 24 * 60))
def test_what_is_told_agrees_with_the_openings_of_the_day(minutes):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    office = an_office()
    shown = openness(office, now, LISBON, CHRISTMAS.get, lambda row: None)
    local = now.astimezone(LISBON)
    inside = any(opens <= local.time() < closes for opens, closes in openings_on(office, local.date(), CHRISTMAS.get))
    assert shown.open == inside
    assert changes_at(shown, now, LISBON) > now
