"""Two plans of one person side by side: each line once, in its order, with what became of it."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_fee, a_pathway, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.plans.comparison import Mark, align, compare
from catalogue.plans.plan import plan

KNOWN = a_situation(event_date=date(2026, 3, 2), answers={"married": "yes"})


def plan_of(steps=("notice", "register"), *, service=None, questions=("married",), situation=KNOWN, **more):
    made = [one if isinstance(one, dict) else a_step(one, one) for one in steps]
    services = {"register": service} if service else {}
    return plan(a_pathway(made, services=services, questions=questions, **more), situation)


def marks(rows):
    return [(row.mark.value, (row.after or row.before).id) for row in rows]


def test_a_plan_beside_itself_is_the_same():
    found = compare(plan_of(), plan_of())
    assert found.same
    assert {row.mark for row in found.steps} == {Mark.SAME}


def test_a_new_step_and_one_that_went():
    found = compare(plan_of(["a", "b", "c"]), plan_of(["a", "c", "d"]))
    assert marks(found.steps) == [("same", "a"), ("removed", "b"), ("same", "c"), ("added", "d")]
    # Two steps and the effort: the new step is done at an office as the other one was, so it may even be the same.
    assert found.differences == 2 + (found.effort.mark is not Mark.SAME)
    assert not found.same


def test_the_first_step_went():
    assert marks(compare(plan_of(["a", "b"]), plan_of(["b"])).steps) == [("removed", "a"), ("same", "b")]


def test_as_few_steps_as_can_be_have_moved():
    found = compare(plan_of(["a", "b", "c", "d"]), plan_of(["d", "a", "b", "c"]))
    assert marks(found.steps) == [("moved", "d"), ("same", "a"), ("same", "b"), ("same", "c")]


def test_a_number_alone_is_no_change():
    assert marks(compare(plan_of(["b"]), plan_of(["a", "b"])).steps) == [("added", "a"), ("same", "b")]


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"fees": [a_fee("12.00")]}, "costs"),
        ({"requirements": [a_requirement("identity-card", form="copy")]}, "bring"),
        ({"requirements": [a_requirement("identity-card"), a_requirement("photo")]}, "bring"),
        ({"requirements": [a_requirement("identity-card", supplied_by="state")]}, "not_bring"),
        ({"deadlines": [{"id": "in-time", "until": "10 days after event"}]}, "steps"),
        ({"channels": [{"id": "web", "kind": "online"}]}, "steps"),
    ],
)
def test_what_a_service_changes_is_found_where_it_shows(change, part):
    base = {"fees": [a_fee("10.00")], "requirements": [a_requirement("identity-card")]}
    found = compare(plan_of(service=a_service(**base)), plan_of(service=a_service(**{**base, **change})))
    assert not found.same
    assert {row.mark for row in getattr(found, part)} - {Mark.SAME}
    if part == "costs":
        assert [(str(row.before.maximum), str(row.after.maximum)) for row in found.costs] == [("10.00", "12.00")]


def test_the_effort_counts_a_visit_more():
    found = compare(plan_of(["a"]), plan_of(["a", "b"]))
    assert found.effort.mark is Mark.CHANGED
    assert found.effort.after.visits == found.effort.before.visits + 1


def test_a_new_question_is_named_until_it_is_answered():
    more = [a_step("register", "register"), a_step("dog", "dog", when=when(dog="yes"))]
    before = plan_of(["register"])
    found = compare(before, plan_of(more, questions=("married", "dog")))
    assert [question.id for question in found.unanswered] == ["dog"]
    answered = a_situation(event_date=KNOWN.event_date, answers={"married": "yes", "dog": "no"})
    assert compare(before, plan_of(more, questions=("married", "dog"), situation=answered)).unanswered == ()


def test_a_question_that_was_open_before_is_no_news():
    open_still = a_situation(event_date=KNOWN.event_date)
    assert compare(plan_of(situation=open_still), plan_of(["notice"], situation=open_still)).unanswered == ()


def test_a_question_that_nobody_can_be_asked_is_named():
    steps = [a_step("register", "register", when=when(forgotten="yes"))]
    found = compare(plan_of(["register"]), plan_of(steps))
    assert found.unanswerable == ("forgotten",)
    assert not found.same


def test_an_answer_that_is_of_no_use_any_more_is_named():
    found = compare(plan_of(), plan_of(questions=()))
    assert [(one.what, one.key) for one in found.lost] == [("question", "married")]


def test_a_life_event_that_was_not_there_is_all_new():
    found = compare(None, plan_of(["a", "b"]))
    assert {row.mark for row in (*found.steps, found.effort)} == {Mark.ADDED}
    assert not found.same


LISTS = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 2)), max_size=9)


def aligned(before, after):
    return align(before, after, lambda line: line[0], lambda line: line[1], ordered=True)


@given(LISTS, LISTS)
def test_every_line_stands_in_one_row_and_the_order_is_that_of_after(before, after):
    rows = aligned(before, after)
    assert [row.after for row in rows if row.after is not None] == after
    assert sorted(row.before for row in rows if row.before is not None) == sorted(before)


@given(LISTS, LISTS)
def test_marks_say_what_the_row_holds(before, after):
    for row in aligned(before, after):
        assert (row.mark is Mark.ADDED) == (row.before is None)
        assert (row.mark is Mark.REMOVED) == (row.after is None)
        if row.before and row.after:
            assert (row.mark is Mark.CHANGED) == (row.before != row.after)


@given(LISTS)
def test_a_list_beside_itself_has_nothing_to_say(lines):
    assert {row.mark for row in aligned(lines, lines)} <= {Mark.SAME}


@given(LISTS, LISTS)
def test_what_came_one_way_goes_the_other(before, after):
    there, back = aligned(before, after), aligned(after, before)
    assert sorted(row.after for row in there if row.mark is Mark.ADDED) == sorted(
        row.before for row in back if row.mark is Mark.REMOVED
    )
    assert sum(row.mark is Mark.MOVED for row in there) == sum(row.mark is Mark.MOVED for row in back) or any(
        row.mark is Mark.CHANGED for row in there
    )


@given(st.permutations("abcdef"))
def test_what_did_not_move_keeps_its_order(order):
    rows = align("abcdef", order, str, str, ordered=True)
    stayed = [row.after for row in rows if row.mark is Mark.SAME]
    assert stayed == sorted(stayed)
    assert stayed
