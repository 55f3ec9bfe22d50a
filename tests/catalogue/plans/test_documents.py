from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import a_pathway, a_pathway_service, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.base import Duration
from catalogue.plans.plan import plan
from catalogue.read_models.papers import BringItem
from catalogue.read_models.plan import Plan


def plan_of(*wanted: list[dict], questions: tuple[str, ...] = (), known: dict | None = None, **more: object) -> Plan:
    """A plan whose steps `s1`, `s2` … want these papers, one after the other."""
    names = [f"s{number}" for number in range(1, len(wanted) + 1)]
    facts = more.pop("facts", {})
    services = {
        name: a_service(requirements=requirements, **facts.get(name, {}))
        for name, requirements in zip(names, wanted, strict=True)
    }
    steps = more.pop("steps", None) or [a_step(name, name) for name in names]
    return plan(a_pathway(steps, services=services, questions=questions, **more), a_situation(**(known or {})))


def bring_of(*wanted: list[dict], **given: object) -> dict[str, BringItem]:
    return {item.document: item for item in plan_of(*wanted, **given).bring}


def test_each_paper_stands_once_with_the_steps_that_want_it() -> None:
    brought = bring_of([a_requirement("card"), a_requirement("photo")], [a_requirement("card")])
    assert {document: item.steps for document, item in brought.items()} == {"card": ("s1", "s2"), "photo": ("s1",)}


wants = st.tuples(
    st.sampled_from(("original", "copy", "certified-copy")), st.integers(1, 4), st.booleans(), st.integers(0, 2)
)


@given(st.lists(wants, min_size=1, max_size=6))
def test_originals_handed_back_are_needed_once_and_everything_else_adds_up(papers: list[tuple]) -> None:
    wanted: list[list[dict]] = [[], [], []]
    for place, (form, number, kept, step) in enumerate(papers):
        paper = a_requirement("paper", id=f"r{place}", form=form, number=number, kept=kept and form == "original")
        wanted[step].append(paper)
    item = bring_of(*wanted)["paper"]
    originals = [(number, kept) for form, number, kept, _ in papers if form == "original"]
    assert item.kept == sum(number for number, kept in originals if kept)
    assert item.originals == item.kept + max([number for number, kept in originals if not kept], default=0)
    assert item.copies == sum(number for form, number, _, _ in papers if form == "copy")
    assert item.certified_copies == sum(number for form, number, _, _ in papers if form == "certified-copy")


def test_papers_of_cases_that_exclude_each_other_do_not_add_up() -> None:
    asked = [
        a_requirement("paper", id="few", form="copy", number=1, when=when(married="yes")),
        a_requirement("paper", id="many", form="copy", number=3, when=when(married="no")),
    ]
    item = bring_of(asked, questions=("married",))["paper"]
    assert (item.copies, item.applies, item.depends_on) == (3, "depends", ("married",))
    assert bring_of(asked, questions=("married",), known={"answers": {"married": "yes"}})["paper"].copies == 1


def test_papers_of_alternative_steps_do_not_add_up() -> None:
    steps = [a_step("s1", "s1", kind="or", group="way"), a_step("s2", "s2", kind="or", group="way")]
    kept = a_requirement("paper", kept=True)
    brought = bring_of([kept], [kept, a_requirement("extra")], steps=steps)
    assert brought["paper"].originals == 1
    assert (brought["paper"].optional, brought["extra"].optional) == (False, True)


def test_an_original_that_one_alternative_keeps_can_be_shown_to_the_other() -> None:
    steps = [a_step("s1", "s1", kind="or", group="way"), a_step("s2", "s2", kind="or", group="way")]
    item = bring_of([a_requirement("paper", kept=True)], [a_requirement("paper")], steps=steps)["paper"]
    assert (item.originals, item.kept) == (1, 1)


def test_the_strictest_freshness_holds() -> None:
    aged = [a_requirement("paper", id=f"r{n}", not_older_than=age) for n, age in enumerate(("6 months", "90 days"))]
    deadline = {"deadlines": [{"id": "d", "until": "10 days after event"}]}
    item = bring_of(aged[:1], aged[1:], facts={"s1": deadline, "s2": deadline}, known={"event_date": date(2026, 3, 2)})[
        "paper"
    ]
    assert item.not_older_than == Duration.parse("90 days")
    (limit,) = item.age_limits
    assert limit.issued_from == date(2025, 12, 12), "ninety days before the twelfth of March"


def test_an_overdue_step_wants_a_paper_that_is_fresh_today() -> None:
    item = bring_of(
        [a_requirement("paper", not_older_than="10 days")],
        facts={"s1": {"deadlines": [{"id": "d", "until": "10 days after event"}]}},
        known={"event_date": date(2026, 1, 2), "as_of": date(2026, 3, 20)},
    )["paper"]
    assert [limit.issued_from for limit in item.age_limits] == [date(2026, 3, 10)]


def test_each_step_has_its_own_day_of_issue_where_one_paper_may_not_do_for_all() -> None:
    deadlines = {
        step: {"deadlines": [{"id": "d", "until": f"{months} months after event"}]}
        for step, months in (("s1", 1), ("s2", 12))
    }
    photos = [a_requirement("photo", not_older_than="6 months", kept=True)]
    item = bring_of(photos, photos, facts=deadlines, known={"event_date": date(2026, 3, 2)})["photo"]
    assert [(limit.issued_from, limit.steps) for limit in item.age_limits] == [
        (date(2025, 10, 2), ("s1",)),
        (date(2026, 9, 2), ("s2",)),
    ], "a photo of September is too late for April"
    assert item.not_older_than == Duration.parse("6 months")


def test_a_paper_got_today_does_for_all_steps_whose_days_of_issue_are_past() -> None:
    deadlines = {
        step: {"deadlines": [{"id": "d", "until": f"{weeks} weeks after event"}]}
        for step, weeks in (("s1", 1), ("s2", 2))
    }
    paper = [a_requirement("paper", not_older_than="3 months")]
    item = bring_of(paper, paper, facts=deadlines, known={"event_date": date(2026, 3, 2)})["paper"]
    assert [(limit.issued_from, limit.steps) for limit in item.age_limits] == [(date(2025, 12, 16), ("s1", "s2"))]


def test_a_copy_of_what_an_earlier_step_gives_has_the_day_of_that_step() -> None:
    paper = a_requirement("paper", form="copy", not_older_than="3 months")
    facts = {
        "s1": {"outputs": [{"id": "paper", "document": "paper"}]},
        "s2": {"deadlines": [{"id": "d", "until": "12 months after event"}]},
    }
    item = bring_of([], [paper], facts=facts, known={"event_date": date(2026, 3, 2)})["paper"]
    assert item.from_step == "s1"
    assert [(limit.issued_from, limit.not_older_than) for limit in item.age_limits] == [
        (None, Duration.parse("3 months"))
    ], "nobody chooses the day on which it is issued"


def test_without_a_date_for_the_step_freshness_stays_a_span() -> None:
    (limit,) = bring_of([a_requirement("paper", not_older_than="10 days")])["paper"].age_limits
    assert (limit.issued_from, limit.not_older_than) == (None, Duration.parse("10 days"))


def remarked(*said: str) -> BringItem:
    """The card that three steps want, of which the first ones remark this."""
    services = {name: a_service(requirements=[a_requirement("card")]) for name in ("s1", "s2", "s3")}
    words = dict(zip(services, said, strict=False))
    wordy = {
        name: a_pathway_service(facts, name, **({"requirements.card": words[name]} if name in words else {}))
        for name, facts in services.items()
    }
    pathway = replace(a_pathway([a_step(name, name) for name in services], services=services), services=wordy)
    (item,) = plan(pathway, a_situation()).bring
    return item


def test_a_sentence_that_every_step_says_has_all_steps_in_their_order() -> None:
    item = remarked("In colour.", "In colour. Only the first page.", "In colour.")
    assert {remark.text.value: remark.steps for remark in item.remarks} == {
        "In colour.": item.steps,
        "Only the first page.": ("s2",),
    }


@pytest.mark.parametrize(
    ("said", "remarks"),
    [
        (("Only the first page.", "Only the first page. In colour."), {"Only the first page.": 2, "In colour.": 1}),
        (("In colour.", "Only the first page. In colour."), {"In colour.": 2, "Only the first page.": 1}),
        (("任何国家的都可以。", "来办理的人的。任何国家的都可以。"), {"任何国家的都可以。": 2, "来办理的人的。": 1}),
        (("In colour", "Not in colour"), {"In colour": 1, "Not in colour": 1}),
        (("A copy.", "A copy.A copy."), {"A copy.": 2}),
    ],
)
def test_a_remark_says_of_which_steps_it_is(said: tuple[str, str], remarks: dict[str, int]) -> None:
    item = remarked(*said)
    assert item.steps == ("s1", "s2", "s3"), "the third says nothing"
    assert {remark.text.value: len(remark.steps) for remark in item.remarks} == remarks


def test_any_one_of_a_group_will_do() -> None:
    proofs = [a_requirement(document, group="address") for document in ("lease", "bill", "letter")]
    brought = bring_of(proofs)
    assert brought["lease"].any_of == ("bill", "letter")
    assert brought["letter"].any_of == ("lease", "bill")
    assert {item.group_title.value for item in brought.values()} == {"Address"}


def test_a_group_with_one_member_left_is_a_plain_paper() -> None:
    proofs = [a_requirement("lease", group="address"), a_requirement("deed", group="address", when=when(owner="yes"))]
    brought = bring_of(proofs, questions=("owner",), known={"answers": {"owner": "no"}})
    assert list(brought) == ["lease"]
    assert brought["lease"].any_of == ()


def test_a_paper_that_is_brought_anyway_does_for_the_group() -> None:
    either = [a_requirement("card", group="id"), a_requirement("passport", group="id")]
    brought = bring_of([a_requirement("card")], either)
    assert {document: (item.steps, item.any_of) for document, item in brought.items()} == {"card": (("s1", "s2"), ())}


def test_a_paper_of_the_only_alternative_left_does_for_the_group() -> None:
    either = [a_requirement("card", group="id"), a_requirement("passport", group="id")]
    steps = [
        a_step("s1", "s1", kind="or", group="way", when=when(works="yes")),
        a_step("s2", "s2", kind="or", group="way", when=when(works="no")),
        a_step("s3", "s3"),
    ]
    wanted = ([a_requirement("card")], [a_requirement("visa")], either)
    known = {"answers": {"works": "yes"}}
    assert list(bring_of(*wanted, steps=steps, questions=("works",), known=known)) == ["card"]
    assert set(bring_of(*wanted, steps=steps, questions=("works",))) == {"card", "visa", "passport"}


def test_a_paper_that_may_be_brought_anyway_leaves_the_group_open() -> None:
    either = [a_requirement("card", group="id"), a_requirement("passport", group="id")]
    brought = bring_of([a_requirement("card", when=when(adult="yes"))], either, questions=("adult",))
    assert {document: item.any_of for document, item in brought.items()} == {
        "card": ("passport",),
        "passport": ("card",),
    }


def test_conditions_on_papers_say_what_they_depend_on() -> None:
    asked = a_requirement("consent", when=when(married="no"))
    item = bring_of([asked], questions=("married",))["consent"]
    assert (item.applies, item.depends_on) == ("depends", ("married",))
    assert bring_of([asked], questions=("married",), known={"answers": {"married": "yes"}}) == {}
    certain = bring_of([asked], [a_requirement("consent")], questions=("married",))["consent"]
    assert (certain.applies, certain.depends_on) == ("yes", ())


def test_papers_belong_to_the_way_that_is_chosen() -> None:
    ways = {"channels": [{"id": "online", "kind": "online"}, {"id": "office", "kind": "office"}]}
    asked = [a_requirement("scan", channels=["online"]), a_requirement("original", channels=["office"])]
    assert list(bring_of(asked, facts={"s1": ways})) == ["scan"]
    assert list(bring_of(asked, facts={"s1": ways}, known={"channels": {"s1": "office"}})) == ["original"]


@pytest.mark.parametrize("tick", ["done", "not-for-me"])
def test_what_is_ticked_off_wants_nothing_more(tick: str) -> None:
    made = plan_of([a_requirement("card")], known={"ticks": {"s1": tick}})
    assert made.bring == ()
    assert [step.id for step in made.steps] == ["s1"]


def test_what_waits_for_an_answer_still_wants_its_papers() -> None:
    assert list(bring_of([a_requirement("card")], known={"ticks": {"s1": "waiting"}})) == ["card"]


def test_marks_of_any_requirement_stay_on_the_paper() -> None:
    item = bring_of([a_requirement("paper", translated=True)], [a_requirement("paper", legalised=True, per="person")])
    assert (item["paper"].translated, item["paper"].legalised, item["paper"].per_person) == (True, True, True)


def test_papers_of_optional_steps_are_marked_as_such() -> None:
    steps = [a_step("s1", "s1", kind="optional"), a_step("s2", "s2")]
    brought = bring_of([a_requirement("photo"), a_requirement("card")], [a_requirement("card")], steps=steps)
    assert (brought["photo"].optional, brought["card"].optional) == (True, False)


def test_a_paper_of_a_case_nobody_asks_about_depends_on_no_question() -> None:
    pathway = a_pathway(
        [a_step("register", "register")],
        services={"register": a_service(requirements=[a_requirement("proxy", sometimes=True)])},
    )
    (item,) = plan(pathway, a_situation()).bring
    assert (item.document, item.applies, item.depends_on) == ("proxy", "depends", ())
