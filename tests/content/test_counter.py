"""The counter against the plan: every service alone as a stored life event, in every situation that it tells apart."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice, product

import pytest
from content_builder import changed, entry, words
from shipped import TODAY

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.facts import Kind
from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.counter import AtCounter, get_sheet
from catalogue.queries.life_events import get_pathway
from catalogue.settings import PROJECT, Settings

SERVICES = sorted(folder.name for folder in (PROJECT / "content" / "services").iterdir())
PLACES = (None, "port-alba", "norvale")
MOST = 400
"""Situations of one service that are tried; where there are more, so many of them by chance, the same in every run."""


def alone(service: str, facts):
    """Return a life event whose one step is a service, asking all that the service asks."""
    names = dict.fromkeys(
        name
        for part in (
            "criteria",
            "channels",
            "requirements",
            "fees",
            "waivers",
            "times",
            "deadlines",
            "exceptions",
            "outputs",
        )
        for one in getattr(facts, part)
        if one.when
        for name in sorted(one.when.questions())
    )
    return entry(
        Kind.LIFE_EVENT,
        f"only-{service}"[:60].rstrip("-"),
        {
            "order": 900,
            "questions": [{"question": name} for name in names],
            "stages": [{"id": "all"}],
            "steps": [{"id": "it", "stage": "all", "service": service}],
        },
        en=words(title=service, summary=service, event="Day", stages__all="All"),
    )


@pytest.fixture(scope="module")
def counters(shipped_content, migrated_file, tmp_path_factory) -> Iterator[Catalogue]:
    """The shipped content with a life event of one step for every service."""
    home = tmp_path_factory.mktemp("alone")
    shutil.copy(migrated_file, home / "onedoor.sqlite")
    events = [alone(key, one.facts) for (kind, key), one in shipped_content.objects.items() if kind is Kind.SERVICE]
    with Catalogue(
        Settings(home, home, f"sqlite:///{home / 'onedoor.sqlite'}", "whoosh"), clock=lambda: TODAY
    ) as opened:
        import_content(opened, changed(shipped_content, *events))
        yield opened


def situations(pathway) -> Iterator[tuple[dict[str, str], date | None, str | None]]:
    """Yield every combination of answers, dates and ways; not answered is one of the answers."""
    names = list(pathway.questions)
    options = [(None, *(option.id for option in pathway.questions[name].facts.options)) for name in names]
    dates = (None, date(2026, 11, 19), date(2026, 9, 1), date(2025, 6, 1))
    (service,) = pathway.services.values()
    ways = (None, *(channel.id for channel in service.facts.channels))
    total = len(dates) * len(ways)
    for each in options:
        total *= len(each)
    every = product(dates, ways, *options)
    if total > MOST:
        chance = random.Random(total)  # noqa: S311 - the same in every run is what it is for
        pools = (dates, ways, *options)
        every = (tuple(chance.choice(pool) for pool in pools) for _ in range(MOST))
    for day, way, *chosen in islice(every, MOST):
        yield {name: option for name, option in zip(names, chosen, strict=True) if option}, day, way


def told_by_plan(made) -> dict[str, object]:
    (step,) = made.steps
    return {
        "bring": {item.document for item in made.bring},
        "certain": {item.document for item in made.bring if item.applies == "yes"},
        "not bring": {item.document for item in made.not_bring},
        "fees": {
            (item.fee, item.minimum, item.maximum, item.waived and item.waived.value)
            for cost in made.costs
            for item in cost.items
        },
        "totals": {(cost.currency, cost.minimum, cost.maximum) for cost in made.costs},
        "due": step.due and (step.due.latest, step.due.overdue),
        "ways": [channel.id for channel in step.channels],
        "gets": {output.id for output in step.outputs},
    }


def told_by_counter(sheet) -> dict[str, object]:
    brought = sheet.papers
    return {
        "bring": {line.document for line in brought},
        "certain": {line.document for line in brought if f"requirements.{line.id}" not in sheet.open},
        "not bring": {line.document for line in sheet.supplied},
        "fees": {
            (fee.id, fee.amount.minimum, fee.amount.maximum, fee.item.waived and fee.item.waived.value)
            for fee in sheet.fees
        },
        "totals": {(cost.currency, cost.minimum, cost.maximum) for cost in sheet.costs},
        "due": sheet.due and (sheet.due.latest, sheet.due.overdue),
        "ways": [channel.id for channel in sheet.channels],
        "gets": {line.id for line in sheet.outputs},
    }


@pytest.mark.long
@pytest.mark.parametrize("service", SERVICES)
def test_the_counter_says_what_the_plan_says(counters, service):
    tried = 0
    for place in PLACES:
        with counters.reading("en", place=place) as reading:
            pathway = get_pathway(reading, f"only-{service}"[:60].rstrip("-"))
            for answers, day, way in situations(pathway):
                sheet = get_sheet(reading, service, AtCounter(answers, day, way))
                known = Situation(as_of=reading.as_of, place=place, event_date=day, answers=answers)
                made = plan(pathway, replace(known, channels={"it": sheet.way} if sheet.way else {}))
                tried += 1
                if not made.steps:
                    assert sheet.elsewhere
                    continue
                assert told_by_counter(sheet) == told_by_plan(made), (place, answers, day, way)
                if way in told_by_plan(made)["ways"]:
                    assert sheet.way == way
    assert tried >= len(PLACES)
