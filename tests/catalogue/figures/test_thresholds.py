"""Whatever is told beside a total: nobody can work out a number below the threshold."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.figures.thresholds import FEW, FEWEST, HIDDEN, Figure, figure, protect


def numbers_possible(told: tuple[Figure, ...], total: int) -> list[set[int]]:
    """Return for each part all numbers that it can be, for who knows the total and what is told, by trying all."""
    ranges = []
    for each in told:
        if each.value is not None:
            ranges.append([each.value])
        else:
            ranges.append(range(1, FEWEST) if each.few else range(FEWEST, total + 1))
    possible: list[set[int]] = [set() for _ in told]
    for guess in product(*ranges):
        if sum(guess) == total:
            for place, number in enumerate(guess):
                possible[place].add(number)
    return possible


def test_a_number_alone_is_told_from_the_threshold_on_and_nought_always():
    assert [figure(number) for number in range(5)] == [Figure(0), FEW, FEW, Figure(3), Figure(4)]


@given(st.lists(st.one_of(st.integers(0, 4), st.integers(0, 12)), max_size=5))
def test_nobody_works_out_what_few_did(parts):
    told = protect(parts)
    if told is None:
        return
    for part, each, possible in zip(parts, told, numbers_possible(told, sum(parts)), strict=True):
        assert each.few == (0 < part < FEWEST)
        assert each.value in (None, part)
        if each.few:
            assert possible >= set(range(1, FEWEST))


@given(st.lists(st.integers(0, 30), max_size=8))
def test_no_more_is_hidden_than_has_to_be(parts):
    told = protect(parts)
    if told is None:
        assert any(0 < part < FEWEST for part in parts)
        return
    assert all(each.value is not None for each in told) or FEW in told
    hidden = [part for part, each in zip(parts, told, strict=True) if each == HIDDEN]
    shown = [each.value for each in told if each.value]
    assert not hidden or not shown or max(hidden) <= min(shown)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((), ()),
        ((0, 0), (Figure(0), Figure(0))),
        ((10, 4), (Figure(10), Figure(4))),
        # The total less what is told would be the 2.
        ((10, 4, 2), (Figure(10), HIDDEN, FEW)),
        # 3 and 1 make 4, and so does nothing else: one more is hidden.
        ((10, 3, 1), (HIDDEN, HIDDEN, FEW)),
        ((10, 1, 2), (Figure(10), FEW, FEW)),
        # Two that make 4 are both 2, and two that make 2 are both 1.
        ((10, 2, 2), (HIDDEN, FEW, FEW)),
        ((2, 2), None),
        ((1, 1), None),
        ((2,), None),
        ((1, 2), (FEW, FEW)),
    ],
)
def test_examples(parts, told):
    assert protect(parts) == told
