"""From a start payload to what it opens: a plan with its place, answers and ticks, a slip, or a service in a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.context import Reading
from catalogue.errors import CatalogueError
from catalogue.plans.code import Unpacked, unpack
from catalogue.plans.handoff import Payload, split_payload, write_payload
from catalogue.plans.slip import ReadSlip
from catalogue.queries.life_events import get_numbers, get_pathway
from catalogue.queries.services import get_service_id
from catalogue.queries.slips import read_slip

__all__ = ["Handoff", "read_payload", "write_payload"]


@dataclass(frozen=True)
class Handoff:
    """What a payload opens, in the ids of today's catalogue; a plan, a slip or a service."""

    language: str | None
    plan: Unpacked | None = None
    slip: ReadSlip | None = None
    service: str | None = None
    place: str | None = None
    place_lost: bool = False
    """The payload named a place that the country does not have any more."""


def read_payload(text: str, reading: Reading) -> Handoff | None:
    """Return what a payload opens; None for one that was tampered with, is not known, or names what is gone."""
    payload = split_payload(text)
    if payload is None:
        return None
    try:
        return _resolve(payload, reading)
    except CatalogueError:
        return None


def _resolve(payload: Payload, reading: Reading) -> Handoff:
    language = payload.language if payload.language in reading.all_languages else None
    numbers = get_numbers(reading)
    if payload.plan is not None:

        def services_of(life_event: str) -> Mapping[str, str | None]:
            return {step.id: step.service for step in get_pathway(reading, life_event).facts.steps}

        unpacked = unpack(payload.plan, numbers, today=reading.as_of, services_of=services_of)
        # A life event that was withdrawn keeps its number; this raises `Gone`.
        get_pathway(reading, unpacked.life_event)
        return Handoff(language, plan=unpacked, place=unpacked.situation.place)
    if payload.slip is not None:
        slip = read_slip(reading, payload.slip)
        return Handoff(language, slip=slip, place=slip.slip.place)
    service = get_service_id(reading, payload.service or "")
    place = None if payload.place is None else numbers.key("place", payload.place)
    return Handoff(language, service=service, place=place, place_lost=payload.place is not None and place is None)
