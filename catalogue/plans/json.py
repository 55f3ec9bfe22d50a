"""A plan as the one JSON document that the command and the address give alike."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from catalogue.languages.formats import span
from catalogue.read_models.papers import BringItem, NotBringItem
from catalogue.read_models.plan import Cost, Due, Plan, PlanQuestion, PlanStep

AddressOf = Callable[[str, str], str]
"""Given a kind (`service`, or `plan` for the plan itself) and an id: the web address."""


def as_json(plan: Plan, address_of: AddressOf) -> dict[str, Any]:
    """Return the plan in the fixed shape of the interface: dates ISO 8601, amounts as text with two decimals."""
    return {
        "life_event": plan.life_event,
        "language": plan.language,
        "place": plan.place,
        "event_date": _day(plan.event_date),
        "as_of": _day(plan.as_of),
        "answers": dict(plan.answers),
        "questions": [_question(question) for question in plan.questions],
        "steps": [_step(step, address_of) for step in plan.steps],
        "bring": [_bring(item, plan.language) for item in plan.bring],
        "not_bring": [_not_bring(item) for item in plan.not_bring],
        "costs": [_cost(cost) for cost in plan.costs],
        "effort": {
            "visits": plan.effort.visits,
            "offices": plan.effort.offices,
            "organisations": plan.effort.organisations,
            "documents": plan.effort.documents,
            "days": plan.effort.days,
            "score": float(plan.effort.score),
        },
        "code": plan.code,
        "url": address_of("plan", plan.life_event),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _amount(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _question(question: PlanQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "text": str(question.text),
        "options": [{"id": option.id, "text": str(option.text)} for option in question.options],
        "answered": question.answered,
    }


def _step(step: PlanStep, address_of: AddressOf) -> dict[str, Any]:
    return {
        "id": step.id,
        "stage": step.stage,
        "service": step.service,
        "code": step.code,
        "url": address_of("service", step.service) if step.service else step.address,
        "title": str(step.title),
        "kind": step.kind.value,
        "group": step.group,
        "channel": step.channel,
        "applies": step.applies,
        "depends_on": list(step.depends_on),
        "due": _due(step.due) if step.due else None,
    }


def _due(due: Due) -> dict[str, Any]:
    return {
        "from": _day(due.earliest),
        "date": _day(due.latest),
        "rule": str(due.rule),
        "late": str(due.late) if due.late else None,
    }


def _bring(item: BringItem, language: str) -> dict[str, Any]:
    """Return a paper to bring; certified copies are copies here."""
    return {
        "document": item.document,
        "title": str(item.title),
        "originals": item.originals,
        "copies": item.copies + item.certified_copies,
        "not_older_than": span(item.not_older_than, language) if item.not_older_than else None,
        "any_of": list(item.any_of),
        "applies": item.applies,
        "depends_on": list(item.depends_on),
        "for": list(item.steps),
    }


def _not_bring(item: NotBringItem) -> dict[str, Any]:
    return {
        "document": item.document,
        "title": str(item.title),
        "why": item.why,
        "from": str(item.source) if item.source else "",
        "applies": item.applies,
        "depends_on": list(item.depends_on),
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "currency": cost.currency,
        "minimum": _amount(cost.minimum),
        "maximum": _amount(cost.maximum),
        "unknown": cost.unknown,
        "items": [
            {
                "step": item.step,
                "fee": item.fee,
                "title": str(item.title),
                "amount": _amount(item.amount),
                "payee": item.payee,
                "waived": item.waived is not None,
                "applies": item.applies,
                "depends_on": list(item.depends_on),
            }
            for item in cost.items
        ],
    }
