from __future__ import annotations

from builders import a_pathway, a_requirement, a_service, a_situation, a_step, when

from catalogue.plans.plan import plan
from catalogue.read_models.plan import Plan


def plan_of(steps: list[dict], services: dict, questions: tuple[str, ...] = (), **known: object) -> Plan:
    facts = {key: a_service(**given) for key, given in services.items()}
    return plan(a_pathway(steps, services=facts, questions=questions), a_situation(**known))


def not_brought(made: Plan) -> list[tuple]:
    return [(item.document, item.why, item.applies, item.depends_on) for item in made.not_bring]


def brought(made: Plan) -> list[tuple]:
    return [(item.document, item.applies, item.depends_on) for item in made.bring]


def gives(document: str, **facts: object) -> dict:
    return {"outputs": [{"id": document, "document": document, **facts}]}


WANTS = {"requirements": [a_requirement("certificate")]}
TWO = [a_step("birth", "birth"), a_step("passport", "passport")]


def test_what_the_state_has_and_others_send_need_not_be_brought() -> None:
    made = plan_of(
        [a_step("register", "register")],
        {
            "register": {
                "requirements": [
                    a_requirement("record", supplied_by="state", supplier="civil-registry"),
                    a_requirement("notice", supplied_by="other"),
                ]
            }
        },
    )
    assert made.bring == ()
    assert [(item.document, item.why, item.source.value) for item in made.not_bring] == [
        ("record", "state_has", "Civil registry"),
        ("notice", "other_supplies", "Issuer"),
    ]


def test_what_is_sent_in_one_case_is_brought_in_the_other() -> None:
    papers = [
        a_requirement("notice", id="sent", supplied_by="other", when=when(hospital="yes")),
        a_requirement("notice", id="brought", when=when(hospital="no")),
    ]
    given = [a_step("register", "register")], {"register": {"requirements": papers}}, ("hospital",)
    asked = plan_of(*given)
    assert brought(asked) == [("notice", "depends", ("hospital",))]
    assert not_brought(asked) == [("notice", "other_supplies", "depends", ("hospital",))]
    assert brought(plan_of(*given, answers={"hospital": "yes"})) == []
    assert not_brought(plan_of(*given, answers={"hospital": "no"})) == []


def test_what_an_earlier_step_gives_need_not_be_brought() -> None:
    made = plan_of(TWO, {"birth": gives("certificate"), "passport": WANTS})
    assert brought(made) == []
    assert not_brought(made) == [("certificate", "earlier_step", "yes", ())]
    assert made.not_bring[0].source.value == "Birth"
    assert made.not_bring[0].steps == ("passport",)


def test_what_a_step_gives_that_may_not_apply_is_in_both_lists() -> None:
    steps = [a_step("birth", "birth", when=when(abroad="no")), TWO[1]]
    given = steps, {"birth": gives("certificate"), "passport": WANTS}, ("abroad",)
    asked = plan_of(*given)
    assert brought(asked) == [("certificate", "depends", ("abroad",))]
    assert not_brought(asked) == [("certificate", "earlier_step", "depends", ("abroad",))]
    assert brought(plan_of(*given, answers={"abroad": "yes"})) == [("certificate", "yes", ())]


def test_a_giver_under_the_very_condition_of_the_need_is_sure() -> None:
    steps = [{**step, "when": when(abroad="yes")} for step in TWO]
    made = plan_of(steps, {"birth": gives("certificate"), "passport": WANTS}, ("abroad",))
    assert brought(made) == []
    assert not_brought(made) == [("certificate", "earlier_step", "depends", ("abroad",))]


def test_a_paper_given_only_in_some_cases_may_have_to_be_brought() -> None:
    services = {"birth": gives("certificate", when=when(free="yes")), "passport": WANTS}
    assert brought(plan_of(TWO, services, ("free",))) == [("certificate", "depends", ("free",))]


def test_a_later_step_gives_nothing_in_time() -> None:
    steps = [{**TWO[1], "after": []}, {**TWO[0], "after": ["passport"], "kind": "optional"}]
    assert brought(plan_of(steps, {"birth": gives("certificate"), "passport": WANTS})) == [("certificate", "yes", ())]


def test_a_step_that_may_be_left_out_is_no_source_to_rely_on() -> None:
    steps = [{**TWO[0], "kind": "optional"}, TWO[1]]
    services = {"birth": gives("certificate"), "passport": WANTS}
    assert brought(plan_of(steps, services)) == [("certificate", "yes", ())]
    assert brought(plan_of(steps, services, ticks={"birth": "done"})) == []


def test_a_step_that_is_not_for_the_person_gives_nothing() -> None:
    services = {"birth": gives("certificate"), "passport": WANTS}
    assert brought(plan_of(TWO, services, ticks={"birth": "not-for-me"})) == [("certificate", "yes", ())]
    assert not_brought(plan_of(TWO, services, ticks={"birth": "done"})) == [
        ("certificate", "earlier_step", "yes", ()),
    ]


def alternatives(*gifts: str) -> tuple[list[dict], dict]:
    steps = [a_step(f"way-{at}", f"way-{at}", kind="or", group="ways") for at in range(len(gifts))]
    return steps, {f"way-{at}": gives(gift) for at, gift in enumerate(gifts)}


def test_alternatives_surely_give_a_paper_only_when_each_of_them_does() -> None:
    steps, services = alternatives("certificate", "certificate")
    services["passport"] = WANTS
    assert brought(plan_of([*steps, TWO[1]], services)) == []
    steps, services = alternatives("certificate", "letter")
    services["passport"] = WANTS
    made = plan_of([*steps, TWO[1]], services)
    assert brought(made) == [("certificate", "yes", ())]
    assert made.bring[0].optional, "who chooses the other way has it"
    assert [(item.document, item.source.value) for item in made.not_bring] == [("certificate", "Way 0")]
    assert brought(plan_of([*steps, TWO[1]], services, ticks={"way-0": "waiting"})) == []
    assert not_brought(plan_of([*steps, TWO[1]], services, ticks={"way-1": "done"})) == []


def test_alternatives_that_each_give_one_of_a_group_meet_the_group() -> None:
    steps, services = alternatives("certificate", "letter")
    services["passport"] = {
        "requirements": [a_requirement("certificate", group="proof"), a_requirement("letter", group="proof")]
    }
    made = plan_of([*steps, TWO[1]], services)
    assert brought(made) == []
    assert [item[0] for item in not_brought(made)] == ["certificate", "letter"]


def test_a_group_of_which_the_state_has_one_asks_for_nothing() -> None:
    papers = [a_requirement("card", group="id"), a_requirement("record", group="id", supplied_by="state")]
    made = plan_of([a_step("register", "register")], {"register": {"requirements": papers}})
    assert brought(made) == []
    assert not_brought(made) == [("record", "state_has", "yes", ())]


def test_a_group_of_which_the_state_may_have_one_depends_on_that() -> None:
    papers = [
        a_requirement("card", group="id"),
        a_requirement("record", group="id", supplied_by="state", when=when(resident="yes")),
    ]
    made = plan_of([a_step("register", "register")], {"register": {"requirements": papers}}, ("resident",))
    assert brought(made) == [("card", "depends", ("resident",))]
    assert not_brought(made) == [("record", "state_has", "depends", ("resident",))]


def test_who_comes_after_one_of_the_alternatives_has_what_it_gives() -> None:
    steps, services = alternatives("certificate", "letter")
    services["passport"] = WANTS
    made = plan_of([*steps, {**TWO[1], "after": ["way-0"]}], services)
    assert brought(made) == []
    assert not_brought(made) == [("certificate", "earlier_step", "yes", ())]
    services["passport"] = {"requirements": [a_requirement("certificate", form="copy")]}
    (item,) = plan_of([*steps, {**TWO[1], "after": ["way-0"]}], services).bring
    assert (item.copies, item.from_step, item.optional) == (1, "way-0", False)
