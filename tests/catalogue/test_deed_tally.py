"""The tally of deeds: every one is counted, objects only as far as there is room."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from counted import a_deed

from catalogue.deed_tally import DeedTally

DAY = date(2026, 11, 21)
BIRTH = a_deed(DAY, key="register-birth", place="harbour", target_group="parents")
MOVE = a_deed(DAY, key="move")
OF_NOTHING = a_deed(DAY, kind="", key="")


def test_equal_deeds_are_one_number_whoever_notes_them():
    tally = DeedTally()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: tally.note(BIRTH), range(400)))
    tally.note(MOVE, 2)
    assert tally.take() == {BIRTH: 400, MOVE: 2}
    assert tally.take() == {}


def test_a_full_tally_counts_new_deeds_without_their_object():
    tally = DeedTally(bound=1)
    for deed in (MOVE, BIRTH, MOVE, BIRTH):
        tally.note(deed)
    assert tally.take() == {MOVE: 2, OF_NOTHING: 2}


def test_what_is_put_back_is_added_to_what_came_meanwhile():
    tally = DeedTally()
    tally.note(BIRTH, 3)
    taken = tally.take()
    tally.note(BIRTH)
    tally.put_back(taken)
    assert tally.take() == {BIRTH: 4}


def test_it_waits_from_the_first_deed_until_it_is_taken():
    tally = DeedTally()
    assert tally.waits() == 0.0
    tally.note(BIRTH)
    assert tally.waits() > 0.0
    tally.take()
    assert tally.waits() == 0.0


def test_where_nothing_is_counted_nothing_is_held():
    tally = DeedTally(counting=False)
    tally.note(BIRTH)
    assert tally.take() == {}
