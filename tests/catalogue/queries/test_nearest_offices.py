"""The nearest offices: distances as on the globe, open ones within reach first."""

from __future__ import annotations

import pytest

from catalogue.queries.nearest_offices import distance, list_nearest_offices

LISBON, PARIS = (38.7223, -9.1393), (48.8566, 2.3522)
LANTERN_SQUARE = (38.6201, -15.2104)


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (LISBON, LISBON, 0),
        # A quarter of a great circle, half of one across the date line and the pole, and two towns as atlases say.
        ((0, 0), (0, 90), 10007.6),
        ((45, 180), (-45, 0), 20015.1),
        ((10, 179), (10, -179), 219.0),
        (LISBON, PARIS, 1453),
    ],
)
def test_distances(one, other, kilometres):
    assert distance(*one, *other) == pytest.approx(kilometres, rel=0.003, abs=0.1)
    assert distance(*other, *one) == distance(*one, *other)


def near(shipped, point, most=4, service=None, language="en"):
    with shipped.reading(language) as reading:
        return list_nearest_offices(reading, *point, most, service)


def test_open_offices_within_reach_come_first(shipped):
    # It is Saturday at ten; the town hall next door is closed.
    found = near(shipped, LANTERN_SQUARE, 30)
    useful = [one.office.openness.open and one.kilometres <= 25 for one in found]
    assert useful == sorted(useful, reverse=True)
    assert 0 < sum(useful) < len(found)
    assert found[0].office.id == "onedoor-port-alba"
    assert found[0].kilometres == pytest.approx(0, abs=0.01)
    for group in (True, False):
        rows = [one.kilometres for one, use in zip(found, useful, strict=True) if use is group]
        assert rows == sorted(rows)


def test_an_open_office_far_away_is_not_preferred_to_a_closed_one_nearby(shipped):
    found = near(shipped, (38.913, -15.0207), 30)
    first = found[0].office
    assert first.place.place == "norvale"


def test_a_mobile_unit_is_where_its_nearest_stop_is(shipped):
    found = near(shipped, (39.0, -14.9), 30)
    units = [one for one in found if one.office.kind == "mobile"]
    assert units
    assert all(one.stop is not None for one in units)
    assert all(one.stop is None for one in found if one.office.kind != "mobile")


def test_only_offices_that_have_the_service_count_and_call_centres_never(shipped):
    found = near(shipped, LANTERN_SQUARE, 30, "register-birth")
    assert {one.office.id for one in found} >= {"registry-port-alba", "onedoor-norvale"}
    assert "post-agent-norvale" not in {one.office.id for one in found}
    assert all(one.office.depth is not None for one in found)
    assert "call-centre" not in {one.office.id for one in near(shipped, LANTERN_SQUARE, 30)}
