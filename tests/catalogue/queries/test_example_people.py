"""Whose plans tell how much a life event asks: people of whom nothing decisive is unknown."""

from __future__ import annotations

from catalogue.facts.life_event import StepKind
from catalogue.queries.burden import list_burdens
from catalogue.queries.example_people import list_planned
from catalogue.queries.what_if import get_what_if


def test_people_with_answers_left_open_are_left_out_where_others_have_none(shipped):
    with shipped.reading("en") as reading:
        planned = list_planned(reading, "having-a-baby")
    assert "nothing-answered" not in {one.person.id for one in planned}
    assert len(planned) >= 3
    steps = [step for one in planned for step in one.plan.steps if step.kind is not StepKind.OPTIONAL]
    assert {step.applies for step in steps} == {"yes"}


def test_no_life_event_is_lightened_to_nothing_by_what_nobody_answered(shipped):
    with shipped.reading("en") as reading:
        assert all(one.least > 0 for one in list_burdens(reading))


def test_without_example_people_somebody_who_has_answered_nothing_is_planned(catalogue):
    with catalogue.reading("en") as reading:
        [alone] = list_planned(reading, "having-a-baby")
    assert alone.person is None
    assert alone.situation.answers == {}


def test_of_what_cannot_be_planned_there_is_nothing(catalogue):
    with catalogue.reading("en") as reading:
        assert list_planned(reading, "unicorn") == ()


def test_what_if_ranks_by_points_and_counts_a_year(shipped):
    with shipped.reading("en") as reading:
        found = get_what_if(reading, "having-a-baby", ())
    points = [one.points for one in found.possible]
    assert points == sorted(points, reverse=True)
    assert points[0] > 0
    assert points[-1] >= 0
    assert all(0 <= one.saving.people <= found.people_per_year for one in found.possible)
    assert found.before == found.after
    assert found.saving is None
