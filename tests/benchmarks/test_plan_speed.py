"""How long one plan takes: for every person of the oracles, and for a pathway of fifteen steps and six questions."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from benchmarks.measuring import cpu_times, show
from benchmarks.people import people
from builders import a_fee, a_pathway, a_requirement, a_service, a_situation, a_step, when

from catalogue.context import Catalogue
from catalogue.plans.pathway import Pathway
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway

QUESTIONS = ("married", "born-abroad", "employed", "first-child", "low-income", "at-home")
LIMIT_MS = 10.0
PLANS = 100
"""Plans of one person in one round."""
ROUNDS = 3
HEADS = ("plan", "plans", "median", "p95", "limit")


def a_realistic_pathway() -> Pathway:
    services, steps = {}, []
    for number in range(15):
        name, question = f"service-{number}", QUESTIONS[number % len(QUESTIONS)]
        services[name] = a_service(
            code=str(1001 + number),
            organisation=f"body-{number % 5}",
            channels=[
                {"id": "office", "kind": "office"},
                {"id": "online", "kind": "online", "when": when(born_abroad="no")},
                {"id": "post", "kind": "post", "depth": "partial"},
            ],
            requirements=[
                a_requirement("id-card"),
                a_requirement("form", kept=True, not_older_than="3 months"),
                a_requirement(f"paper-{number}", form="copy"),
                a_requirement("lease", group="home", when=when(**{question.replace("-", "_"): "yes"})),
                a_requirement("bill", group="home"),
                a_requirement("record", supplied_by="state"),
            ],
            outputs=[{"id": "paper", "document": f"paper-{number + 1}"}],
            fees=[
                a_fee("12.50"),
                a_fee("20.00", id="late", late={"deadline": "in-time"}),
                a_fee("5.00", id="abroad", when=when(born_abroad="yes")),
            ],
            waivers=[{"id": "poor", "fees": ["standard"], "when": when(low_income="yes"), "percent": 50}],
            deadlines=[
                {"id": "in-time", "until": "10 working-days after event", "when": when(at_home="no")},
                {"id": "longer", "until": "2 months after event"},
            ],
            times=[{"id": "usual", "usual": "10 working-days", "maximum": "30 working-days"}],
        )
        kind = {"kind": "or", "group": "way"} if number in (7, 8) else {}
        condition = {"when": when(**{question.replace("-", "_"): "yes"})} if number % 3 == 2 else {}
        steps.append(a_step(f"step-{number}", name, stage=f"stage-{number // 5}", **kind, **condition))
    return a_pathway(
        steps,
        services=services,
        questions=QUESTIONS,
        stages=("stage-0", "stage-1", "stage-2"),
        offices={name: [f"office-{number}" for number in range(14)] for name in services},
    )


SITUATIONS = {
    "nothing answered": a_situation(event_date=date(2026, 2, 2)),
    "all answered": a_situation(
        event_date=date(2026, 2, 2), place="norvale", answers=dict.fromkeys(QUESTIONS, "yes"), ticks={"step-0": "done"}
    ),
}


@pytest.mark.benchmark
def test_a_plan_of_many_steps_is_made_within_ten_milliseconds() -> None:
    pathway, rows = a_realistic_pathway(), []
    for name, situation in SITUATIONS.items():
        times = cpu_times([partial(plan, pathway, situation)] * PLANS, ROUNDS)
        rows.append((name, times))
    _judge("CPU time of plan(), fifteen steps", rows)


@pytest.mark.benchmark
def test_the_plan_of_every_oracle_person_is_made_within_ten_milliseconds(prepared: Catalogue) -> None:
    calls: dict[str, list[partial]] = {}
    for person in people():
        told = person.situation
        with prepared.reading("en", place=told.place, as_of=told.as_of) as reading:
            pathway = get_pathway(reading, person.life_event)
        calls.setdefault(person.life_event, []).append(partial(plan, pathway, told))
    rows = [(name, cpu_times(of_event * (PLANS // len(of_event)), ROUNDS)) for name, of_event in calls.items()]
    _judge("CPU time of plan(), shipped content, all oracle people", rows)


def _judge(title: str, rows: list) -> None:
    show(
        title,
        HEADS,
        [
            (name, str(len(times.sorted)), f"{times.median:.2f} ms", f"{times.p95:.2f} ms", f"{LIMIT_MS:.0f} ms")
            for name, times in rows
        ],
    )
    assert {name: times.p95 for name, times in rows if times.p95 > LIMIT_MS} == {}
