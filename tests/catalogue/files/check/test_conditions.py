"""Conditions over questions that exist, which somebody can meet."""

from datetime import date, timedelta

import pytest
from generated_facts import conditions
from hypothesis import given, settings
from planted_content import Planted

from catalogue.facts import KINDS, Condition, Kind
from catalogue.files.check.reach import Reach
from catalogue.files.content import Content, Entry
from catalogue.plans.conditions import evaluate
from catalogue.plans.situation import Situation

SERVICE = "services/register-birth/service.yaml"
CASE = "- id: unmarried\n  when:\n    is:\n      married: no"


def _with(planted: Planted, condition: str) -> None:
    planted.edit(SERVICE, CASE, f"- id: unmarried\n  when: {condition}")


@pytest.mark.parametrize(
    ("condition", "problem", "remedy"),
    [
        ("{is: {maried: no}}", "There is no question “maried”.", "Did you mean “married”?"),
        ("{is: {married: noo}}", "The question “married” has no option “noo”.", "Did you mean “no”?"),
        (
            "{not: {is: {married: [yes, maybe]}}}",
            "The question “married” has no option “maybe”.",
            "There are: yes, no.",
        ),
    ],
)
def test_questions_and_options_exist(planted: Planted, condition: str, problem: str, remedy: str) -> None:
    _with(planted, condition)
    found = [problem for problem in planted.problems() if problem.path == SERVICE]
    assert [(fault.field, fault.problem) for fault in found] == [("exceptions.unmarried.when", problem)]
    assert found[0].remedy.startswith(remedy)


CONTRADICTORY = [
    "{all: [{is: {married: yes}}, {is: {married: no}}]}",
    "{not: {is: {married: [yes, no]}}}",
    "{all: [{is: {married: yes}}, {not: {is: {married: yes}}}]}",
    "{all: [{before: 2026-01-01}, {after: 2026-01-01}]}",
    "{all: [{before: 2026-01-02}, {after: 2026-01-01}]}",
    "{all: [{within: harbour}, {not: {within: littleland}}]}",
    "{all: [{any: [{is: {married: yes}}, {before: 2026-01-01}]}, {is: {married: no}}, {after: 2026-06-01}]}",
    "{not: {any: [{is: {married: yes}}, {is: {married: no}}]}}",
]
POSSIBLE = [
    "{all: [{before: 2026-01-03}, {after: 2026-01-01}]}",
    "{all: [{within: littleland}, {not: {within: harbour}}]}",
    "{any: [{is: {married: yes}}, {is: {married: no}}]}",
    "{not: {is: {married: yes}}}",
    "{not: {all: [{is: {married: no}}, {within: harbour}]}}",
]


@pytest.mark.parametrize("condition", CONTRADICTORY)
def test_a_condition_that_nobody_meets_is_reported(planted: Planted, condition: str) -> None:
    _with(planted, condition)
    found = [problem for problem in planted.problems() if "contradicts itself" in problem.problem]
    assert [(problem.path, problem.field) for problem in found] == [(SERVICE, "exceptions.unmarried.when")]
    assert found[0].remedy == "Correct it, or remove the part."


@pytest.mark.parametrize("condition", POSSIBLE)
def test_a_condition_that_somebody_meets_is_let_be(planted: Planted, condition: str) -> None:
    _with(planted, condition)
    assert [problem for problem in planted.problems() if "contradicts itself" in problem.problem] == []


def test_a_branch_that_nobody_meets_is_reported(planted: Planted) -> None:
    _with(planted, "{any: [{is: {married: no}}, {all: [{is: {married: yes}}, {is: {married: no}}]}]}")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (SERVICE, "exceptions.unmarried.when.any.1")


def test_a_condition_of_a_variant_is_judged_too(planted: Planted) -> None:
    path = "services/register-birth/places/harbour.yaml"
    planted.edit(path, "    kind: online", "    kind: online\n    when: {not: {is: {married: [yes, no]}}}")
    problem = planted.only_problem()
    assert (problem.path, problem.field) == (path, "changes.1.with.when")


PLACES = {
    "port-alba": {"level": "municipality", "parent": "a"},
    # Somebody lives in each country, and in no place that a condition names.
    "elsewhere": {"level": "municipality", "parent": "a"},
    "a": {"level": "country"},
    "no": {"level": "country"},
}
CONTENT = Content(
    {(Kind.PLACE, key): Entry(Kind.PLACE, key, KINDS[Kind.PLACE].facts.from_plain(row)) for key, row in PLACES.items()}
)


def _people(condition: Condition):
    """Every person that could tell the difference, by force."""
    facts = {key: CONTENT.find_facts(Kind.PLACE, key) for key in PLACES}
    parts = list(condition.walk())
    days = {day for part in parts for day in (part.before, part.after) if day} or {date(2026, 1, 1)}
    people = [{}]
    for question in sorted(condition.questions()):
        options = {option for part in parts for option in (part.is_ or {}).get(question, ())} | {"another"}
        people = [{**person, question: option} for person in people for option in sorted(options)]
    for person in people:
        for place in PLACES:
            for day in {day + timedelta(days=step) for day in days for step in (-1, 0, 1)}:
                yield Situation(as_of=day, answers=person, place=place, event_date=day), facts


@pytest.mark.long
@settings(max_examples=150, deadline=None)
@given(conditions())
def test_it_agrees_with_the_plan_tried_on_everybody(condition: Condition) -> None:
    somebody = any(evaluate(condition, person, places) is True for person, places in _people(condition))
    assert Reach(CONTENT).can_hold([condition]) is somebody
