"""Promised days, counted by hand over holidays and weekends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.place import Holiday, Weekday
from catalogue.inquiries.deadlines import MORE_FOR_SEVERAL, PROMISED, judge_lateness, promised_day, reopening_ends
from catalogue.inquiries.kinds import InquiryKind
from catalogue.plans.working_days import WorkingCalendar

PLAIN = WorkingCalendar(tuple(Weekday)[:5])
CHRISTMAS = WorkingCalendar(
    tuple(Weekday)[:5],
    [Holiday(id="christmas", on="12-25"), Holiday(id="boxing", on="12-26"), Holiday(id="new-year", on="01-01")],
)
SUNDAY_WEEK = WorkingCalendar((Weekday.SUNDAY, *tuple(Weekday)[:4]), [Holiday(id="easter", easter=1)])


@pytest.mark.parametrize(
    ("kind", "received", "calendar", "promised"),
    [
        # Monday 2 November 2026: Tue 3, Wed 4, Thu 5, Fri 6, Mon 9.
        ("question", date(2026, 11, 2), PLAIN, date(2026, 11, 9)),
        # A Saturday is not counted itself: Mon 23 is the first day.
        ("question", date(2026, 11, 21), PLAIN, date(2026, 11, 27)),
        # Friday 18 December 2026: 21 22 23 24, not Fri 25 nor Sat 26, then Mon 28.
        ("question", date(2026, 12, 18), CHRISTMAS, date(2026, 12, 28)),
        # … 28 29 30 31, not Fri 1 January, then 4 5: the tenth is Tuesday the 5th (21 22 23 24 28 29 30 31 4 5).
        ("complaint", date(2026, 12, 18), CHRISTMAS, date(2027, 1, 5)),
        # Sunday to Thursday, Easter Monday 29 March 2027 off. From Thu 25: Sun 28, Tue 30, Wed 31, Thu 1, Sun 4 April.
        ("question", date(2027, 3, 25), SUNDAY_WEEK, date(2027, 4, 4)),
        # Twenty working days without holidays are four weeks.
        ("grievance", date(2026, 11, 2), PLAIN, date(2026, 11, 30)),
        ("suggestion", date(2026, 11, 2), PLAIN, date(2026, 11, 30)),
    ],
)
def test_promised_days_by_hand(kind, received, calendar, promised):
    assert promised_day(InquiryKind(kind), received, calendar) == promised


def test_several_organisations_have_two_weeks_more():
    assert promised_day(InquiryKind.QUESTION, date(2026, 11, 2), PLAIN, several=True) == date(2026, 11, 23)


def test_reopening_by_hand():
    # From Friday 4 December: 7–11, 14–18, 21–24, 28–31, that is 18; then 4 and 5 January.
    assert reopening_ends(date(2026, 12, 4), CHRISTMAS) == date(2027, 1, 5)


@given(st.sampled_from(InquiryKind), st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.booleans())
def test_so_many_working_days_lie_between(kind, received, several):
    day = promised_day(kind, received, CHRISTMAS, several=several)
    between = [received + timedelta(days=n) for n in range(1, (day - received).days + 1)]
    wanted = PROMISED[kind] + (MORE_FOR_SEVERAL if several else 0)
    assert sum(CHRISTMAS.is_working_day(each) for each in between) == wanted
    assert CHRISTMAS.is_working_day(day)


def lateness(today, promised=date(2026, 12, 11), **done):
    done = {"notified": False, "escalated": False, **done}
    return judge_lateness(today, promised, CHRISTMAS, **done)


def test_on_the_promised_day_nothing_is_late():
    assert lateness(date(2026, 12, 11)) is None


def test_at_the_weekend_nobody_is_told():
    # The 11th is a Friday.
    assert lateness(date(2026, 12, 12)) is None
    assert lateness(date(2026, 12, 13)) is None


def test_on_the_next_working_day_the_person_is_told_and_promised_two_weeks():
    late = lateness(date(2026, 12, 14))
    # Two weeks after Monday the 14th is Monday the 28th.
    assert (late.notice, late.escalation, late.promised) == (True, False, date(2026, 12, 28))


def test_a_new_promise_never_ends_on_a_holiday():
    # Two weeks after Friday 11 December is the 25th, then comes a Saturday that is one, too, and a Sunday.
    late = judge_lateness(date(2026, 12, 11), date(2026, 12, 10), CHRISTMAS, notified=False, escalated=False)
    assert late.promised == date(2026, 12, 28)


def test_a_job_that_slept_promises_no_day_that_is_over():
    assert lateness(date(2027, 2, 1)).promised == date(2027, 2, 15)


def test_after_the_second_promise_the_organisation_above_is_told_once():
    late = lateness(date(2026, 12, 29), promised=date(2026, 12, 28), notified=True)
    assert (late.notice, late.escalation) == (False, True)
    assert lateness(date(2026, 12, 28), promised=date(2026, 12, 28), notified=True) is None
    assert lateness(date(2026, 12, 30), promised=date(2026, 12, 28), notified=True, escalated=True) is None
