from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest
from builders import PLACES, a_condition, a_situation
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.facts import Condition
from catalogue.plans.conditions import (
    EVENT_DATE,
    PLACE,
    evaluate,
    exclude_each_other,
    follows,
    judge,
    open_questions,
    requirements_of,
    truth_of_all,
    truth_of_any,
    truth_of_not,
)
from catalogue.plans.pathway import Situation

QUESTIONS = ("a", "b")
OPTIONS = ("x", "y")
DAYS = (date(2026, 1, 1), date(2026, 6, 30))
EVENT_DAYS = (date(2025, 1, 1), DAYS[0], date(2026, 3, 1), DAYS[1], date(2027, 1, 1))
MUNICIPALITIES = ("port-alba", "norvale", "abroad")

atoms = st.one_of(
    st.builds(
        lambda answers: Condition(is_=answers),
        st.dictionaries(
            st.sampled_from(QUESTIONS),
            st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2, unique=True).map(tuple),
            min_size=1,
            max_size=2,
        ),
    ),
    st.builds(lambda place: Condition(within=place), st.sampled_from(tuple(PLACES))),
    st.builds(lambda day: Condition(before=day), st.sampled_from(DAYS)),
    st.builds(lambda day: Condition(after=day), st.sampled_from(DAYS)),
)
conditions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda some: Condition(all=tuple(some))),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: Condition(any=tuple(some))),
        inner.map(lambda one: Condition(not_=one)),
    ),
    max_leaves=5,
)
situations = st.builds(
    lambda answers, place, day: a_situation(answers=answers, place=place, event_date=day),
    st.dictionaries(st.sampled_from(QUESTIONS), st.sampled_from(OPTIONS)),
    st.sampled_from((None, "meridia", *MUNICIPALITIES)),
    st.sampled_from((None, *EVENT_DAYS)),
)
truths = st.sampled_from((True, False, None))


def completions(situation: Situation) -> Iterator[Situation]:
    """Every situation that answers what this one leaves open, and changes nothing that it says."""
    answers = [[situation.answers[q]] if q in situation.answers else [*OPTIONS, "other"] for q in QUESTIONS]
    places = MUNICIPALITIES if situation.place in (None, "meridia") else (situation.place,)
    if situation.place == "meridia":
        places = ("port-alba", "norvale")
    days = EVENT_DAYS if situation.event_date is None else (situation.event_date,)
    for *chosen, place, day in product(*answers, places, days):
        yield a_situation(answers=dict(zip(QUESTIONS, chosen, strict=True)), place=place, event_date=day)


def holds(condition: Condition, situation: Situation) -> bool:
    """The two-valued meaning, for a person of whom everything is known."""
    if condition.all:
        return all(holds(one, situation) for one in condition.all)
    if condition.any:
        return any(holds(one, situation) for one in condition.any)
    if condition.not_:
        return not holds(condition.not_, situation)
    if condition.is_:
        return all(situation.answers[question] in options for question, options in condition.is_.items())
    if condition.within:
        return situation.place == condition.within or (condition.within == "meridia" and situation.place != "abroad")
    if condition.before:
        return situation.event_date < condition.before
    return situation.event_date > condition.after


@given(conditions, situations)
@settings(max_examples=150, deadline=None)
def test_what_is_decided_holds_for_every_way_to_answer_the_rest(condition: Condition, situation: Situation) -> None:
    truth = evaluate(condition, situation, PLACES)
    if truth is not None:
        assert all(holds(condition, known) is truth for known in completions(situation))


@given(conditions, situations)
@settings(max_examples=100, deadline=None)
def test_nothing_stays_unknown_once_everything_is_answered(condition: Condition, situation: Situation) -> None:
    known = next(completions(situation))
    assert evaluate(condition, known, PLACES) is holds(condition, known)


@given(conditions, situations)
@settings(max_examples=150, deadline=None)
def test_the_questions_named_are_those_that_can_still_change_the_result(
    condition: Condition, situation: Situation
) -> None:
    named = open_questions(condition, situation, PLACES)
    if evaluate(condition, situation, PLACES) is not None:
        assert named == ()
        return
    assert named
    rest_of = {
        PLACE: lambda s: (*sorted(s.answers.items()), s.event_date),
        EVENT_DATE: lambda s: (*sorted(s.answers.items()), s.place),
    }
    for question in QUESTIONS:
        rest_of[question] = lambda s, q=question: (
            *sorted((k, v) for k, v in s.answers.items() if k != q),
            s.place,
            s.event_date,
        )
    deciding = set()
    for name, rest in rest_of.items():
        seen: dict[tuple, set[bool]] = {}
        for known in completions(situation):
            seen.setdefault(rest(known), set()).add(holds(condition, known))
        if any(len(results) == 2 for results in seen.values()):
            deciding.add(name)
    assert deciding <= set(named), "a question that decides is never left unnamed"
    if deciding and situation.place is not None and situation.place != "meridia":
        assert deciding == set(named), "and no other is named"


def test_a_question_that_cancels_out_is_not_named() -> None:
    either = a_condition(
        any=[
            {"all": [a_condition(a="x").to_plain(), a_condition(b="x").to_plain()]},
            {"all": [a_condition(a="y").to_plain(), a_condition(b="x").to_plain()]},
            {"all": [{"not": a_condition(a=["x", "y"]).to_plain()}, a_condition(b="x").to_plain()]},
        ]
    )
    assert open_questions(either, a_situation(), PLACES) == ("b",)


def test_a_question_is_not_named_once_another_answer_has_decided() -> None:
    both = a_condition(all=[a_condition(a="x").to_plain(), a_condition(b="x").to_plain()])
    assert open_questions(both, a_situation(), PLACES) == ("a", "b")
    assert open_questions(both, a_situation(answers={"a": "x"}), PLACES) == ("b",)
    assert open_questions(both, a_situation(answers={"a": "y"}), PLACES) == ()


@given(st.lists(truths, max_size=4))
def test_all_and_any_mirror_each_other_through_not(values: list) -> None:
    assert truth_of_not(truth_of_all(values)) == truth_of_any(map(truth_of_not, values))
    assert truth_of_all(values) == truth_of_all(reversed(values))
    assert truth_of_not(truth_of_not(truth_of_any(values))) == truth_of_any(values)


@pytest.mark.parametrize("truth", [True, False, None])
def test_unknown_beside_a_known_value_follows_kleene(truth: bool | None) -> None:
    assert truth_of_all((truth, None)) is (False if truth is False else None)
    assert truth_of_any((truth, None)) is (True if truth else None)


def test_no_condition_holds_for_everybody() -> None:
    assert evaluate(None, a_situation(), PLACES) is True


@pytest.mark.parametrize(
    ("place", "asked", "expected"),
    [
        (None, "port-alba", None),
        (None, "meridia", None),
        ("meridia", "port-alba", None),
        ("meridia", "meridia", True),
        ("port-alba", "meridia", True),
        ("port-alba", "port-alba", True),
        ("port-alba", "norvale", False),
        ("port-alba", "atlantis", False),
    ],
)
def test_within_is_unknown_while_only_a_larger_place_is_known(place: str, asked: str, expected: bool | None) -> None:
    assert evaluate(a_condition(within=asked), a_situation(place=place), PLACES) is expected


def test_the_day_itself_is_neither_before_nor_after() -> None:
    on_the_day = a_situation(event_date=date(2026, 6, 30))
    assert evaluate(a_condition(before="2026-06-30"), on_the_day, PLACES) is False
    assert evaluate(a_condition(after="2026-06-30"), on_the_day, PLACES) is False
    assert evaluate(a_condition(before="2026-06-30"), a_situation(), PLACES) is None


def test_a_question_that_makes_no_sense_has_none_of_its_options_as_answer() -> None:
    person = a_situation(not_asked=frozenset({"a"}))
    assert evaluate(a_condition(a="x"), person, PLACES) is False
    assert evaluate(a_condition(not_=a_condition(a="x").to_plain()), person, PLACES) is True


def test_a_verdict_forgets_its_questions_once_decided() -> None:
    open_one = judge(a_condition(a="x"), a_situation(), PLACES)
    sure_not = judge(a_condition(b="x"), a_situation(answers={"b": "y"}), PLACES)
    assert open_one.depends_on == ("a",)
    assert (open_one & sure_not).depends_on == ()
    assert (open_one | sure_not).depends_on == ("a",)


@given(conditions, conditions, situations)
@settings(max_examples=150, deadline=None)
def test_conditions_said_to_exclude_each_other_never_both_hold(
    one: Condition, other: Condition, situation: Situation
) -> None:
    if exclude_each_other(requirements_of(one), requirements_of(other)):
        assert not any(holds(one, known) and holds(other, known) for known in completions(situation))


@given(conditions, conditions, situations)
@settings(max_examples=100, deadline=None)
def test_a_condition_said_to_follow_holds_wherever_the_given_ones_do(
    one: Condition, other: Condition, situation: Situation
) -> None:
    if follows(one, (other,)):
        assert all(holds(one, known) for known in completions(situation) if holds(other, known))
