"""The formula of the service index: oracles by hand, and what holds whatever is measured."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.facts.service import ChannelKind, Depth
from catalogue.figures.service_index import (
    EXPERIENCED,
    WEIGHTS,
    Check,
    Criterion,
    Measures,
    Topic,
    average,
    check_of,
    score,
)

ALL = Measures(
    frozenset(Topic),
    ((ChannelKind.ONLINE, Depth.COMPLETE), (ChannelKind.OFFICE, Depth.COMPLETE), (ChannelKind.POST, Depth.COMPLETE)),
    timed=3,
    languages=6,
    offered=6,
    check=Check.FRESH,
)
NOTHING = Measures(frozenset(), (), 0, 0, 6, Check.NEVER)
# By hand: 3/5 of 25 is 15; online in part and office in full, (1/2 + 1)/2 of 20 is 15; half of 15 is 7.5; 2/6 of 15
# is 5; two of three ways, 2/3 of 10 is 6.67; a check that is due, half of 15 is 7.5. Together 56.67.
MIDDLING = Measures(
    frozenset({Topic.WHO, Topic.NEXT, Topic.HOW}),
    ((ChannelKind.ONLINE, Depth.PARTIAL), (ChannelKind.OFFICE, Depth.COMPLETE)),
    timed=1,
    languages=2,
    offered=6,
    check=Check.DUE,
)

channels = some.lists(some.tuples(some.sampled_from(ChannelKind), some.sampled_from(Depth)), max_size=5).map(tuple)


@some.composite
def measures(draw) -> Measures:
    """Return anything that can be measured."""
    found = draw(channels)
    return Measures(
        draw(some.frozensets(some.sampled_from(Topic))),
        found,
        draw(some.integers(0, len(found))),
        draw(some.integers(0, 6)),
        6,
        draw(some.sampled_from(Check)),
    )


shares = some.fractions(0, 1)


@pytest.mark.parametrize(("measured", "tenths"), [(ALL, 1000), (NOTHING, 0), (MIDDLING, 567)])
def test_scores_are_those_that_a_hand_counts(measured, tenths):
    assert score(measured).tenths == tenths


def test_the_weights_are_a_hundred_points_without_what_people_experienced():
    assert sum(weight for name, weight in WEIGHTS.items() if name not in EXPERIENCED) == 100
    assert set(WEIGHTS) == set(Criterion)


def test_content_readers_lift_a_score_by_the_published_weight():
    # By hand: 56.67 and all 20 points for feedback, out of 120, is 63.89.
    assert score(MIDDLING, Fraction(1)).tenths == 639
    assert score(MIDDLING, Fraction(0)).tenths == 472


def test_answers_in_time_lift_a_score_by_the_published_weight():
    # By hand: 56.67 and all 10 points for answers, out of 110, is 60.61; with half of 20 for feedback 76.67 of 130.
    assert score(MIDDLING, punctuality=Fraction(1)).tenths == 606
    assert score(MIDDLING, punctuality=Fraction(0)).tenths == 515
    assert score(MIDDLING, Fraction(1, 2), Fraction(1)).tenths == 590


def test_an_organisation_has_the_mean_of_its_services():
    assert average([score(ALL), score(NOTHING)]) == 50
    assert average([]) == 0


@given(measures(), some.none() | shares, some.none() | shares)
def test_a_score_stands_between_nothing_and_a_hundred_and_is_the_same_each_time(measured, satisfaction, punctuality):
    found = score(measured, satisfaction, punctuality)
    assert 0 <= found.exact <= 100
    assert all(0 <= part.points <= part.most for part in found.parts)
    assert found == score(measured, satisfaction, punctuality)


@given(measures())
def test_feedback_that_is_like_the_rest_changes_nothing(measured):
    plain = score(measured).exact
    assert score(measured, plain / 100).exact == plain
    assert score(measured, plain / 100, plain / 100).exact == plain


@given(measures(), some.permutations(range(5)))
def test_the_order_of_channels_does_not_count(measured, order):
    turned = tuple(measured.channels[place] for place in order if place < len(measured.channels))
    other = Measures(measured.told, turned, measured.timed, measured.languages, measured.offered, measured.check)
    assert score(other) == score(measured)


@given(measures(), some.sampled_from(Topic))
def test_to_tell_more_never_costs_points(measured, topic):
    more = Measures(
        measured.told | {topic},
        measured.channels,
        measured.timed,
        measured.languages,
        measured.offered,
        measured.check,
    )
    assert score(more).exact >= score(measured).exact


@pytest.mark.parametrize(
    ("checked", "review", "found"),
    [
        (None, date(2026, 12, 1), Check.NEVER),
        (date(2026, 3, 1), date(2026, 12, 1), Check.FRESH),
        (date(2026, 3, 1), date(2026, 11, 21), Check.FRESH),
        (date(2026, 3, 1), date(2026, 11, 20), Check.DUE),
        (date(2026, 3, 1), None, Check.DUE),
        (date(2026, 3, 1), date(2027, 3, 2), Check.FRESH),
        (date(2026, 3, 1), date(2027, 3, 3), Check.DUE),
    ],
)
def test_a_check_is_fresh_until_the_next_one_that_was_set_within_a_year(checked, review, found):
    assert check_of(checked, review, date(2026, 11, 21)) is found
