"""The tally: everything is counted, texts only as far as there is room."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from catalogue.tally import Sought, Tally, Times

DAY = date(2026, 11, 21)


def sought(text, day=DAY):
    return Sought(text, "en", day)


def test_equal_searches_are_one_with_a_count_whoever_notes_them():
    tally = Tally()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: tally.note(sought("unicorn"), Times(searches=1)), range(400)))
    tally.note(sought("unicorn"), Times(reports=1))
    assert tally.take() == {sought("unicorn"): Times(400, 1)}
    assert tally.take() == {}


def test_a_full_tally_drops_new_texts_and_counts_what_it_dropped():
    tally = Tally(bound=2)
    for text in ("one", "two", "three", "four", "one"):
        tally.note(sought(text), Times(searches=1))
    assert tally.take() == {sought("one"): Times(2), sought("two"): Times(1), sought(""): Times(2)}


def test_what_is_put_back_keeps_its_counts_and_the_bound():
    tally = Tally(bound=2)
    tally.note(sought("one"), Times(searches=1))
    tally.note(sought("two"), Times(searches=1))
    taken = tally.take()
    tally.note(sought("two"), Times(searches=1))
    tally.note(sought("three"), Times(searches=1))
    tally.put_back(taken)
    assert tally.take() == {sought("two"): Times(2), sought("three"): Times(1), sought(""): Times(1)}


def test_it_waits_from_the_first_note_until_it_is_taken():
    tally = Tally()
    assert tally.waits() == 0.0
    tally.note(sought("one"), Times(searches=1))
    assert tally.waits() > 0.0
    tally.take()
    assert tally.waits() == 0.0
