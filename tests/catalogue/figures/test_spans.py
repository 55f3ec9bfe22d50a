"""Spans of figures: their parts cover them, and months are folded only when no span looks at their days any more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.figures.spans import (
    MONTHS_KEPT,
    Period,
    first_day_by_day,
    first_day_kept,
    months_before,
    span_of,
)

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(DAYS, st.sampled_from(Period))
def test_the_parts_of_a_span_are_all_its_days_once(today, period):
    span = span_of(period, today)
    days = [first + timedelta(days=n) for first, last in span.parts() for n in range((last - first).days + 1)]
    assert days == [span.since + timedelta(days=n) for n in range((today - span.since).days + 1)]
    firsts = {first for first, _ in span.parts()}
    assert all(span.part_of(day) in firsts for day in days)


@given(DAYS, st.sampled_from(Period))
def test_what_may_be_folded_is_in_no_span_by_days_and_a_whole_month_of_those_by_months(today, period):
    span, by_day = span_of(period, today), first_day_by_day(today)
    assert by_day.day == 1
    if span.by_month:
        assert span.since.day == 1
    else:
        assert span.since >= by_day
    assert first_day_kept(today) < span.since


@pytest.mark.parametrize(
    ("today", "by_day"),
    [
        (date(2026, 11, 28), date(2026, 8, 1)),
        (date(2026, 11, 29), date(2026, 9, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
    ],
)
def test_a_month_is_folded_when_its_last_day_is_ninety_days_old(today, by_day):
    assert first_day_by_day(today) == by_day


def test_counts_are_kept_for_three_years():
    assert first_day_kept(date(2026, 11, 28)) == date(2023, 11, 1)
    assert MONTHS_KEPT == 36
    assert months_before(date(2026, 1, 31), 1) == date(2025, 12, 1)
