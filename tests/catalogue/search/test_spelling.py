"""Slips of the keyboard: what counts as one, and which word was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.search.spelling import correct, pieces, slips

WORDS = {"certificate": 40, "birth": 30, "marriage": 20, "pension": 25, "passport": 12, "рождение": 9, "شهاده": 8}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("certifcate", "certificate"),
        ("certficiate", "certificate"),
        ("cretificat", "certificate"),
        ("brith", "birth"),
        ("mariage", "marriage"),
        ("pasport", "passport"),
        ("рожденеи", "рождение"),
        ("شهاذه", "شهاده"),
    ],
)
def test_the_word_meant_is_found(typed: str, meant: str) -> None:
    assert correct(typed, WORDS) == meant


@pytest.mark.parametrize("typed", ["zebra", "bir", "elephant", "passionate", "4012", "出生"])
def test_other_words_are_left_as_typed(typed: str) -> None:
    assert correct(typed, WORDS) is None


def test_a_word_of_the_catalogue_yields_only_to_a_far_more_usual_one() -> None:
    assert correct("berth", WORDS, often=1) == "birth"
    assert correct("berth", WORDS, often=4) is None


def test_swapped_neighbours_are_one_slip() -> None:
    assert slips("brith", "birth", 2) == 1


@given(st.text("abcde", max_size=8), st.text("abcde", max_size=8))
def test_slips_are_symmetric_and_zero_only_for_the_same_word(one: str, other: str) -> None:
    assert slips(one, other, 3) == slips(other, one, 3)
    assert (slips(one, other, 3) == 0) == (one == other)


@given(st.text("abcdef", min_size=6, max_size=8), st.data())
def test_a_word_with_one_slip_shares_a_piece(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    slipped = data.draw(st.sampled_from([word[:place] + word[place + 1 :], word[:place] + "z" + word[place + 1 :]]))
    assert set(pieces(word)) & set(pieces(slipped))
