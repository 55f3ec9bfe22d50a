"""Pathways are remembered within bounds that no address can stretch."""

from __future__ import annotations

from datetime import date, timedelta

from catalogue.queries import life_events
from catalogue.queries.life_events import get_pathway

DAY = date(2026, 1, 1)


def ask(catalogue, **how):
    with catalogue.reading("en", **how) as reading:
        return get_pathway(reading, "having-a-baby")


def test_only_a_few_days_other_than_today_are_remembered(catalogue):
    ask(catalogue)
    days = [DAY + timedelta(days=number) for number in range(life_events.PATHWAYS_OF_OTHER_DAYS_KEPT + 30)]
    made = [ask(catalogue, as_of=day) for day in days]
    for back in (1, life_events.PATHWAYS_OF_OTHER_DAYS_KEPT):
        assert ask(catalogue, as_of=days[-back]) is made[-back]
    forgotten = -life_events.PATHWAYS_OF_OTHER_DAYS_KEPT - 1
    assert ask(catalogue, as_of=days[forgotten]) is not made[forgotten]


def test_other_days_never_push_today_out(catalogue):
    made = ask(catalogue)
    for number in range(life_events.PATHWAYS_KEPT + 10):
        ask(catalogue, as_of=DAY + timedelta(days=number))
    assert ask(catalogue) is made


def test_today_is_today_whether_it_is_named_or_not(catalogue):
    with catalogue.reading("en") as reading:
        today = reading.today
    assert ask(catalogue) is ask(catalogue, as_of=today)


def test_another_place_or_day_asks_the_database_only_whether_the_catalogue_changed(catalogue, count_queries):
    ask(catalogue)
    with count_queries(catalogue.engine) as queries:
        ask(catalogue, place="harbour", as_of=DAY)
    assert queries.count == 1


def test_a_place_that_does_not_exist_is_no_place(catalogue):
    nowhere = ask(catalogue)
    for number in range(5):
        assert ask(catalogue, place=f"typed-{number}") is nowhere
    assert ask(catalogue, place="harbour") is not nowhere
