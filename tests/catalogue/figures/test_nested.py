"""Whatever is told of the whole and of organisations within each other: nobody works out what few did."""

from __future__ import annotations

from functools import reduce
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.figures.nested import protect_nested
from catalogue.figures.thresholds import FEW, FEWEST, HIDDEN, Figure

ABOVE = {"ministry": None, "registry": "ministry", "counter": "registry", "town": None, "pool": "town"}
"""Two trees, one of three storeys; what nobody owns stands beside them."""
KEYS = (None, *ABOVE)
NUMBERS = st.one_of(st.integers(0, 3), st.integers(0, 4))


def within(key: str) -> frozenset[str]:
    """Return an organisation and all below it."""
    return frozenset({key}).union(*(within(child) for child, parent in ABOVE.items() if parent == key))


SCOPES: dict[str | None, frozenset[str | None]] = {None: frozenset(KEYS), **{key: within(key) for key in ABOVE}}
"""What one may look at: everything, and each organisation with those below it."""


def sum_of(own: dict, keys: frozenset) -> int:
    return sum(own[key] for key in keys)


def told_of(own: dict) -> dict[str | None, Figure]:
    nested = protect_nested(own, ABOVE)
    return {None: nested.whole, **{key: nested.of(SCOPES[key]) for key in ABOVE}}


@given(st.lists(st.integers(0, 9), min_size=len(KEYS), max_size=len(KEYS)))
def test_what_is_told_is_true_and_no_less_than_the_threshold(numbers):
    own = dict(zip(KEYS, numbers, strict=True))
    for scope, told in told_of(own).items():
        number = sum_of(own, SCOPES[scope])
        assert told.value is None or (told.value == number and not 0 < number < FEWEST)
        assert not told.few or 0 < number < FEWEST
        if number == 0:
            assert told == Figure(0)


@given(st.lists(st.integers(0, 9), min_size=len(KEYS), max_size=len(KEYS)))
def test_no_number_below_the_threshold_is_left_when_parts_are_taken_from_a_whole(numbers):
    told = {scope: figure for scope, figure in told_of(dict(zip(KEYS, numbers, strict=True))).items() if figure.value}
    for whole, parts in product(told, (some for size in range(1, 4) for some in combinations(told, size))):
        apart = all(not SCOPES[one] & SCOPES[other] for one, other in combinations(parts, 2))
        if whole in parts or not apart or not all(SCOPES[part] <= SCOPES[whole] for part in parts):
            continue
        left = told[whole].value - sum(told[part].value for part in parts)
        assert left == 0 or left >= FEWEST, (whole, parts)


@pytest.mark.long
@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, min_size=len(KEYS), max_size=len(KEYS)))
def test_for_who_sees_every_page_each_few_could_be_one_as_well_as_two(numbers):
    own = dict(zip(KEYS, numbers, strict=True))
    told = told_of(own)
    most = told[None].value or FEWEST - 1
    possible: dict[str | None, set[int]] = {scope: set() for scope in SCOPES}
    for guess in _all_numbers(most):
        guessed = dict(zip(KEYS, guess, strict=True))
        sums = {scope: sum_of(guessed, keys) for scope, keys in SCOPES.items()}
        if all(_agrees(figure, sums[scope]) for scope, figure in told.items()):
            for scope, number in sums.items():
                possible[scope].add(number)
    for scope, keys in SCOPES.items():
        if 0 < sum_of(own, keys) < FEWEST:
            assert possible[scope] >= set(range(1, FEWEST)), (scope, told)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        # The whole less the registry would be the two of the town.
        ({"registry": 9, "town": 2}, {None: Figure(11), "ministry": HIDDEN, "registry": HIDDEN, "town": FEW}),
        ({"registry": 9, "town": 5}, {None: Figure(14), "ministry": Figure(9), "registry": Figure(9)}),
        ({"registry": 2}, {None: FEW, "ministry": FEW, "registry": FEW, "town": Figure(0)}),
        ({"ministry": 1, "registry": 1, "town": 8}, {None: Figure(10), "ministry": FEW, "registry": HIDDEN}),
        ({"registry": 4, "counter": 1, "town": 3}, {None: Figure(8), "registry": Figure(5), "counter": FEW}),
    ],
)
def test_examples(own, told):
    found = told_of(dict.fromkeys(KEYS, 0) | own)
    assert {scope: found[scope] for scope in told} == told


def test_organisations_without_those_below_them_are_told_apart():
    nested = protect_nested({"registry": 4, "counter": 5, "town": 3}, ABOVE)
    assert nested.of({"registry"}) == Figure(4)
    assert nested.of({"registry", "town", "pool"}) == Figure(7)
    assert nested.of(()) == Figure(0)
    assert protect_nested({"registry": 4, "counter": 1}, ABOVE).of({"registry"}) == HIDDEN


def test_whatever_lies_in_nothing_that_is_known_lies_in_the_whole():
    nested = protect_nested({"gone": 4, None: 3, "orphan": 5}, {"orphan": "gone-too"})
    assert (nested.whole, nested.of({"orphan"}), nested.of({"gone"})) == (Figure(12), Figure(5), Figure(4))


def _agrees(told: Figure, number: int) -> bool:
    if told.value is not None:
        return told.value == number
    return 0 < number < FEWEST if told.few else number > 0


def _all_numbers(total: int) -> list[tuple[int, ...]]:
    """Return all ways to share what is at most a total among the keys."""
    return reduce(
        lambda found, _: [(*some, more) for some in found for more in range(total - sum(some) + 1)], KEYS, [()]
    )
