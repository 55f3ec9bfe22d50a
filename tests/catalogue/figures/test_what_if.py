"""What would be if a life event asked less: counted by hand, and for any choice of changes never more than before."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import a_fee, a_pathway, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from catalogue.errors import InvalidContent
from catalogue.figures.what_if import Change, Lightened, What, compare, lighten, list_changes, save, touches
from catalogue.plans.plan import plan

ONLINE = [{"id": "online", "kind": "online"}]
SERVICES = {
    "register": a_service(
        requirements=[a_requirement("card"), a_requirement("bill", group="home"), a_requirement("lease", group="home")],
        fees=[a_fee("12.50")],
        outputs=[{"id": "paper", "kind": "document", "document": "certificate"}],
        times=[{"id": "t", "usual": "10 days"}],
    ),
    "claim": a_service(
        organisation="benefits",
        requirements=[a_requirement("certificate"), a_requirement("card"), a_requirement("photo")],
        times=[{"id": "t", "usual": "5 days"}],
    ),
    "ask": a_service(organisation="benefits", channels=ONLINE, requirements=[a_requirement("photo")]),
}
STEPS = [
    a_step("register", "register"),
    a_step("claim", "claim"),
    a_step("ask", "ask", when=when(poor="yes")),
]
PATHWAY = a_pathway(STEPS, services=SERVICES, questions=["poor"])
NOT_POOR = a_situation(answers={"poor": "no"})
"""Two visits at two offices of two organisations; a card, a bill or lease, a photo; ten days and then five."""


def lightened(what: What, key: str, situation=NOT_POOR, pathway=PATHWAY) -> Lightened:
    return compare(pathway, situation, [Change(what, key)])


def test_the_plan_before_is_as_counted_by_hand():
    before = plan(PATHWAY, NOT_POOR).effort
    counted = (before.visits, before.offices, before.organisations, before.documents, before.days)
    assert counted == (2, 2, 2, 3, 15)
    assert before.score == Decimal("14.5")


@pytest.mark.parametrize(
    ("what", "key", "score"),
    [
        (What.DOCUMENT, "card", "13.5"),  # One paper less, though two services ask for it.
        (What.DOCUMENT, "lease", "13.5"),  # Bill or lease: neither is asked for.
        (What.DOCUMENT, "certificate", "14.0"),  # Nobody had to bring it, but now nobody waits ten days for it.
        (What.DOCUMENT, "unicorn", "14.5"),
        (What.VISIT, "register", "10.5"),  # A visit and an office.
        (What.STEP, "register", "7.5"),  # A visit, an office, an organisation, bill or lease, ten days.
        (What.MERGE, "register/claim", "10.5"),  # One visit at one office for both.
        (What.FEE, "register/standard", "14.5"),  # Money is no part of the score.
    ],
)
def test_one_change_counted_by_hand(what, key, score):
    assert lightened(what, key).after.score == Decimal(score)


def test_what_the_authorities_do_themselves_still_gives_its_paper():
    after = plan(lighten(PATHWAY, [Change(What.STEP, "register")]), NOT_POOR)
    assert [item.document for item in after.bring] == ["card", "photo"]
    assert [item.document for item in after.not_bring] == ["certificate"]


def test_a_dropped_fee_is_money_and_not_points():
    found = lightened(What.FEE, "register/standard")
    assert (found.paid_before, found.paid_after) == (Decimal("12.50"), Decimal("0"))
    assert found.concerned
    assert found.after == found.before


def test_whom_a_change_does_not_concern_it_spares_nothing():
    assert not lightened(What.STEP, "ask").concerned
    assert lightened(What.STEP, "ask", a_situation(answers={"poor": "yes"})).concerned is False
    alone = a_pathway([a_step("ask", "ask", when=when(poor="yes"))], services=SERVICES, questions=["poor"])
    assert lightened(What.STEP, "ask", a_situation(answers={"poor": "yes"}), alone).concerned


def test_changes_together_are_counted_as_they_add_up_and_no_further():
    both = compare(PATHWAY, NOT_POOR, [Change(What.VISIT, "register"), Change(What.MERGE, "register/claim")])
    assert both.after.score == Decimal("10.5")


def test_a_way_that_turns_out_longer_need_not_be_taken():
    # Alone, going to the town hall with a form is as heavy as going to the van is light; yet the van stands elsewhere.
    services = {
        "first": a_service(),
        "here": a_service(requirements=[a_requirement("form"), a_requirement("photo")]),
        "there": a_service(requirements=[a_requirement("form"), a_requirement("proof")]),
    }
    steps = [
        a_step("first", "first"),
        a_step("here", "here", kind="or", group="way"),
        a_step("there", "there", kind="or", group="way"),
    ]
    offices = {"first": ["centre"], "here": ["centre"], "there": ["van"]}
    pathway = a_pathway(steps, services=services, offices=offices)
    again = plan(lighten(pathway, [Change(What.DOCUMENT, "proof")]), a_situation()).effort
    found = lightened(What.DOCUMENT, "proof", a_situation(), pathway)
    assert again.score > found.before.score
    assert found.after == found.before
    assert not found.concerned


def test_a_year_is_the_mean_of_the_example_people_times_all_people():
    poor = a_situation(answers={"poor": "yes"})
    found = [lightened(What.DOCUMENT, "photo"), lightened(What.DOCUMENT, "photo", poor)]
    fee = [lightened(What.FEE, "register/standard"), lightened(What.FEE, "register/unicorn")]
    assert save(1_001, found).documents == 1_001
    assert save(1_001, fee).people == 501  # Half of them, half a person rounded up.
    assert save(1_001, fee).money == 6_256
    assert save(1_001, []).people == 0


def test_everything_that_can_be_taken_away_is_listed_once():
    found = list_changes(PATHWAY)
    assert len(found) == len(set(found))
    documents = [change.key for change in found if change.what is What.DOCUMENT]
    assert sorted(documents) == ["bill", "card", "certificate", "lease", "photo"]
    assert [change.key for change in found if change.what is What.VISIT] == ["register", "claim"]
    assert [change.key for change in found if change.what is What.FEE] == ["register/standard"]


papers = st.lists(st.sampled_from(["card", "bill", "photo", "certificate"]), unique=True, max_size=3)
services = st.builds(
    lambda wants, group, kind, gives, span: a_service(
        organisation=f"body-{span % 2}",
        channels=[{"id": "way", "kind": kind}],
        requirements=[a_requirement(one, **({"group": "any"} if group else {})) for one in wants if one != gives],
        fees=[a_fee()],
        outputs=[{"id": "out", "kind": "document", "document": gives}] if gives else [],
        times=[{"id": "t", "usual": f"{span} days"}],
    ),
    papers,
    st.booleans(),
    st.sampled_from(["office", "online", "post"]),
    st.sampled_from(["certificate", "card", None]),
    st.integers(1, 30),
)
offices = st.lists(st.sampled_from(["centre", "hall", "van"]), unique=True, max_size=2)


@st.composite
def pathways(draw):
    made = draw(
        st.lists(st.tuples(services, offices, st.sampled_from(["and", "or", "optional"])), min_size=1, max_size=5)
    )
    names = [f"s{at}" for at in range(len(made))]
    steps = [
        a_step(name, name, kind=kind, **({"group": "ways"} if kind == "or" else {}))
        for name, (_, _, kind) in zip(names, made, strict=True)
    ]
    pathway = a_pathway(
        steps,
        services={name: one[0] for name, one in zip(names, made, strict=True)},
        offices={name: one[1] for name, one in zip(names, made, strict=True)},
    )
    try:
        plan(pathway, a_situation())
    except InvalidContent:  # Steps that wait for each other in a ring have no plan at all.
        reject()
    return pathway


@settings(max_examples=60, deadline=None)
@given(pathways(), st.data())
def test_nothing_taken_away_ever_makes_a_plan_heavier(pathway, data):
    possible = list(list_changes(pathway))
    visits = [change.key for change in possible if change.what is What.VISIT]
    possible += [Change(What.MERGE, f"{one}/{other}") for one in visits for other in visits if one < other]
    chosen = data.draw(st.lists(st.sampled_from(possible), max_size=4, unique=True))
    found = compare(pathway, a_situation(), chosen)
    assert found.after.score <= found.before.score
    assert found.paid_after <= found.paid_before
    assert compare(pathway, a_situation(), []).concerned is False


@settings(max_examples=60, deadline=None)
@given(pathways())
def test_without_any_paper_none_is_counted(pathway):
    changes = [change for change in list_changes(pathway) if change.what is What.DOCUMENT]
    assert plan(lighten(pathway, changes), a_situation()).effort.documents == 0


@settings(max_examples=60, deadline=None)
@given(pathways())
def test_without_any_visit_none_is_counted(pathway):
    changes = [change for change in list_changes(pathway) if change.what is What.VISIT]
    after = plan(lighten(pathway, changes), a_situation()).effort
    assert (after.visits, after.offices) == (0, 0)


@settings(max_examples=60, deadline=None)
@given(pathways())
def test_what_is_not_in_a_plan_cannot_lighten_it(pathway):
    before = plan(pathway, a_situation())
    for change in list_changes(pathway):
        if not touches(change, pathway, before):
            after = plan(lighten(pathway, [change]), a_situation())
            assert after.effort.score >= before.effort.score
            assert [cost.minimum for cost in after.costs] == [cost.minimum for cost in before.costs]
