from __future__ import annotations

import pytest
from builders import a_pathway, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import InvalidContent
from catalogue.plans.ordering import find_cycle, in_order, with_wishes
from catalogue.plans.plan import plan
from catalogue.read_models.plan import Dropped, Plan


def order_of(made: Plan) -> list[str]:
    return [step.id for step in made.steps]


def gives(document: str, **facts: object) -> dict:
    return {"outputs": [{"id": document, "document": document, **facts}]}


KEYS = tuple("abcdefg")
graphs = st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] != pair[1]))


@given(graphs)
def test_either_an_order_or_a_ring_is_found(pairs: list[tuple[str, str]]) -> None:
    waits: dict[str, set[str]] = {}
    for key, other in pairs:
        waits.setdefault(key, set()).add(other)
    ring = find_cycle(KEYS, waits)
    if ring:
        assert all(following in waits[key] for key, following in zip(ring, (*ring[1:], ring[0]), strict=True))
        with pytest.raises(ValueError, match="waiting for each other"):
            in_order(KEYS, waits)
    else:
        ordered = in_order(KEYS, waits)
        assert sorted(ordered) == sorted(KEYS)
        assert all(ordered.index(other) < ordered.index(key) for key, other in pairs)


@given(graphs)
def test_wishes_never_close_a_ring(pairs: list[tuple[str, str]]) -> None:
    assert find_cycle(KEYS, with_wishes({}, pairs)) == ()


def test_what_waits_for_nothing_keeps_the_order_of_the_file() -> None:
    assert in_order(KEYS, {"b": {"e"}}) == ("a", "c", "d", "e", "b", "f", "g")


def test_a_paper_is_obtained_before_the_step_that_wants_it() -> None:
    made = plan(
        a_pathway(
            [a_step("passport", "passport"), a_step("birth", "birth")],
            services={
                "passport": a_service(requirements=[a_requirement("certificate")]),
                "birth": a_service(**gives("certificate")),
            },
        ),
        a_situation(),
    )
    assert order_of(made) == ["birth", "passport"]
    assert made.steps[1].after == ("birth",)


def test_an_act_outside_the_catalogue_may_hand_a_paper_over() -> None:
    made = plan(
        a_pathway(
            [a_step("register", "register"), a_step("hospital", gives=["notice"])],
            services={"register": a_service(requirements=[a_requirement("notice")])},
        ),
        a_situation(),
    )
    assert order_of(made) == ["hospital", "register"]


def test_stages_come_first_whatever_hands_over_papers() -> None:
    steps = [a_step("early", "early"), a_step("late", "late", stage="second")]
    services = {"early": a_service(requirements=[a_requirement("paper")]), "late": a_service(**gives("paper"))}
    made = plan(a_pathway(steps, services=services, stages=("first", "second")), a_situation())
    assert order_of(made) == ["early", "late"]
    assert [item.document for item in made.bring] == ["paper"]


def test_a_ring_of_steps_is_an_error_of_content_that_names_it() -> None:
    steps = [a_step("one", after=["three"]), a_step("two", after=["one"]), a_step("three", after=["two"])]
    with pytest.raises(InvalidContent) as caught:
        plan(a_pathway(steps), a_situation())
    (problem,) = caught.value.problems
    assert problem.path == "life-events/having-a-baby/life-event.yaml"
    assert "one → three → two → one" in problem.problem


@pytest.mark.parametrize("only_handy", [{"group": "identity"}, {"sometimes": True}])
def test_who_may_come_without_a_paper_need_not_do_its_giver_first(only_handy: dict) -> None:
    wanted = [a_requirement("card", **only_handy), a_requirement("other", group="identity")]
    services = {"second": a_service(requirements=wanted), "first": a_service(**gives("card"))}
    steps = [a_step("second", "second"), a_step("first", "first")]
    made = plan(a_pathway(steps, services=services), a_situation())
    assert order_of(made) == ["first", "second"], "with the paper in hand it is easier"
    assert made.steps[1].after == ()


def test_papers_of_which_one_will_do_make_no_ring() -> None:
    services = {
        "card": a_service(
            requirements=[a_requirement("permit", group="proof"), a_requirement("birth", group="proof")],
            **gives("card"),
        ),
        "permit": a_service(
            requirements=[a_requirement("card", group="id"), a_requirement("passport", group="id")], **gives("permit")
        ),
    }
    assert order_of(
        plan(a_pathway([a_step("card", "card"), a_step("permit", "permit")], services=services), a_situation())
    ) == ["permit", "card"]


def test_a_step_is_left_out_only_when_its_condition_is_certainly_false() -> None:
    pathway = a_pathway([a_step("always"), a_step("abroad", when=when(abroad="yes"))], questions=["abroad"])
    asked = plan(pathway, a_situation())
    assert [(step.id, step.applies, step.depends_on) for step in asked.steps] == [
        ("always", "yes", ()),
        ("abroad", "depends", ("abroad",)),
    ]
    assert order_of(plan(pathway, a_situation(answers={"abroad": "no"}))) == ["always"]
    assert plan(pathway, a_situation(answers={"abroad": "yes"})).steps[1].applies == "yes"


def test_a_service_of_one_place_is_no_step_elsewhere() -> None:
    pathway = a_pathway([a_step("ferry", "ferry")], services={"ferry": a_service(place="port-alba")})
    assert plan(pathway, a_situation()).steps[0].depends_on == ("place",)
    assert plan(pathway, a_situation(place="port-alba")).steps[0].applies == "yes"
    assert plan(pathway, a_situation(place="norvale")).steps == ()


def test_alternatives_stand_together_and_share_a_number() -> None:
    steps = [
        a_step("first"),
        a_step("by-post", kind="or", group="way"),
        a_step("between"),
        a_step("in-person", kind="or", group="way"),
        a_step("may", kind="optional"),
    ]
    made = plan(a_pathway(steps), a_situation())
    assert [(step.id, step.number) for step in made.steps] == [
        ("first", 1),
        ("by-post", 2),
        ("in-person", 2),
        ("between", 3),
        ("may", 4),
    ]
    assert made.steps[1].group_title.value == "Way"


OFFICE, ONLINE, POST = (
    {"id": "office", "kind": "office"},
    {"id": "online", "kind": "online"},
    {"id": "post", "kind": "post"},
)


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ([OFFICE, ONLINE], "online"),
        ([POST, ONLINE], "post"),
        ([OFFICE, {**ONLINE, "depth": "partial"}], "office"),
        ([OFFICE, {**ONLINE, "when": when(abroad="no")}], "office"),
        ([{**ONLINE, "when": when(abroad="no")}], "online"),
        ([{**OFFICE, "visits": 2}, {"id": "van", "kind": "mobile"}], "van"),
        ([{**ONLINE, "depth": "information"}, {**POST, "depth": "partial"}], "post"),
    ],
)
def test_the_complete_way_with_the_fewest_visits_is_taken(channels: list[dict], expected: str) -> None:
    pathway = a_pathway(services={"register": a_service(channels=channels)}, questions=["abroad"])
    assert plan(pathway, a_situation()).steps[0].channel == expected


def test_the_person_may_choose_another_way() -> None:
    pathway = a_pathway(services={"register": a_service(channels=[ONLINE, OFFICE])})
    made = plan(pathway, a_situation(channels={"register": "office"}))
    assert (made.steps[0].channel, made.steps[0].visits, made.dropped) == ("office", 1, ())


def test_a_way_that_does_not_exist_is_dropped_and_named() -> None:
    pathway = a_pathway(
        services={"register": a_service(channels=[ONLINE, {**OFFICE, "when": when(abroad="yes")}])},
        questions=["abroad"],
    )
    for wanted in ("fax", "office"):
        made = plan(pathway, a_situation(channels={"register": wanted}, answers={"abroad": "no"}))
        assert made.steps[0].channel == "online"
        assert made.dropped == (Dropped("channel", f"register={wanted}"),)
