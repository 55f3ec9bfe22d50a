"""The instant that a wall clock means, in zones whose clocks change by hours, half hours and days."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.local_time import NoSuchTime, TwoSuchTimes, instant_of

LISBON, AUCKLAND, LORD_HOWE = ZoneInfo("Europe/Lisbon"), ZoneInfo("Pacific/Auckland"), ZoneInfo("Australia/Lord_Howe")
APIA = ZoneInfo("Pacific/Apia")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_midnight_is_that_of_the_place():
    assert instant_of(date(2026, 8, 1), time(0, 0), LISBON) == utc(2026, 7, 31, 23)
    assert instant_of(date(2026, 8, 1), time(0, 0), AUCKLAND) == utc(2026, 7, 31, 12)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "after"),
    [
        (date(2026, 3, 29), time(1, 30), LISBON, (2, 0)),
        (date(2026, 9, 27), time(2, 0), AUCKLAND, (3, 0)),
        (date(2026, 10, 4), time(2, 15), LORD_HOWE, (2, 30)),
        (date(2011, 12, 30), time(12, 0), APIA, (0, 0)),
    ],
)
def test_a_time_that_never_is_is_refused_and_the_next_one_named(day, clock, zone, after):
    with pytest.raises(NoSuchTime) as refusal:
        instant_of(day, clock, zone)
    assert (refusal.value.after.hour, refusal.value.after.minute) == after


def test_a_time_that_is_twice_is_asked_about():
    day, clock = date(2026, 10, 25), time(1, 30)
    with pytest.raises(TwoSuchTimes) as refusal:
        instant_of(day, clock, LISBON)
    assert [one.utcoffset() for one in (refusal.value.first, refusal.value.second)] == [timedelta(hours=1), timedelta()]
    assert instant_of(day, clock, LISBON, second=False) == utc(2026, 10, 25, 0, 30)
    assert instant_of(day, clock, LISBON, second=True) == utc(2026, 10, 25, 1, 30)


@given(
    st.integers(0, 50 * 365 * 24 * 60).map(lambda minutes: utc(1990, 1, 1) + timedelta(minutes=minutes)),
    st.sampled_from([LISBON, AUCKLAND, LORD_HOWE, APIA, ZoneInfo("UTC")]),
)
def test_every_instant_is_meant_by_what_clocks_show_at_it(instant, zone):
    shown = instant.astimezone(zone)
    meant = {instant_of(shown.date(), shown.time(), zone, second=second) for second in (False, True)}
    assert instant in meant
    assert {one.astimezone(zone).time() for one in meant} == {shown.time()}
