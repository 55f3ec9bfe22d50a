"""What drafts do to the plans of example people, found before anything is published and stored nowhere."""

from __future__ import annotations

from datetime import date

import pytest
from content_builder import SERVICE
from reading_back import live_body, lock_of

from catalogue.commands.publish import publish
from catalogue.commands.save_draft import save_draft
from catalogue.example_plans import compare_example_plans
from catalogue.facts import Kind
from catalogue.plans.comparison import Mark

EVENT = "having-a-baby"
PEOPLE = [
    {"id": "maria", "answers": ["married=yes"], "place": "harbour", "event_date": "2026-07-01", "as_of": "2026-07-02"},
    {"id": "lena", "answers": ["married=no"]},
]
NEW_STEP = {"id": "celebrate", "stage": "after", "gives": ["medal"]}


def body(catalogue, **changes):
    return {**live_body(catalogue, Kind.LIFE_EVENT, EVENT), **changes}


def save(catalogue, kind, key, facts, part="facts"):
    lock = lock_of(catalogue, kind, key, part)
    with catalogue.work("ada") as work:
        save_draft(work, kind, key, part, facts, lock=lock)


@pytest.fixture
def people(catalogue):
    """The small country, whose life event has two example people."""
    lock = lock_of(catalogue, Kind.LIFE_EVENT, EVENT, "facts")
    with catalogue.work("ada") as work:
        publish(work, Kind.LIFE_EVENT, EVENT, "facts", body(catalogue, examples=PEOPLE), lock=lock)
    return catalogue


def plans(catalogue, kind=Kind.LIFE_EVENT, key=EVENT, **more):
    with catalogue.reading("en") as reading:
        return compare_example_plans(catalogue, reading, kind, key, by="ada", **more)


def only(found):
    assert found.problems == ()
    (event,) = found.life_events
    return event


def test_without_a_draft_there_is_nothing_to_show(people):
    assert plans(people).life_events == ()


def test_a_new_step_is_seen_by_everybody_and_published_for_nobody(people):
    save(people, Kind.LIFE_EVENT, EVENT, body(people, steps=[*body(people)["steps"], NEW_STEP]))
    before = people.sequence()
    event = only(plans(people))
    assert [one.person.id for one in event.changed] == ["maria", "lena"]
    for one in event.changed:
        assert [row.after.id for row in one.comparison.steps if row.mark is Mark.ADDED] == ["celebrate"]
    assert people.sequence() == before
    assert NEW_STEP not in body(people)["steps"]


def test_a_fee_of_a_service_is_seen_in_the_life_events_it_is_a_step_of(people):
    amounts = [{"from": "2026-01-01", "amount": "20.00"}]
    save(people, Kind.SERVICE, "register-birth", {**SERVICE, "fees": [{**SERVICE["fees"][0], "amounts": amounts}]})
    maria, lena = only(plans(people, Kind.SERVICE, "register-birth")).people
    for one in (maria, lena):
        assert [(str(row.before.maximum), str(row.after.maximum)) for row in one.comparison.costs] == [
            ("12.50", "20.00")
        ]
    assert maria.situation.as_of == date(2026, 7, 2)


def test_who_is_not_concerned_is_unchanged(people):
    consent = {**SERVICE["requirements"][1], "form": "copy"}
    save(people, Kind.SERVICE, "register-birth", {**SERVICE, "requirements": [SERVICE["requirements"][0], consent]})
    event = only(plans(people, Kind.SERVICE, "register-birth"))
    assert [one.person.id for one in event.unchanged] == ["maria"]
    assert [one.person.id for one in event.changed] == ["lena"]


def test_all_can_be_asked_on_another_day(people):
    amounts = [*SERVICE["fees"][0]["amounts"][:-1], {"from": "2026-01-01", "until": "2029-12-31", "amount": "12.50"}]
    amounts.append({"from": "2030-01-01", "amount": "30.00"})
    save(people, Kind.SERVICE, "register-birth", {**SERVICE, "fees": [{**SERVICE["fees"][0], "amounts": amounts}]})
    assert [one.person.id for one in only(plans(people, Kind.SERVICE, "register-birth")).unchanged]
    later = only(plans(people, Kind.SERVICE, "register-birth", day=date(2030, 1, 1)))
    assert {str(one.after.costs[0].maximum) for one in later.people} == {"30.00"}


def test_a_new_question_that_is_a_draft_itself_is_in_force_and_unanswered(people):
    save(people, Kind.QUESTION, "twins", {"options": [{"id": "yes"}, {"id": "no"}]})
    save(people, Kind.QUESTION, "twins", {"sections": {"title": "Are they twins?", "options.yes": "Yes"}}, "en")
    changed = body(people, questions=[{"question": "married"}, {"question": "twins"}])
    changed["steps"] = [*changed["steps"], {**NEW_STEP, "when": {"is": {"twins": "yes"}}}]
    save(people, Kind.LIFE_EVENT, EVENT, changed)
    found = plans(people)
    assert found.beside == ((Kind.QUESTION, "twins"),)
    for one in only(found).people:
        assert [str(question.text) for question in one.comparison.unanswered] == ["Are they twins?"]
        (added,) = [row.after for row in one.comparison.steps if row.mark is Mark.ADDED]
        assert (added.applies, added.depends_on) == ("depends", ("twins",))


def test_a_question_that_is_no_object_at_all_is_named_kindly(people):
    changed = body(people)
    changed["steps"] = [*changed["steps"], {**NEW_STEP, "when": {"is": {"nobody-wrote-it": "yes"}}}]
    save(people, Kind.LIFE_EVENT, EVENT, changed)
    assert {one.comparison.unanswerable for one in only(plans(people)).people} == {("nobody-wrote-it",)}


def test_steps_that_wait_for_each_other_leave_no_plan_and_say_why(people):
    steps = body(people)["steps"]
    ring = [{**steps[0], "after": [steps[1]["id"]]}, {**steps[1], "after": [steps[0]["id"]]}]
    save(people, Kind.LIFE_EVENT, EVENT, body(people, steps=ring))
    for one in only(plans(people)).changed:
        assert one.before is not None
        assert (one.after, one.comparison) == (None, None)
        assert one.problems


def test_a_draft_that_cannot_be_published_says_why(people):
    save(people, Kind.LIFE_EVENT, EVENT, body(people, stages=[]))
    found = plans(people)
    assert found.life_events == ()
    assert {problem.field for problem in found.problems} == {"stages"}


def test_a_life_event_that_is_new_has_plans_that_are_all_new(people):
    new = body(people, order=9, examples=PEOPLE[1:])
    save(people, Kind.LIFE_EVENT, "adopting-a-child", new)
    words = live_body(people, Kind.LIFE_EVENT, EVENT, "en")
    save(people, Kind.LIFE_EVENT, "adopting-a-child", words, "en")
    (lena,) = only(plans(people, key="adopting-a-child")).changed
    assert lena.before is None
    assert {row.mark for row in lena.comparison.steps} == {Mark.ADDED}


@pytest.mark.parametrize(("kind", "key"), [(Kind.DOCUMENT, "consent"), (Kind.LAW, "civil-act")])
def test_of_what_no_plan_is_followed_nothing_is_shown(people, kind, key):
    save(people, kind, key, live_body(people, kind, key))
    assert plans(people, kind, key).life_events == ()
