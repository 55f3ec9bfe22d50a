from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from builders import a_fee, a_pathway, a_question, a_requirement, a_service, a_situation, a_step, when

from catalogue.plans.json import as_json
from catalogue.plans.plan import plan

STEPS = [
    a_step("passport", "passport", when=when(travel="yes")),
    a_step("hospital", gives=["birth-notice"], stage="before"),
    a_step("register", "register-birth"),
    a_step("allowance", "allowance"),
    a_step("by-post", "card-by-post", kind="or", group="card"),
    a_step("at-counter", "card-at-counter", kind="or", group="card"),
]
OFFICE, ONLINE = {"id": "office", "kind": "office"}, {"id": "online", "kind": "online"}
CERTIFICATE = {"outputs": [{"id": "certificate", "document": "birth-certificate"}]}
SERVICES = {
    "register-birth": a_service(
        code="1001",
        requirements=[
            a_requirement("birth-notice"),
            a_requirement("id-card", per="person"),
            a_requirement("marriage-certificate", when=when(married="yes"), not_older_than="6 months"),
            a_requirement("acknowledgement", when=when(married="no"), form="certified-copy"),
        ],
        fees=[a_fee("0.00"), a_fee("20.00", id="late", late={"deadline": "in-time"})],
        deadlines=[{"id": "in-time", "until": "10 working-days after event"}],
        times=[{"id": "usual", "usual": "1 day"}],
        **CERTIFICATE,
    ),
    "allowance": a_service(
        code="1002",
        organisation="family-fund",
        channels=[OFFICE, ONLINE],
        requirements=[
            a_requirement("birth-certificate", form="copy", kept=True),
            a_requirement("payslip", number=3, group="income"),
            a_requirement("tax-notice", group="income"),
        ],
        times=[{"id": "usual", "usual": "4 weeks"}],
    ),
    "passport": a_service(
        code="1003",
        requirements=[a_requirement("birth-certificate"), a_requirement("photo", number=2, kept=True)],
        fees=[a_fee("35.00"), a_fee("15.00", id="express", optional=True)],
        waivers=[{"id": "poor", "fees": ["standard"], "when": when(low_income="yes"), "percent": 50}],
    ),
    "card-by-post": a_service(code="1004", channels=[{"id": "post", "kind": "post"}], fees=[a_fee("4.00")]),
    "card-at-counter": a_service(code="1005", fees=[a_fee(None)]),
}
PATHWAY = a_pathway(
    STEPS,
    services=SERVICES,
    questions={
        "married": a_question(),
        "travel": a_question(),
        "low-income": a_question(),
    },
    stages=("before", "first"),
    offices={"register-birth": ["centre"], "passport": ["centre", "town-hall"]},
)


def told(**known: Any) -> dict[str, Any]:
    """What the plan says, in short: steps, papers, costs, effort."""
    made = as_json(plan(PATHWAY, a_situation(**known)), lambda kind, key: f"https://example.org/{kind}/{key}")
    return {
        "steps": [step["id"] + ("?" if step["applies"] == "depends" else "") for step in made["steps"]],
        "bring": [
            f"{item['document']} {item['originals']}+{item['copies']}" + ("?" if item["applies"] == "depends" else "")
            for item in made["bring"]
        ],
        "not_bring": [f"{item['document']} {item['why']}" for item in made["not_bring"]],
        "costs": [(cost["minimum"], cost["maximum"], cost["unknown"]) for cost in made["costs"]],
        "effort": list(made["effort"].values()),
    }


GIVEN = ["birth-notice earlier_step", "birth-certificate earlier_step"]
INCOME = ["birth-certificate 0+1", "payslip 3+0", "tax-notice 1+0"]

# Worked out by hand before the code was run. Effort: visits, offices, organisations, documents, days, score.
PERSONS = {
    "says nothing": (
        {},
        {
            "steps": ["hospital", "register", "passport?", "allowance", "by-post", "at-counter"],
            "bring": [
                "id-card 1+0",
                "marriage-certificate 1+0?",
                "acknowledgement 0+1?",
                "photo 2+0?",
                *INCOME,
            ],
            "not_bring": GIVEN,
            "costs": [("0.00", "39.00", 1)],
            "effort": [1, 1, 2, 3, 29, 11.9],
        },
    ),
    "is married and stays at home": (
        {"answers": {"married": "yes", "travel": "no"}},
        {
            "steps": ["hospital", "register", "allowance", "by-post", "at-counter"],
            "bring": ["id-card 1+0", "marriage-certificate 1+0", *INCOME],
            "not_bring": GIVEN[:1],
            "costs": [("0.00", "4.00", 1)],
            "effort": [1, 1, 2, 4, 29, 12.9],
        },
    ),
    "is unmarried, poor and travels": (
        {"answers": {"married": "no", "travel": "yes", "low-income": "yes"}},
        {
            "steps": ["hospital", "register", "passport", "allowance", "by-post", "at-counter"],
            "bring": ["id-card 1+0", "acknowledgement 0+1", "photo 2+0", *INCOME],
            "not_bring": GIVEN,
            "costs": [("17.50", "21.50", 1)],
            "effort": [1, 1, 2, 5, 29, 13.9],
        },
    ),
    "is late": (
        {"answers": {"married": "yes", "travel": "no"}, "event_date": date(2026, 2, 2)},
        {
            "steps": ["hospital", "register", "allowance", "by-post", "at-counter"],
            "bring": ["id-card 1+0", "marriage-certificate 1+0", *INCOME],
            "not_bring": GIVEN[:1],
            "costs": [("20.00", "24.00", 1)],
            "effort": [1, 1, 2, 4, 29, 12.9],
        },
    ),
    "has registered and sent for the card": (
        {"answers": {"travel": "no"}, "ticks": {"register": "done", "by-post": "waiting"}},
        {
            "steps": ["hospital", "register", "allowance", "by-post", "at-counter"],
            "bring": INCOME,
            "not_bring": [],
            "costs": [("4.00", "4.00", 0)],
            "effort": [0, 0, 2, 2, 28, 6.8],
        },
    ),
    "travels and goes to the counter for the allowance": (
        {"answers": {"married": "no", "travel": "yes", "low-income": "no"}, "channels": {"allowance": "office"}},
        {
            "steps": ["hospital", "register", "passport", "allowance", "by-post", "at-counter"],
            "bring": ["id-card 1+0", "acknowledgement 0+1", "photo 2+0", *INCOME],
            "not_bring": GIVEN,
            "costs": [("35.00", "39.00", 1)],
            "effort": [2, 2, 2, 5, 29, 17.9],
        },
    ),
}


@pytest.mark.parametrize("person", PERSONS)
def test_a_plan_says_what_was_worked_out_by_hand(person: str) -> None:
    known, expected = PERSONS[person]
    assert told(**known) == expected


def test_the_json_has_the_fixed_shape() -> None:
    made = plan(PATHWAY, a_situation(event_date=date(2026, 3, 2), place="norvale", answers={"married": "yes"}))
    document = as_json(made, lambda kind, key: f"https://example.org/{kind}/{key}")
    assert json.loads(json.dumps(document)) == document
    assert list(document) == [
        "life_event", "language", "place", "event_date", "as_of", "answers", "questions", "steps", "bring",
        "not_bring", "costs", "effort", "code", "url",
    ]  # fmt: skip
    assert document["questions"][0] == {
        "id": "married",
        "text": "Married?",
        "options": [{"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}],
        "answered": True,
    }
    assert document["steps"][1] == {
        "id": "register",
        "stage": "first",
        "service": "register-birth",
        "code": "1001",
        "url": "https://example.org/service/register-birth",
        "title": "Register birth",
        "kind": "and",
        "group": None,
        "channel": "office",
        "applies": "yes",
        "depends_on": [],
        "due": {"from": None, "date": "2026-03-16", "rule": "Within 10 working days", "late": "You pay more."},
    }
    assert document["bring"][1] == {
        "document": "marriage-certificate",
        "title": "Marriage certificate",
        "originals": 1,
        "copies": 0,
        "not_older_than": "6 months",
        "any_of": [],
        "applies": "yes",
        "depends_on": [],
        "for": ["register"],
    }
    assert document["not_bring"][0] == {
        "document": "birth-notice",
        "title": "Birth notice",
        "why": "earlier_step",
        "from": "Hospital",
        "applies": "yes",
        "depends_on": [],
    }
    assert document["costs"][0]["items"][1] == {
        "step": "passport",
        "fee": "standard",
        "title": "Standard",
        "amount": "35.00",
        "payee": "state",
        "waived": False,
        "applies": "depends",
        "depends_on": ["travel"],
    }
    assert (document["code"], document["url"]) == (made.code, "https://example.org/plan/having-a-baby")


def test_an_empty_stage_is_not_shown() -> None:
    pathway = a_pathway([a_step("only", when=when(abroad="yes"))], questions=["abroad"])
    assert plan(pathway, a_situation(answers={"abroad": "no"})).stages == ()


def test_what_a_step_gives_is_told_with_its_times() -> None:
    output = {
        "id": "card",
        "document": "card",
        "valid_for": "5 years",
        "collect_within": "3 months",
        "renew_before": "2 months",
    }
    made = plan(a_pathway(services={"register": a_service(outputs=[output])}), a_situation())
    (given,) = made.steps[0].outputs
    assert (given.title.value, str(given.valid_for), str(given.collect_within)) == ("Card", "5 years", "3 months")
