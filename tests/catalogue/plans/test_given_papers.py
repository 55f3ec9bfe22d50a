"""Papers that an earlier step gives: it supplies the source, and copies and what is kept still add up."""

from __future__ import annotations

from itertools import pairwise

from builders import a_pathway, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.base import Duration
from catalogue.plans.plan import plan
from catalogue.read_models.papers import BringItem
from catalogue.read_models.plan import Plan


def plan_of(*wanted: list[dict], number: int = 1, **known: object) -> Plan:
    """A plan whose first step gives a certificate, which the steps `s1`, `s2` … want."""
    names = [f"s{at}" for at in range(1, len(wanted) + 1)]
    services = {name: a_service(requirements=papers) for name, papers in zip(names, wanted, strict=True)}
    output = {"id": "certificate", "document": "certificate", "number": number}
    services["register"] = a_service(outputs=[output])
    steps = [a_step(name, name) for name in ("register", *names)]
    return plan(a_pathway(steps, services=services, questions=known.pop("questions", ())), a_situation(**known))


def counts(item: BringItem) -> tuple:
    return item.originals, item.kept, item.copies, item.certified_copies


def certificate(form: str = "original", **facts: object) -> dict:
    return a_requirement("certificate", form=form, **facts)


def test_copies_of_a_given_paper_are_still_made_and_add_up() -> None:
    made = plan_of([certificate("copy", number=2)], [certificate("certified-copy")], [certificate("copy", kept=True)])
    (item,) = made.bring
    assert (counts(item), item.from_step, item.applies) == ((0, 0, 3, 1), "register", "yes")
    assert item.steps == ("s1", "s2", "s3")
    assert made.not_bring == ()
    assert made.effort.documents == 1


def test_what_is_looked_at_need_not_be_brought_and_what_is_copied_is() -> None:
    made = plan_of([certificate()], [certificate("copy")])
    assert [(item.document, item.why, item.steps) for item in made.not_bring] == [
        ("certificate", "earlier_step", ("s1",)),
    ]
    assert [(counts(item), item.steps) for item in made.bring] == [((0, 0, 1, 0), ("s2",))]


def test_what_is_taken_along_says_from_which_step_and_how_old_it_may_be() -> None:
    made = plan_of([certificate(not_older_than="6 months")], [certificate(not_older_than="3 months")])
    (item,) = made.on_the_way
    assert (item.from_step, item.not_older_than) == ("register", Duration.parse("3 months"))
    assert made.spared == ()
    sent = plan_of([certificate(supplied_by="state", not_older_than="3 months")])
    (item,) = sent.spared
    assert (item.from_step, item.not_older_than) == (None, None), "how old it is, is no care of the person"
    assert sent.on_the_way == ()


def test_kept_originals_are_first_taken_from_those_given() -> None:
    kept = [[certificate(kept=True)]] * 3
    assert plan_of(*kept, number=3).bring == ()
    made = plan_of(*kept, number=2)
    (item,) = made.bring
    assert (counts(item), item.from_step, item.steps) == ((1, 1, 0, 0), "register", ("s3",))
    assert [item.steps for item in made.not_bring] == [("s1", "s2")]


def test_who_hands_in_the_only_original_needs_another_to_show() -> None:
    made = plan_of([certificate(kept=True)], [certificate()])
    assert [(counts(item), item.steps) for item in made.bring] == [((1, 0, 0, 0), ("s2",))]
    assert plan_of([certificate(kept=True)], [certificate()], number=2).bring == ()


@given(
    st.lists(st.tuples(st.sampled_from(("original", "copy", "certified-copy")), st.booleans()), max_size=5),
    st.integers(1, 4),
)
def test_what_is_given_and_what_is_brought_are_together_what_is_wanted(papers: list[tuple], number: int) -> None:
    wanted = [certificate(form, kept=kept and form == "original") for form, kept in papers]
    made = plan_of(*([paper] for paper in wanted), number=number)
    kept = sum(paper["kept"] for paper in wanted)
    looked_at = any(paper["form"] == "original" and not paper["kept"] for paper in wanted)
    beyond = max(0, kept + looked_at - number)
    copies = sum(paper["form"] == "copy" for paper in wanted)
    certified = sum(paper["form"] == "certified-copy" for paper in wanted)
    told = [(item.originals, item.copies, item.certified_copies) for item in made.bring]
    assert told == ([(beyond, copies, certified)] if beyond + copies + certified else [])
    named = [step for item in (*made.bring, *made.not_bring) for step in item.steps]
    assert sorted(named) == [f"s{at}" for at in range(1, len(wanted) + 1)], "each step under one of the two lists"


def test_a_copy_of_what_may_be_given_is_certain_and_names_no_step() -> None:
    services = {
        "register": a_service(outputs=[{"id": "certificate", "document": "certificate", "when": when(free="yes")}]),
        "s1": a_service(requirements=[certificate("copy")]),
    }
    steps = [a_step("register", "register"), a_step("s1", "s1")]
    (item,) = plan(a_pathway(steps, services=services, questions=("free",)), a_situation()).bring
    assert (item.applies, item.copies, item.from_step) == ("yes", 1, None)


def test_of_several_papers_that_will_do_the_given_one_is_copied() -> None:
    made = plan_of([certificate("copy", group="proof"), a_requirement("letter", form="copy", group="proof")])
    assert [(item.document, item.any_of, item.from_step) for item in made.bring] == [("certificate", (), "register")]


def test_one_line_per_paper_and_reason() -> None:
    services = {
        name: a_service(outputs=[{"id": "certificate", "document": "certificate"}]) for name in ("first", "second")
    }
    services["s1"] = a_service(requirements=[certificate()])
    steps = [*(a_step(name, name) for name in ("first", "second")), a_step("s1", "s1")]
    steps = [steps[0], *({**step, "after": [before["id"]]} for before, step in pairwise(steps))]
    made = plan(a_pathway(steps, services=services), a_situation())
    assert [(item.document, item.why, item.source.value) for item in made.not_bring] == [
        ("certificate", "earlier_step", "First"),
    ]


def test_a_step_does_not_stand_under_two_reasons_for_one_paper() -> None:
    made = plan_of([certificate(id="sent", supplied_by="state"), certificate(id="shown", when=when(asked="yes"))])
    assert [(item.why, item.steps) for item in made.not_bring] == [("state_has", ("s1",))]
    differing = plan_of([certificate(supplied_by="state")], [certificate()])
    assert [(item.why, item.steps) for item in differing.not_bring] == [
        ("state_has", ("s1",)),
        ("earlier_step", ("s2",)),
    ]
