"""Pathways are remembered within bounds that no address can stretch."""

from __future__ import annotations

from datetime import date, timedelta

from catalogue.queries import life_events
from catalogue.queries.life_events import get_pathway

DAY = date(2026, 1, 1)


def ask(catalogue, **how):
    with catalogue.reading("en", **how) as reading:
        return get_pathway(reading, "having-a-baby")


def kept(catalogue, count_queries, **how):
    """Tell whether a pathway is made without asking the database more than whether the catalogue changed."""
    with count_queries(catalogue.engine) as queries:
        ask(catalogue, **how)
    return queries.count == 1


def test_only_a_few_days_other_than_today_are_remembered(catalogue, count_queries):
    ask(catalogue)
    days = [DAY + timedelta(days=number) for number in range(life_events.PATHWAYS_OF_OTHER_DAYS_KEPT + 30)]
    for day in days:
        ask(catalogue, as_of=day)
    assert kept(catalogue, count_queries, as_of=days[-1])
    assert kept(catalogue, count_queries, as_of=days[-life_events.PATHWAYS_OF_OTHER_DAYS_KEPT])
    assert not kept(catalogue, count_queries, as_of=days[-life_events.PATHWAYS_OF_OTHER_DAYS_KEPT - 1])


def test_other_days_never_push_today_out(catalogue, count_queries):
    ask(catalogue)
    for number in range(life_events.PATHWAYS_KEPT + 10):
        ask(catalogue, as_of=DAY + timedelta(days=number))
    assert kept(catalogue, count_queries)


def test_today_is_today_whether_it_is_named_or_not(catalogue, count_queries):
    with catalogue.reading("en") as reading:
        today = reading.today
    ask(catalogue)
    assert kept(catalogue, count_queries, as_of=today)


def test_a_place_that_does_not_exist_is_no_place(catalogue):
    nowhere = ask(catalogue)
    for number in range(5):
        assert ask(catalogue, place=f"typed-{number}") is nowhere
    assert ask(catalogue, place="harbour") is not nowhere
