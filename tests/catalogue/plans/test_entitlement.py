"""The rule of row A10: likely, more needed or not, and never "not" for what nobody answered."""

from __future__ import annotations

import pytest
from builders import PLACES, a_service, a_situation, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.plans.entitlement import Entitlement, judge_entitlement

CHECKED_BY_THE_OFFICE = {"id": "lives-here"}
POOR = {"id": "poor", "when": when(income="low")}
TENANT = {"id": "tenant", "when": when(home="rented")}
NEARBY = {"id": "nearby", "when": when(within="norvale")}
RECENT = {"id": "recent", "when": when(after="2026-01-01")}


def judged(criteria, place=None, event_date=None, **answers) -> Entitlement:
    service = a_service(criteria=list(criteria))
    return judge_entitlement(service, a_situation(place=place, event_date=event_date, answers=answers), PLACES)


@pytest.mark.parametrize(
    ("criteria", "answers", "expected"),
    [
        ((), {}, Entitlement("likely")),
        ((POOR,), {"income": "low"}, Entitlement("likely", met=("poor",))),
        ((POOR,), {"income": "high"}, Entitlement("not", unmet=("poor",))),
        ((POOR,), {}, Entitlement("more_needed", open=("poor",), questions=("income",))),
        (
            (TENANT, POOR),
            {"home": "rented"},
            Entitlement("more_needed", met=("tenant",), open=("poor",), questions=("income",)),
        ),
        # One that is not met decides, and nothing more is asked.
        ((TENANT, POOR), {"home": "owned"}, Entitlement("not", unmet=("tenant",), open=("poor",))),
        ((TENANT, POOR), {"home": "owned", "income": "low"}, Entitlement("not", met=("poor",), unmet=("tenant",))),
        # What only the office can check is listed, decides nothing, and by itself makes nobody likely.
        (
            (CHECKED_BY_THE_OFFICE, POOR),
            {"income": "low"},
            Entitlement("likely", met=("poor",), to_check=("lives-here",)),
        ),
        ((CHECKED_BY_THE_OFFICE,), {"income": "low"}, Entitlement("more_needed", to_check=("lives-here",))),
    ],
)
def test_what_can_be_told_of_a_person(criteria, answers, expected):
    assert judged(criteria, **answers) == expected


def test_place_and_date_are_asked_for_like_questions():
    assert judged([NEARBY, RECENT]).questions == ("place", "event-date")
    assert judged([NEARBY], place="norvale").outcome == "likely"
    assert judged([NEARBY], place="port-alba").outcome == "not"
    assert judged([NEARBY], place="meridia") == Entitlement("more_needed", open=("nearby",), questions=("place",))


def test_a_question_that_two_criteria_ask_is_asked_once():
    other = {"id": "other", "when": when(any=[when(income="low"), when(home="rented")])}
    assert judged([POOR, other]).questions == ("income", "home")


criteria = st.lists(
    st.sampled_from([CHECKED_BY_THE_OFFICE, POOR, TENANT, NEARBY, RECENT]), unique_by=lambda one: one["id"]
)


@given(criteria)
def test_blank_answers_never_give_not(chosen):
    found = judged(chosen)
    assert found.outcome != "not"
    assert found.unmet == ()
    assert len(found.met) + len(found.open) + len(found.to_check) == len(chosen)


@given(criteria, st.sampled_from(["low", "high", None]), st.sampled_from(["rented", "owned", None]))
def test_every_criterion_is_named_once_and_something_is_asked_while_something_is_open(chosen, income, home):
    answers = {name: answer for name, answer in (("income", income), ("home", home)) if answer}
    found = judged(chosen, **answers)
    named = (*found.met, *found.unmet, *found.open, *found.to_check)
    assert sorted(named) == sorted(one["id"] for one in chosen)
    assert bool(found.questions) == (bool(found.open) and not found.unmet)
    assert (found.outcome == "not") == bool(found.unmet)
    assert not set(found.questions) & set(answers)
