from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from builders import a_fee, a_pathway, a_service, a_situation, a_step, when
from hypothesis import given
from hypothesis import strategies as st

from catalogue.plans.fees import less
from catalogue.plans.plan import plan
from catalogue.read_models.plan import Cost, CostItem, Plan


def plan_of(*fees: dict, known: dict | None = None, questions: tuple[str, ...] = (), **facts: object) -> Plan:
    pathway = a_pathway(services={"register": a_service(fees=list(fees), **facts)}, questions=questions)
    return plan(pathway, a_situation(**(known or {})))


def cost_of(*fees: dict, **given: object) -> Cost:
    (cost,) = plan_of(*fees, **given).costs
    return cost


def item_of(*fees: dict, **given: object) -> CostItem:
    return cost_of(*fees, **given).items[0]


def between(cost: Cost) -> tuple[str, str]:
    return f"{cost.minimum}", f"{cost.maximum}"


RISING = a_fee(
    amounts=[
        {"from": "2020-01-01", "until": "2026-12-31", "amount": "10.00"},
        {"from": "2027-01-01", "amount": "12.50"},
    ]
)


@pytest.mark.parametrize(
    ("day", "amount", "changes"),
    [
        ("2020-01-01", "10.00", date(2027, 1, 1)),
        ("2026-12-31", "10.00", date(2027, 1, 1)),
        ("2027-01-01", "12.50", None),
    ],
)
def test_the_amount_is_that_of_the_as_of_date(day: str, amount: str, changes: date | None) -> None:
    item = item_of(RISING, known={"as_of": date.fromisoformat(day)})
    assert (str(item.amount), item.changes_on) == (amount, changes)


LAPSED = [
    {"from": "2020-01-01", "until": "2026-06-30", "amount": "10.00"},
    {"from": "2027-01-01", "until": "2027-12-31", "amount": "12.50"},
]


@pytest.mark.parametrize(
    ("day", "changes"),
    [("2019-12-31", date(2020, 1, 1)), ("2026-07-01", date(2027, 1, 1)), ("2028-01-01", None)],
)
def test_what_no_period_covers_is_not_known(day: str, changes: date | None) -> None:
    cost = cost_of(a_fee(amounts=LAPSED), known={"as_of": date.fromisoformat(day)})
    assert (between(cost), cost.unknown) == (("0.00", "0.00"), 1)
    assert (cost.items[0].known, cost.items[0].changes_on) == (False, changes)


def test_a_fee_that_has_ended_is_not_asked_for() -> None:
    ended = a_fee(amounts=LAPSED, ended=True)
    assert plan_of(ended, known={"as_of": date(2028, 1, 1)}).costs == ()
    assert cost_of(ended, known={"as_of": date(2026, 7, 1)}).unknown == 1, "a gap is no end"
    with pytest.raises(ValueError, match="needs `until`"):
        plan_of(a_fee(ended=True))


def test_who_pays_nothing_is_told_of_no_other_amount() -> None:
    facts = {"waivers": [{"id": "poor", "fees": ["standard"], "when": when(low="yes"), "percent": 100}]}
    pays = {who: item_of(RISING, known={"answers": {"low": who}}, questions=("low",), **facts) for who in ("yes", "no")}
    assert (pays["yes"].amount, pays["yes"].changes_on) == (Decimal("0.00"), None)
    assert pays["no"].changes_on == date(2027, 1, 1)


def test_a_fee_that_ends_changes_on_the_day_after() -> None:
    ending = a_fee(amounts=[{"from": "2020-01-01", "until": "2026-06-30", "amount": "10.00"}], ended=True)
    assert item_of(ending).changes_on == date(2026, 7, 1)
    assert plan_of(ending, known={"as_of": date(2026, 7, 1)}).costs == ()


def test_ranges_stay_ranges() -> None:
    cost = cost_of(a_fee(amounts=[{"from": "2020-01-01", "minimum": "5.00", "maximum": "8.00"}]))
    assert between(cost) == ("5.00", "8.00")
    assert cost.items[0].known
    assert cost.items[0].amount is None


def test_what_is_not_known_is_never_nothing() -> None:
    cost = cost_of(a_fee(None), a_fee("3.00", id="other"))
    assert between(cost) == ("3.00", "3.00")
    assert cost.unknown == 1
    assert (cost.items[0].known, cost.items[0].amount) == (False, None)


@pytest.mark.parametrize(
    ("fee", "once"),
    [({"per": "month"}, True), ({"per": "person"}, True), ({}, False), ({"per": "month", "optional": True}, False)],
)
def test_a_total_tells_what_it_counts_once_though_it_is_paid_more_often(fee: dict, once: bool) -> None:
    cost = cost_of(a_fee("3.00", **fee), a_fee("4.00", id="other"))
    assert cost.counts_once == once
    assert cost.items[0].per == fee.get("per", "application")


def test_currencies_are_never_added() -> None:
    made = plan_of(a_fee("3.00"), a_fee("4.00", id="dollars", currency="USD"), a_fee("5.00", id="more"))
    assert [(cost.currency, str(cost.maximum)) for cost in made.costs] == [("EUR", "8.00"), ("USD", "4.00")]


def test_agents_are_paid_apart_from_the_state() -> None:
    cost = cost_of(a_fee("3.00"), a_fee("4.00", id="errand", payee="agent"))
    assert (str(cost.state_maximum), str(cost.agent_maximum), str(cost.maximum)) == ("3.00", "4.00", "7.00")


def test_what_is_paid_by_choice_is_shown_and_not_counted() -> None:
    cost = cost_of(a_fee("3.00"), a_fee("4.00", id="express", optional=True))
    assert between(cost) == ("3.00", "3.00")
    assert [item.in_total for item in cost.items] == [True, False]


def test_what_employers_and_the_state_pay_is_not_the_persons() -> None:
    assert plan_of(a_fee("3.00", payer="employer"), a_fee("3.00", id="b", payer="state")).costs == ()


def test_a_fee_may_belong_to_one_way_only() -> None:
    fees = (a_fee("3.00"), a_fee("4.00", id="counter", channels=["office"]))
    ways = [{"id": "online", "kind": "online"}, {"id": "office", "kind": "office"}]
    assert between(cost_of(*fees, channels=ways)) == ("3.00", "3.00")
    at_the_office = cost_of(*fees, channels=ways, known={"channels": {"register": "office"}})
    assert between(at_the_office) == ("7.00", "7.00")


def test_a_fee_that_an_open_question_decides_counts_in_the_maximum_alone() -> None:
    cost = cost_of(a_fee("3.00"), a_fee("4.00", id="abroad", when=when(abroad="yes")), questions=("abroad",))
    assert between(cost) == ("3.00", "7.00")
    assert (cost.items[1].applies, cost.items[1].depends_on) == ("depends", ("abroad",))


WAIVER = {"waivers": [{"id": "poor", "fees": ["standard"], "when": when(poor="yes"), "percent": 40}]}


def test_a_waiver_that_applies_lowers_the_fee_and_is_named() -> None:
    item = item_of(a_fee("9.99"), questions=("poor",), known={"answers": {"poor": "yes"}}, **WAIVER)
    assert (str(item.amount), item.waived.value, item.possible_waivers) == ("5.99", "Poor", ())


def test_a_waiver_that_may_apply_lowers_the_minimum_and_is_listed() -> None:
    cost = cost_of(a_fee("10.00"), questions=("poor",), **WAIVER)
    (item,) = cost.items
    assert between(cost) == ("6.00", "10.00")
    assert (str(item.amount), item.waived) == ("10.00", None)
    assert [name.value for name in item.possible_waivers] == ["Poor"]
    assert item.applies == "yes"


def test_a_waiver_that_does_not_apply_changes_nothing() -> None:
    item = item_of(a_fee("10.00"), questions=("poor",), known={"answers": {"poor": "no"}}, **WAIVER)
    assert (str(item.amount), item.possible_waivers) == ("10.00", ())


def test_of_several_waivers_the_greatest_applies_alone() -> None:
    waivers = [
        {"id": "half", "fees": ["standard"], "when": when(poor="yes"), "percent": 50},
        {"id": "all", "fees": ["standard"], "when": when(first="yes")},
    ]
    asked = {"questions": ("poor", "first"), "waivers": waivers}
    both = item_of(a_fee(None), known={"answers": {"poor": "yes", "first": "yes"}}, **asked)
    assert (str(both.amount), both.waived.value) == ("0.00", "All")
    half = cost_of(a_fee("10.00"), known={"answers": {"poor": "yes"}}, **asked)
    assert between(half) == ("0.00", "5.00")


@given(st.decimals(0, 10_000, places=2), st.integers(1, 100))
def test_a_waiver_never_leaves_more_than_was_asked_nor_less_than_nothing(amount: Decimal, percent: int) -> None:
    left = less(amount, percent)
    assert Decimal(0) <= left <= amount
    assert abs(left - amount * (100 - percent) / 100) <= Decimal("0.005")


LATE = {"deadlines": [{"id": "in-time", "until": "5 days after event"}]}
BANDS = (
    a_fee("0.00"),
    a_fee("20.00", id="late", late={"deadline": "in-time", "last_day": 30}),
    a_fee("50.00", id="very-late", late={"deadline": "in-time", "first_day": 31}),
)
EVENT = {"event_date": date(2026, 3, 2)}


@pytest.mark.parametrize(
    ("as_of", "fees", "total"),
    [
        ("2026-03-09", ["standard"], "0.00"),
        ("2026-03-10", ["standard", "late"], "20.00"),
        ("2026-04-08", ["standard", "late"], "20.00"),
        ("2026-04-09", ["standard", "very-late"], "50.00"),
    ],
)
def test_a_band_of_lateness_counts_from_the_last_day_moved_off_days_of_rest(
    as_of: str, fees: list[str], total: str
) -> None:
    cost = cost_of(*BANDS, known={"as_of": date.fromisoformat(as_of), **EVENT}, **LATE)
    assert [item.fee for item in cost.items] == fees
    assert between(cost) == (total, total)


def test_without_a_date_lateness_is_shown_and_never_counted() -> None:
    cost = cost_of(*BANDS, **LATE)
    assert between(cost) == ("0.00", "0.00")
    assert [(item.fee, item.late, item.applies, item.depends_on, item.in_total) for item in cost.items[1:]] == [
        ("late", True, "depends", ("event-date",), False),
        ("very-late", True, "depends", ("event-date",), False),
    ]


def test_who_applied_in_time_is_not_late_while_the_office_works() -> None:
    known = {"as_of": date(2026, 4, 20), "applied": {"register": date(2026, 3, 5)}, **EVENT}
    assert [item.fee for item in cost_of(*BANDS, known=known, **LATE).items] == ["standard"]


def total_of(steps: list[dict], fees: dict[str, list[dict]], **known: object) -> Cost:
    services = {key: a_service(fees=those) for key, those in fees.items()}
    (cost,) = plan(a_pathway(steps, services=services), a_situation(**known)).costs
    return cost


CHOICE = [a_step("post", "post", kind="or", group="way"), a_step("agent", "agent", kind="or", group="way")]


def test_of_alternatives_the_cheapest_is_the_minimum_and_the_dearest_the_maximum() -> None:
    fees = {"post": [a_fee("3.00")], "agent": [a_fee("30.00", payee="agent")]}
    cost = total_of(CHOICE, fees)
    assert between(cost) == ("3.00", "30.00")
    assert (str(cost.state_minimum), str(cost.agent_maximum)) == ("0.00", "30.00")
    assert between(total_of(CHOICE, {"post": [], "agent": [a_fee("30.00")]})) == ("0.00", "30.00")


def test_what_is_ticked_off_leaves_the_costs_and_what_waits_stays() -> None:
    steps, fees = [a_step("one", "one"), a_step("two", "two")], {"one": [a_fee("3.00")], "two": [a_fee("4.00")]}
    for tick in ("done", "not-for-me"):
        assert between(total_of(steps, fees, ticks={"one": tick})) == ("4.00", "4.00")
    assert between(total_of(steps, fees, ticks={"one": "waiting"})) == ("7.00", "7.00")


def test_a_choice_that_is_made_leaves_the_alternatives_out() -> None:
    fees = {"post": [a_fee("3.00")], "agent": [a_fee("30.00")]}
    assert between(total_of(CHOICE, fees, ticks={"post": "waiting"})) == ("3.00", "3.00")
    assert between(total_of(CHOICE, fees, ticks={"post": "not-for-me"})) == ("30.00", "30.00")


def test_an_optional_step_is_paid_by_choice() -> None:
    steps = [a_step("must", "must"), a_step("may", "may", kind="optional")]
    assert between(total_of(steps, {"must": [a_fee("1.00")], "may": [a_fee("9.00")]})) == ("1.00", "1.00")
