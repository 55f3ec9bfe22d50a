"""Builders: plain functions that make facts, words, pathways and situations with honest defaults, without chance.

Facts are given as content files give them: `a_service(fees=[a_fee("12.50")])`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from catalogue.facts import Condition, Document, LifeEvent, Place, Question, Service
from catalogue.facts.base import Facts
from catalogue.facts.pack import BurdenWeights
from catalogue.plans.pathway import (
    Numbers,
    Pathway,
    PathwayDocument,
    PathwayQuestion,
    PathwayService,
    Situation,
)
from catalogue.read_models.text import Text, Wording

MONDAY_TO_FRIDAY = ("monday", "tuesday", "wednesday", "thursday", "friday")
A_DAY = date(2026, 3, 2)
"""A Monday far from every holiday of `PLACES`."""


def a_condition(**test: Any) -> Condition:
    """`a_condition(married="yes")` asks a question; `within`, `before`, `all`, `not_` … stand for themselves."""
    if set(test) <= {"within", "before", "after", "all", "any", "not_"}:
        return Condition.model_validate(test)
    return Condition.model_validate({"is": {question.replace("_", "-"): option for question, option in test.items()}})


def when(**test: Any) -> dict[str, Any]:
    """A condition as a content file writes it."""
    return a_condition(**test).to_plain()


def a_place(level: str = "municipality", parent: str | None = "meridia", **facts: Any) -> Place:
    return Place.model_validate({"level": level, "parent": parent, **facts})


PLACES = {
    "meridia": a_place(
        "country",
        None,
        time_zone="Europe/Lisbon",
        working_week=MONDAY_TO_FRIDAY,
        holidays=[
            {"id": "new-year", "on": "01-01"},
            {"id": "labour-day", "on": "05-01"},
            {"id": "christmas", "on": "12-25"},
            {"id": "good-friday", "easter": -2},
            {"id": "easter-monday", "easter": 1},
        ],
    ),
    "port-alba": a_place(holidays=[{"id": "harbour-day", "on": "06-24"}]),
    "norvale": a_place(holidays=[{"id": "founding-day", "dates": ["2026-09-14"], "first_year": 2020}]),
}


def a_text(value: str, language: str = "en") -> Text:
    return Text(value, language)


def a_wording(title: str, language: str = "en", **sections: str) -> Wording:
    """Words of one object; further sections by key: `a_wording("Title", **{"fees.standard": "Fee"})`."""
    said = {"title": title, **sections}
    return Wording({key: Text(value, language) for key, value in said.items()})


def titled(key: str) -> str:
    """The title a builder gives to what has none: `register-birth` → “Register birth”."""
    return key.replace("-", " ").capitalize()


def a_question(*options: str) -> Question:
    return Question.model_validate({"options": [{"id": option} for option in options or ("yes", "no")]})


def a_document(**facts: Any) -> Document:
    return Document.model_validate(facts)


def a_requirement(document: str, **facts: Any) -> dict[str, Any]:
    return {"id": facts.pop("id", document), "document": document, **facts}


def a_fee(amount: str | None = "10.00", **facts: Any) -> dict[str, Any]:
    """A fee that always holds; an amount of None is not known."""
    always = {"from": "2000-01-01", **({"unknown": True} if amount is None else {"amount": amount})}
    return {"id": facts.pop("id", "standard"), "amounts": facts.pop("amounts", [always]), **facts}


def a_service(**facts: Any) -> Service:
    """A service one does at an office, for free, that wants nothing; anything else is named."""
    return Service.model_validate(
        {
            "code": "1001",
            "organisation": "civil-registry",
            "channels": [{"id": "office", "kind": "office"}],
            **facts,
        }
    )


def a_step(id: str, service: str | None = None, **facts: Any) -> dict[str, Any]:
    return {"id": id, "stage": "first", **({"service": service} if service else {}), **facts}


def a_life_event(steps: Iterable[dict[str, Any]] | None = None, **facts: Any) -> LifeEvent:
    """A life event with one stage, `first`, unless `stages` names others."""
    given = list(steps) if steps is not None else [a_step("register", "register")]
    stages = facts.pop("stages", ("first",))
    return LifeEvent.model_validate(
        {"order": 1, "stages": [{"id": stage} for stage in stages], "steps": given, **facts}
    )


def a_pathway_service(
    facts: Service | None = None, key: str = "register", offices: Iterable[str] = (), **sections: str
) -> PathwayService:
    facts = facts or a_service()
    parts = {
        **{f"fees.{fee.id}": titled(fee.id) for fee in facts.fees},
        **{f"waivers.{waiver.id}": titled(waiver.id) for waiver in facts.waivers},
        **{f"deadlines.{one.id}": "Within {deadline}" for one in facts.deadlines},
        **{f"deadlines.{one.id}.late": "You pay more." for one in facts.deadlines if one.until},
        **{f"groups.{one.group}": titled(one.group) for one in facts.requirements if one.group},
    }
    wording = a_wording(titled(key), **{"summary": f"About {key}.", **parts, **sections})
    return PathwayService(facts, wording, a_text(titled(facts.organisation)), tuple(offices))


def _numbers(
    life_event: str,
    facts: LifeEvent,
    services: Mapping[str, Facts],
    questions: Mapping[str, Question],
    places: Mapping[str, Place],
) -> Numbers:
    def count(keys: Iterable[str]) -> dict[str, int]:
        return {key: number for number, key in enumerate(keys, start=1)}

    return Numbers(
        {
            "life_event": {life_event: 1},
            "place": count(places),
            "question": count(questions),
            f"life_event/{life_event}/steps": count(step.id for step in facts.steps),
            **{
                f"question/{key}/options": count(one.id for one in question.options)
                for key, question in questions.items()
            },
            **{
                f"service/{key}/channels": count(one.id for one in service.channels)
                for key, service in services.items()
            },
        }
    )


def a_pathway(
    steps: Iterable[dict[str, Any]] | None = None,
    *,
    services: Mapping[str, Service] | None = None,
    questions: Mapping[str, Question] | Iterable[str] = (),
    asked: list[dict[str, Any]] | None = None,
    documents: Mapping[str, Document] | None = None,
    offices: Mapping[str, Iterable[str]] | None = None,
    places: Mapping[str, Place] = PLACES,
    words: Mapping[str, str] | None = None,
    id: str = "having-a-baby",
    language: str = "en",
    sequence: int = 42,
    burden: BurdenWeights | None = None,
    **facts: Any,
) -> Pathway:
    """A pathway of these steps.

    Questions that are only named are yes-or-no questions; all are asked of everybody unless `asked` says otherwise.
    Services and documents that steps and requirements name and nobody gives are made with defaults. `offices` are
    those of a service; `words` are sections of the life event.
    """
    known_questions = dict(questions) if isinstance(questions, Mapping) else {key: a_question() for key in questions}
    asked = [{"question": key} for key in known_questions] if asked is None else asked
    life_event = a_life_event(steps, **{"questions": asked, **facts})
    named = dict.fromkeys(step.service for step in life_event.steps if step.service)
    offered = {key: (services or {}).get(key) or a_service(code=str(1001 + at)) for at, key in enumerate(named)}
    papers = dict.fromkeys(one.document for service in offered.values() for one in service.requirements)
    papers |= dict.fromkeys(one.document for service in offered.values() for one in service.outputs if one.document)
    known = {key: (documents or {}).get(key) or a_document() for key in papers} | dict(documents or {})
    sections = {"event": "Day of birth", **{f"stages.{stage.id}": titled(stage.id) for stage in life_event.stages}}
    for step in life_event.steps:
        if step.service is None:
            sections |= {f"steps.{step.id}": titled(step.id), f"steps.{step.id}.text": "Do it."}
        if step.due is not None:
            sections |= {f"steps.{step.id}.due": "Within {deadline}", f"steps.{step.id}.late": "Too late."}
        if step.group:
            sections[f"groups.{step.group}"] = titled(step.group)
    return Pathway(
        id=id,
        facts=life_event,
        wording=a_wording(titled(id), language, **{**sections, **(words or {})}),
        language=language,
        services={
            key: a_pathway_service(service, key, (offices or {}).get(key, ())) for key, service in offered.items()
        },
        documents={key: PathwayDocument(one, a_text(titled(key)), a_text("Issuer")) for key, one in known.items()},
        questions={
            key: PathwayQuestion(
                one, a_wording(f"{titled(key)}?", **{f"options.{o.id}": titled(o.id) for o in one.options})
            )
            for key, one in known_questions.items()
        },
        organisations={service.organisation: a_text(titled(service.organisation)) for service in offered.values()},
        places=places,
        place_titles={key: a_text(titled(key)) for key in places},
        country="meridia",
        currency="EUR",
        burden=burden or BurdenWeights(),
        numbers=_numbers(id, life_event, offered, known_questions, places),
        sequence=sequence,
    )


def a_situation(as_of: date = A_DAY, **known: Any) -> Situation:
    """What one person told: nothing, unless named."""
    return Situation(as_of=as_of, **known)
