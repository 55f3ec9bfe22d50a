from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from builders import a_pathway, a_requirement, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.facts.pack import BurdenWeights
from catalogue.plans.effort import smallest_cover
from catalogue.plans.plan import plan
from catalogue.read_models.plan import Effort


def effort_of(services: dict[str, dict], steps: list[dict] | None = None, **more: object) -> Effort:
    known = more.pop("known", {})
    made = a_pathway(
        steps or [a_step(name, name) for name in services],
        services={name: a_service(**facts) for name, facts in services.items()},
        **more,
    )
    return plan(made, a_situation(**known)).effort


sets = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=4), max_size=6)


@given(sets)
def test_a_cover_touches_every_set_and_none_is_smaller(wanted: list[frozenset[str]]) -> None:
    cover = set(smallest_cover(wanted))
    asked = [names for names in wanted if names]
    assert all(names & cover for names in asked)
    smaller = combinations("abcdef", len(cover) - 1) if cover else ()
    assert not any(all(names & set(some) for names in asked) for some in smaller)


def test_beyond_ten_candidates_the_cover_still_touches_every_set() -> None:
    wanted = [frozenset({f"office-{at}", f"office-{at + 1}"}) for at in range(20)]
    cover = set(smallest_cover(wanted))
    assert all(names & cover for names in wanted)


def test_steps_at_one_office_are_one_visit() -> None:
    offices = {"one": ["centre", "town-hall"], "two": ["centre"], "three": ["van"]}
    effort = effort_of({"one": {}, "two": {}, "three": {}}, offices=offices)
    assert (effort.visits, effort.offices) == (2, 2)


def test_the_most_demanding_step_sets_the_visits_of_its_office() -> None:
    twice = {"channels": [{"id": "office", "kind": "office", "visits": 2}]}
    effort = effort_of({"one": {}, "two": twice}, offices={"one": ["centre"], "two": ["centre"]})
    assert (effort.visits, effort.offices) == (2, 1)


def test_where_no_office_is_known_every_step_wants_its_own() -> None:
    assert effort_of({"one": {}, "two": {}}).visits == 2


def test_what_is_done_from_home_wants_no_visit() -> None:
    effort = effort_of({"one": {"channels": [{"id": "online", "kind": "online"}]}})
    assert (effort.visits, effort.offices, effort.organisations) == (0, 0, 1)


def test_organisations_count_once() -> None:
    effort = effort_of({"one": {}, "two": {}, "three": {"organisation": "tax-office"}})
    assert effort.organisations == 2


def test_papers_count_once_and_a_group_counts_one() -> None:
    either = [a_requirement("bill", group="proof"), a_requirement("lease", group="proof")]
    other = [a_requirement("lease", group="home"), a_requirement("deed", group="home")]
    effort = effort_of({"one": {"requirements": [a_requirement("card"), *either]}, "two": {"requirements": other}})
    assert effort.documents == 2


def test_only_what_certainly_must_be_done_counts() -> None:
    steps = [
        a_step("one", "one"),
        a_step("two", "two", when=when(abroad="yes")),
        a_step("three", "three", kind="optional"),
    ]
    effort = effort_of({"one": {}, "two": {}, "three": {}}, steps, questions=["abroad"])
    assert effort.visits == 1


@pytest.mark.parametrize("tick", ["done", "not-for-me"])
def test_what_is_ticked_off_is_no_effort_any_more(tick: str) -> None:
    effort = effort_of({"one": {"requirements": [a_requirement("card")]}}, known={"ticks": {"one": tick}})
    assert effort == Effort(0, 0, 0, 0, 0, Decimal(0))


def test_of_alternatives_the_least_burdensome_counts() -> None:
    steps = [a_step("go", "go", kind="or", group="way"), a_step("send", "send", kind="or", group="way")]
    services = {"go": {}, "send": {"channels": [{"id": "post", "kind": "post"}]}}
    assert effort_of(services, steps).visits == 0
    assert effort_of(services, steps, known={"ticks": {"go": "waiting"}}).visits == 1


def takes(span: str) -> dict:
    return {"times": [{"id": "t", "usual": span}]}


def test_days_are_those_of_the_longest_chain() -> None:
    services = {"one": takes("10 days"), "two": takes("5 working-days"), "alone": takes("12 days")}
    steps = [a_step("one", "one"), a_step("two", "two", after=["one"]), a_step("alone", "alone")]
    # From Monday the second of March ten days lead to Thursday the twelfth; five working days on is the nineteenth.
    assert effort_of(services, steps).days == 17


def test_the_chain_goes_on_through_a_step_that_does_not_count() -> None:
    services = {"one": takes("10 days"), "two": takes("90 days"), "three": takes("5 days")}
    steps = [
        a_step("one", "one"),
        a_step("two", "two", after=["one"], when=when(abroad="yes")),
        a_step("three", "three", after=["two"]),
    ]
    assert effort_of(services, steps, questions=["abroad"]).days == 15


def test_of_alternatives_the_one_that_a_certain_step_comes_after_counts() -> None:
    services = {"easy": takes("1 day"), "long": takes("90 days"), "tax": takes("10 days")}
    ways = [a_step(name, name, kind="or", group="ways") for name in ("easy", "long")]
    assert effort_of(services, [*ways, a_step("tax", "tax")]).days == 10, "the easiest way, and the tax beside it"
    assert effort_of(services, [*ways, a_step("tax", "tax", after=["long"])]).days == 100


def test_a_wait_that_the_law_imposes_counts_after_what_comes_before_it() -> None:
    wait = {"deadlines": [{"id": "wait", "not_before": "100 days after event"}]}
    services = {"one": takes("10 days"), "two": {**takes("5 days"), **wait}}
    known = {"known": {"event_date": date(2026, 3, 2), "as_of": date(2026, 3, 2)}}
    steps = [a_step("one", "one"), a_step("two", "two", after=["one"])]
    assert effort_of(services, steps, **known).days == 105, "a hundred days from the second of March, and five more"
    alone = [a_step("one", "one"), a_step("two", "two")]
    assert effort_of(services, alone, **known).days == 10, "what begins a chain is begun on its day"
    assert effort_of(services, steps).days == 15, "without a date nobody can tell when the wait is over"


def test_the_longest_promised_time_of_the_way_counts() -> None:
    times = [
        {"id": "usual", "usual": "5 days", "maximum": "20 days"},
        {"id": "abroad", "usual": "30 days", "when": when(abroad="yes")},
        {"id": "post", "usual": "60 days", "channels": ["post"]},
    ]
    given = {"one": {"times": times}}
    assert effort_of(given, questions=["abroad"], known={"answers": {"abroad": "no"}}).days == 20
    assert effort_of(given, questions=["abroad"]).days == 30


def test_the_score_weighs_what_the_pack_says() -> None:
    weights = BurdenWeights(visit=5, office=2, document=3, organisation=7, day=Decimal("0.5"))
    services = {"one": {"requirements": [a_requirement("card")], **takes("3 days")}}
    assert effort_of(services, burden=weights).score == Decimal("18.5")
    lighter = effort_of({"one": takes("3 days")}, burden=weights)
    assert lighter.score == Decimal("15.5"), "a paper less lowers the score by its weight"
