"""What a counter shows of one service for the person who stands there; the same facts and rules as page and plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from catalogue.facts import Kind, Service
from catalogue.facts.conditions import Condition
from catalogue.plans.channels import list_ways
from catalogue.plans.conditions import judge
from catalogue.plans.pathway import Numbers, Pathway, PathwayQuestion, Situation
from catalogue.plans.plan import plan as make_plan
from catalogue.plans.service_alone import (
    STEP,
    asks_event_date,
    event_of,
    judge_parts,
    questions_of,
    quickest_way,
    way_at_counter,
)
from catalogue.plans.working_days import WorkingCalendar
from catalogue.queries.live import Bundle
from catalogue.queries.pathway_services import pathway_documents, pathway_services
from catalogue.queries.services import fetch_service, get_service
from catalogue.queries.shared import get_shared
from catalogue.queries.wording import title, wording
from catalogue.read_models.counter import Sheet
from catalogue.read_models.plan import Plan, PlanOption, PlanQuestion
from catalogue.read_models.service_lines import RequirementLine
from catalogue.read_models.text import Text, Wording

if TYPE_CHECKING:
    from catalogue.context import Reading


@dataclass(frozen=True)
class AtCounter:
    """What is known of the person who stands at a counter: codes and a date, never a name."""

    answers: dict[str, str] = field(default_factory=dict)
    event_date: date | None = None
    way: str | None = None
    hurry: bool = False


def get_sheet(reading: Reading, key: str, known: AtCounter) -> Sheet:
    """Return one service for one person, by the rules of the reader's place. Raises `NotFound`, `Gone` or `Moved`.

    Answers to questions on which nothing depends, and options that a question has no longer, are passed over.
    """
    page = get_service(reading, key)
    pathway = get_pathway_of_service(reading, key)
    service = pathway.services[key].facts
    situation = Situation(
        as_of=reading.as_of,
        place=reading.place if reading.place in pathway.places else None,
        event_date=known.event_date,
        answers=_usable(known.answers, service, pathway),
    )
    elsewhere = judge(_place_of(service), situation, pathway.places).truth is False
    if elsewhere:
        # It is told as in its own place, and that one has to go there.
        situation = replace(situation, place=service.place)
    ways = list_ways(service, pathway, situation)
    quickest = _quickest(service, pathway, situation) if known.hurry else None
    way = quickest[0] if quickest and known.way is None else way_at_counter(ways, known.way)
    if way is not None:
        situation = replace(situation, channels={STEP: way})
    made = make_plan(pathway, situation)
    verdicts = judge_parts(service, situation, pathway.places, way)
    # The ways themselves are not narrowed by the one that is chosen: one may still choose another.
    left_out = {path for path, verdict in verdicts.items() if not verdict.possible}
    left_out |= _not_in_plan(made, (line for group in page.requirements for line in group.lines), page.supplied)
    return Sheet(
        page=page,
        left_out=frozenset(left_out),
        open={path: verdict.depends_on for path, verdict in verdicts.items() if verdict.truth is None},
        questions=tuple(
            _question(pathway, name, situation) for name in questions_of(service) if name in pathway.questions
        ),
        costs=made.costs,
        due=made.steps[0].due if made.steps else None,
        asks_event_date=asks_event_date(service),
        event_date=known.event_date,
        way=way,
        quickest=quickest[1] if quickest and quickest[0] == way else None,
        elsewhere=pathway.place_titles.get(service.place or "") if elsewhere else None,
    )


def get_pathway_of_service(reading: Reading, key: str) -> Pathway:
    """Return the pathway whose one step is a service, in the reader's place. Raises `NotFound`, `Gone` or `Moved`.

    It has no numbers: a code of it is made elsewhere (`catalogue.plans.slip`).
    """
    shared = get_shared(reading)
    bundle = fetch_service(reading, key)
    facts = event_of(key)
    organisations = {found.key: title(found, reading) for found in bundle.of(Kind.ORGANISATION)}
    return Pathway(
        id=key,
        facts=facts,
        wording=wording(bundle[Kind.SERVICE, key], reading),
        language=reading.language,
        services=pathway_services(facts, bundle, shared, reading),
        documents=pathway_documents(bundle, organisations, reading),
        questions=_questions(bundle, reading),
        organisations=organisations,
        places=shared.places,
        place_titles={place: title(words, reading) for place, words in shared.place_words.items()},
        country=shared.pack.country,
        currency=shared.pack.currency,
        burden=shared.pack.burden,
        numbers=Numbers(),
        sequence=reading.sequence,
    )


def _questions(bundle: Bundle, reading: Reading) -> dict[str, PathwayQuestion]:
    return {
        found.key: PathwayQuestion(found.facts, wording(found, reading))
        for found in bundle.of(Kind.QUESTION)
        if found.facts is not None
    }


def _place_of(service: Service) -> Condition | None:
    return Condition(within=service.place) if service.place else None


def _usable(answers: dict[str, str], service: Service, pathway: Pathway) -> dict[str, str]:
    usable = {}
    for name in questions_of(service):
        question = pathway.questions.get(name)
        if question is not None and answers.get(name) in {option.id for option in question.facts.options}:
            usable[name] = answers[name]
    return usable


def _quickest(service: Service, pathway: Pathway, situation: Situation) -> tuple[str, str] | None:
    calendar = WorkingCalendar.of(situation.place or pathway.country, pathway.places)
    return quickest_way(service, list_ways(service, pathway, situation), situation, pathway.places, calendar)


def _not_in_plan(made: Plan, brought: Iterable[RequirementLine], supplied: tuple[RequirementLine, ...]) -> set[str]:
    """Return the papers that hold by themselves and that the plan does without: another one will do for them."""
    bring, not_bring = {item.document for item in made.bring}, {item.document for item in made.not_bring}
    without = {f"requirements.{line.id}" for line in brought if line.document not in bring}
    return without | {f"requirements.{line.id}" for line in supplied if line.document not in not_bring}


def _question(pathway: Pathway, name: str, situation: Situation) -> PlanQuestion:
    question = pathway.questions[name]
    words: Wording = question.wording
    options = (
        PlanOption(option.id, words.text(f"options.{option.id}") or Text(option.id, pathway.language))
        for option in question.facts.options
    )
    return PlanQuestion(name, words.title, words.text("hint"), tuple(options), situation.answers.get(name))
