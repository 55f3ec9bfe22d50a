"""Whether a person is likely to be entitled to one service, in the reader's place and language (row A10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from catalogue.facts import Kind, Service
from catalogue.facts.merge import merge
from catalogue.plans.conditions import EVENT_DATE, PLACE
from catalogue.plans.entitlement import judge_entitlement
from catalogue.plans.pathway import Situation
from catalogue.queries.live import Bundle, fetch, selection
from catalogue.queries.moved import missing
from catalogue.queries.named import named_by, one, together, with_variants
from catalogue.queries.shared import get_shared
from catalogue.queries.values import service_values, titles_in
from catalogue.queries.wording import wording
from catalogue.read_models.entitlement import EntitlementPage
from catalogue.read_models.plan import PlanOption, PlanQuestion
from catalogue.read_models.service_lines import CriterionLine
from catalogue.read_models.text import Freshness, Text

if TYPE_CHECKING:
    from catalogue.context import Reading

_MEMBERS = with_variants(one(Kind.SERVICE))
_JUDGED = selection(together(_MEMBERS, named_by(_MEMBERS, "condition")), named_by(_MEMBERS, "mentions"))


def get_entitlement(reading: Reading, key: str, situation: Situation) -> EntitlementPage:
    """Judge a person's entitlement to a service by the rules of the reader's place.

    Raises `NotFound`, `Gone` or `Moved`. Answers to questions that no longer exist are ignored, and so are options
    that a question no longer has: they leave it open.
    """
    shared = get_shared(reading)
    bundle = fetch(reading, _JUDGED, key=key)
    live = bundle.get((Kind.SERVICE, key))
    if live is None or live.facts is None:
        raise missing(reading, Kind.SERVICE, key)
    variants = {found.key.rpartition("/")[2]: found for found in bundle.of(Kind.VARIANT)}
    place = next((place for place in shared.chain(reading.place) if place in variants), None)
    variant = variants.get(place or "")
    service: Service = live.facts
    origins: dict = {}
    if variant is not None:
        service, origins = merge(service, variant.facts, strict=False)
    rule = shared.local_rule(place, reading) if place else None
    words = wording(
        live,
        reading,
        variant=variant,
        value_of=service_values(service, reading.as_of, shared.pack.currency, titles_in(bundle)),
    )

    def lines(ids: tuple[str, ...]) -> tuple[CriterionLine, ...]:
        return tuple(
            CriterionLine(
                id,
                words.text(f"criteria.{id}") or Text(id, reading.language, Freshness.MISSING),
                rule if f"criteria.{id}" in origins else None,
            )
            for id in ids
        )

    known = _known(situation, bundle)
    judged = judge_entitlement(service, known, shared.places)
    asked = (question for part in service.criteria if part.when for question in sorted(part.when.questions()))
    answered = tuple(dict.fromkeys(question for question in asked if question in known.answers))
    return EntitlementPage(
        service=key,
        title=words.title,
        outcome=judged.outcome,
        met=lines(judged.met),
        unmet=lines(judged.unmet),
        open=lines(judged.open),
        to_check=lines(judged.to_check),
        questions=tuple(found for id in judged.questions if (found := _question(bundle, reading, id))),
        answered=tuple(
            replace(found, answer=known.answers[id]) for id in answered if (found := _question(bundle, reading, id))
        ),
        asks_place=PLACE in judged.questions,
        asks_event_date=EVENT_DATE in judged.questions,
    )


def _known(situation: Situation, bundle: Bundle) -> Situation:
    options = {
        found.key: {option.id for option in found.facts.options} for found in bundle.of(Kind.QUESTION) if found.facts
    }
    answers = {key: option for key, option in situation.answers.items() if option in options.get(key, ())}
    return replace(situation, answers=answers)


def _question(bundle: Bundle, reading: Reading, key: str) -> PlanQuestion | None:
    live = bundle.get((Kind.QUESTION, key))
    if live is None or live.facts is None:
        return None
    words = wording(live, reading)
    options = tuple(
        PlanOption(option.id, words.text(f"options.{option.id}") or Text(option.id, reading.source_language))
        for option in live.facts.options
    )
    return PlanQuestion(key, words.title, words.text("hint"), options, None)
