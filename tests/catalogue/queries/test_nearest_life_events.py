"""Nearest life events: by likeness of words in any language, otherwise in the country's own order, never none."""

from __future__ import annotations

import pytest

from catalogue.queries.life_events import list_life_events
from catalogue.queries.nearest_life_events import find_nearest_life_events


def nearest(catalogue, typed, language="en", most=4, first=()):
    with catalogue.reading(language) as reading:
        return [card.id for card in find_nearest_life_events(reading, typed, most, first)]


def in_order(catalogue):
    with catalogue.reading("en") as reading:
        return [card.id for card in list_life_events(reading).cards]


@pytest.mark.parametrize(
    ("typed", "language", "event"),
    [
        ("pregnantt", "en", "having-a-baby"),
        ("newcommers", "en", "arriving-as-a-newcomer"),
        ("the furneral", "en", "death-of-a-relative"),
        ("movving house", "en", "moving-home"),
        ("déménagment", "en", "moving-home"),
        ("baby", "zh", "having-a-baby"),
        ("我要搬家了吗", "zh", "moving-home"),
        ("беременость", "ru", "having-a-baby"),
    ],
)
def test_words_like_those_of_a_life_event_bring_it_to_the_front(shipped, typed, language, event):
    assert nearest(shipped, typed, language)[0] == event


@pytest.mark.parametrize("typed", ["", "zzzzzz", "ξξξξ", "1", "the and of", "?" * 200, "q" * 200])
def test_without_any_likeness_the_country_s_own_order_holds(shipped, typed):
    assert nearest(shipped, typed) == in_order(shipped)[:4]


def test_what_a_search_found_comes_before_likeness(shipped):
    assert nearest(shipped, "baby", first=("moving-home", "death-of-a-relative"), most=3) == [
        "moving-home",
        "death-of-a-relative",
        "having-a-baby",
    ]
