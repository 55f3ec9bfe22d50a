"""Plans of the shipped life events, against plans worked out by hand before the code ran (see oracles/README.md)."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from oracle_people import names_of_people, oracle_people

from catalogue.plans.json import as_json
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway
from catalogue.read_models.plan import Plan


def plan_of(catalogue, life_event: str, situation: dict[str, Any]) -> Plan:
    day = situation.get("event_date")
    with catalogue.reading("en", place=situation.get("place"), as_of=date.fromisoformat(situation["as_of"])) as reading:
        return plan(
            get_pathway(reading, life_event),
            Situation(
                as_of=reading.as_of,
                answers=situation.get("answers", {}),
                place=situation.get("place"),
                event_date=date.fromisoformat(day) if day else None,
                channels=situation.get("channels", {}),
            ),
        )


@pytest.fixture(scope="module")
def planned(shipped, request):
    life_event, oracle = request.param
    return oracle["plan"], plan_of(shipped, life_event, oracle["situation"])


@pytest.fixture(scope="module")
def person(planned):
    oracle, made = planned
    return oracle, as_json(made, lambda kind, id: f"/{kind}/{id}")


each_person = pytest.mark.parametrize("planned", oracle_people(), ids=names_of_people(), indirect=True)


def told_step(step: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The step in the oracle's keys: defaults filled in, dates only."""
    due = step["due"] or {}
    told = {
        "id": step["id"],
        "kind": step["kind"],
        "applies": step["applies"],
        "depends_on": sorted(step["depends_on"]),
        "date": due.get("date"),
    }
    more = {key: step[key] for key in ("stage", "channel", "group") if key in wanted}
    return told | more | ({"from": due.get("from")} if "from" in (wanted.get("due") or {}) else {})


def wanted_step(wanted: dict[str, Any]) -> dict[str, Any]:
    due = wanted.get("due") or {}
    told = {
        "id": wanted["id"],
        "kind": wanted.get("kind", "and"),
        "applies": wanted.get("applies", "yes"),
        "depends_on": sorted(wanted.get("depends_on", [])),
        "date": due.get("date"),
    }
    more = {key: wanted[key] for key in ("stage", "channel", "group") if key in wanted}
    return told | more | ({"from": due["from"]} if "from" in due else {})


@each_person
def test_steps_come_in_their_order_with_their_days(person):
    oracle, made = person
    wanted = oracle.get("steps") or oracle["steps_any_order"]
    by_id = {step["id"]: step for step in wanted}
    told = [told_step(step, by_id.get(step["id"], {})) for step in made["steps"]]
    expected = [wanted_step(step) for step in wanted]
    if "steps" not in oracle:
        told, expected = sorted(told, key=lambda step: step["id"]), sorted(expected, key=lambda step: step["id"])
    assert told == expected


@each_person
def test_nothing_is_due_later_than_what_waits_for_it(planned):
    _, made = planned
    steps = {step.id: step for stage in made.stages for step in stage.steps}
    last_day = {step.id: step.due.latest for step in steps.values() if step.due and step.due.latest}
    late = [
        f"{earlier} by {last_day[earlier]}, but {step} by {last_day[step]}"
        for step in last_day
        for earlier in steps[step].after
        if earlier in last_day and last_day[earlier] > last_day[step]
    ]
    assert late == []


@each_person
def test_papers_to_bring(person):
    oracle, made = person
    listed = {item["document"]: item for item in made["bring"]}
    for wanted in oracle.get("bring", []):
        item = listed[wanted["document"]]
        for key, value in wanted.items():
            if key == "for":
                assert set(value) <= set(item["for"]), wanted["document"]
            else:
                assert item[key] == value, (wanted["document"], key)


@each_person
def test_alternatives_stand_together(person):
    oracle, made = person
    for group in oracle.get("bring_one_of", []):
        documents = set(group["documents"])
        of_step = [item for item in made["bring"] if group["step"] in item["for"]]
        assert any(documents <= {item["document"], *item["any_of"]} for item in of_step), group


@each_person
def test_papers_one_need_not_bring(person):
    oracle, made = person
    listed = {(item["document"], item["why"]) for item in made["not_bring"]}
    wanted = {(item["document"], item["why"]) for item in oracle.get("not_bring", [])}
    assert wanted <= listed


@each_person
def test_what_it_costs(person):
    oracle, made = person
    wanted = oracle.get("costs")
    if wanted is None:
        pytest.fail("an oracle says what its plan costs")
    found = next((cost for cost in made["costs"] if cost["currency"] == wanted["currency"]), None)
    told = found or {"currency": wanted["currency"], "minimum": "0.00", "maximum": "0.00", "unknown": 0}
    totals = {key: value for key, value in wanted.items() if key != "items"}
    assert {key: told[key] for key in totals} == totals
    items = {(item["step"], item["fee"]): item for item in told.get("items", [])}
    for item in wanted.get("items", []):
        told_item = items[item["step"], item["fee"]]
        assert {key: told_item[key] for key in item} == item


@each_person
def test_questions_that_are_asked(person):
    oracle, made = person
    if "questions" in oracle:
        assert [question["id"] for question in made["questions"]] == oracle["questions"]


@pytest.mark.parametrize("life_event", sorted({life_event for life_event, _ in oracle_people()}))
def test_editors_see_the_same_people_before_they_publish(shipped, life_event):
    with shipped.reading("en") as reading:
        examples = get_pathway(reading, life_event).facts.examples
    told = [
        {
            "id": one.id,
            "who": one.note,
            "place": one.place,
            "event_date": one.event_date,
            "as_of": one.as_of,
            "answers": dict(answer.split("=") for answer in one.answers),
        }
        for one in examples
    ]
    wanted = []
    for of_event, person in oracle_people():
        if of_event == life_event:
            situation = person["situation"]
            days = {key: situation.get(key) for key in ("event_date", "as_of")}
            wanted.append(
                {
                    "id": person["id"],
                    "who": person["who"].strip(),
                    "place": situation.get("place"),
                    **{key: date.fromisoformat(day) if day else None for key, day in days.items()},
                    "answers": situation.get("answers", {}),
                }
            )
    assert told == wanted


def test_each_life_event_has_six_people():
    counted = Counter(life_event for life_event, _ in oracle_people())
    assert counted
    assert min(counted.values()) >= 6
