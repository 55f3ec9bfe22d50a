"""What people experienced with services: shares that equal SQL by hand, and none that tells what few of them said."""

from __future__ import annotations

from fractions import Fraction

import pytest
from cases import a_case
from counted import rate, settle, sums_by

from catalogue.queries.experience import Experience, list_experiences


def experiences(catalogue):
    with catalogue.reading("en") as reading:
        return list_experiences(reading)


def test_shares_equal_sql_written_by_hand(catalogue, clock):
    rate(catalogue, 12, 4)
    rate(catalogue, 3, 1, days_ago=100)
    rate(catalogue, 50, 0, "having-a-baby", "life_event")
    numbers = [a_case(catalogue).number for _ in range(11)]
    for number in numbers[:7]:
        settle(catalogue, number, 0)
    for number in numbers[7:10]:
        settle(catalogue, number, 0, late=True)
    clock.move(days=1)
    found = experiences(catalogue)["register-birth"]
    useful = sums_by(catalogue, "SELECT 'yes', sum(yes) FROM page_ratings WHERE kind = 'service'")["yes"]
    in_time = sums_by(
        catalogue,
        "SELECT 'yes', count(*) FROM inquiries WHERE notified_at IS NULL AND answered_at IS NOT NULL",
    )["yes"]
    assert (
        found == Experience(Fraction(useful, 20), Fraction(in_time, 10)) == Experience(Fraction(3, 4), Fraction(7, 10))
    )
    assert set(experiences(catalogue)) == {"register-birth"}


def test_today_counts_tomorrow_and_a_year_ago_no_more(catalogue, clock):
    rate(catalogue, 8, 0)
    assert experiences(catalogue) == {}
    clock.move(days=365)
    assert experiences(catalogue)["register-birth"].satisfaction == 1
    clock.move(days=1)
    assert experiences(catalogue) == {}


@pytest.mark.parametrize(("yes", "no"), [(4, 0), (9, 1), (9, 2), (2, 9), (1, 1)])
def test_a_share_that_would_tell_what_few_said_does_not_count(catalogue, clock, yes, no):
    rate(catalogue, yes, no)
    for place in range(yes + no):
        settle(catalogue, a_case(catalogue).number, 0, late=place < no)
    clock.move(days=1)
    assert experiences(catalogue).get("register-birth", Experience()).satisfaction is None
    assert (experiences(catalogue).get("register-birth", Experience()).punctuality is None) == (no > 0)


def test_a_case_that_waits_too_long_is_late_though_nobody_has_answered(catalogue, clock):
    for place in range(6):
        number = a_case(catalogue).number
        settle(catalogue, number, 0, late=place < 3)
    with catalogue.work("test") as work:
        work.session.connection().exec_driver_sql(
            "UPDATE inquiries SET answered_at = NULL, state = 'assigned' WHERE notified_at IS NOT NULL"
        )
    clock.move(days=1)
    assert experiences(catalogue)["register-birth"].punctuality == Fraction(1, 2)
