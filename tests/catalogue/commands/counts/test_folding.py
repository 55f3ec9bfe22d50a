"""Folding keeps every sum of a month, whenever and however often it is done; what is due goes, and nothing else."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from counted import a_deed, do, stored, today_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from catalogue.commands.counts.fold_counts import fold_counts
from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.context import Catalogue
from catalogue.figures.spans import first_day_by_day, first_day_kept
from catalogue.jobs import counts as keeping
from catalogue.jobs.counts import FoldingCounts

DEEDS = st.tuples(
    st.integers(0, 1300),
    st.sampled_from(["register-birth", "move"]),
    st.sampled_from(["", "harbour"]),
    st.integers(1, 9),
)


def by_month(counts) -> Counter:
    """Return counts by month and all else."""
    found: Counter = Counter()
    for (day, *rest), times in counts.items():
        found[day.replace(day=1), *rest] += times
    return found


def empty(catalogue) -> None:
    """Take all counts away."""
    with catalogue.work("test") as work:
        work.session.execute(text("DELETE FROM counts"))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, max_size=25), st.lists(st.integers(1, 200), max_size=3))
def test_sums_of_months_stay_until_their_time_is_over(empty_catalogue, clock, deeds, waits):
    empty(empty_catalogue)
    clock.now = datetime.fromisoformat("2026-11-21T10:00+00:00")
    for days_ago, key, place, times in deeds:
        do(empty_catalogue, times, days_ago=days_ago, key=key, place=place)
    first = by_month(stored(empty_catalogue))
    for wait in (0, *waits):
        clock.move(days=wait)
        fold_counts(empty_catalogue)
        counts, today = stored(empty_catalogue), today_of(empty_catalogue)
        assert by_month(counts) == Counter({key: n for key, n in first.items() if key[0] >= first_day_kept(today)})
        assert all(key[0].day == 1 or key[0] >= first_day_by_day(today) for key in counts)
        assert fold_counts(empty_catalogue) == 0


def test_days_are_left_alone_for_ninety_days(empty_catalogue):
    do(empty_catalogue, days_ago=0)
    do(empty_catalogue, days_ago=89)
    before = stored(empty_catalogue)
    assert fold_counts(empty_catalogue) == 0
    assert stored(empty_catalogue) == before


def test_a_deed_that_was_written_late_joins_its_month(empty_catalogue):
    for _ in range(2):
        do(empty_catalogue, 2, days_ago=150)
        fold_counts(empty_catalogue)
    assert list(stored(empty_catalogue).values()) == [4]


def test_processes_that_fold_and_write_at_once_count_nothing_twice(empty_catalogue, clock):
    for days_ago in range(120, 180):
        do(empty_catalogue, days_ago=days_ago)

    def write(other):
        for _ in range(20):
            other.deeds.note(a_deed(date(2026, 6, 15)))
            record_deeds(other)

    with (
        Catalogue(empty_catalogue.settings, clock=clock) as one,
        Catalogue(empty_catalogue.settings, clock=clock) as other,
        ThreadPoolExecutor(3) as pool,
    ):
        jobs = [pool.submit(fold_counts, each) for each in (empty_catalogue, one)]
        jobs.append(pool.submit(write, other))
        for job in jobs:
            job.result()
    fold_counts(empty_catalogue)
    counts = stored(empty_catalogue)
    assert all(key[0].day == 1 for key in counts)
    assert sum(counts.values()) == 80


def test_it_looks_for_what_is_due_once_an_hour_and_again_after_a_failure(empty_catalogue, clock, monkeypatch):
    looks = []

    def look(catalogue):
        looks.append(catalogue.clock())
        if len(looks) == 1:
            raise OSError("disk full")

    monkeypatch.setattr(keeping, "fold_counts", look)
    folding = FoldingCounts()
    with pytest.raises(OSError, match="disk full"):
        folding(empty_catalogue)
    folding(empty_catalogue)
    clock.move(minutes=59)
    folding(empty_catalogue)
    assert len(looks) == 2
    clock.move(minutes=1)
    folding(empty_catalogue)
    assert len(looks) == 3
