"""From a code to the page it means: a service's spoken number, the code of a plan, or that of a slip."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.plans.code import Unpacked, is_plan_code, unpack
from catalogue.plans.parameters import parameters
from catalogue.plans.slip import ReadSlip, is_slip_code
from catalogue.queries.counter import AtCounter
from catalogue.queries.life_events import get_numbers, get_pathway
from catalogue.queries.services import get_service_id
from catalogue.queries.slips import read_slip
from portal.public.codes import service_code
from portal.service_answers import LACKING, parameters_of
from portal.urls import address, path_of, with_parameters
from portal.work import reading


def address_of_code(typed: str) -> str | None:
    """Return the address that a code leads to, or None for what has no shape of a code.

    Raises `NotFound` for a number no service has, and `BadCode` for a code that was mistyped.
    """
    if is_plan_code(typed):
        return _plan_address(typed)
    if is_slip_code(typed):
        return slip_address(read_slip(reading(), typed))
    number = service_code(typed)
    return None if number is None else address("public.service", id=get_service_id(reading(), number))


def slip_address(read: ReadSlip) -> str:
    """Return the address of a slip; `since` is the sequence number of the catalogue when its code was made."""
    slip = read.slip
    known = AtCounter(dict(slip.answers), slip.event_date, slip.way)
    told: dict[str, object] = {"place": slip.place, **dict(parameters_of(known)), LACKING: list(slip.lacking)}
    told |= {"dropped": "papers" if read.dropped else None, "since": read.sequence}
    path = path_of("public.slip", id=slip.service)
    return with_parameters(path, {name: value for name, value in told.items() if value is not None})


def read_plan(code: str) -> Unpacked:
    """Return what the code of a plan says today. Raises `BadCode` and `NotFound`."""
    return unpack(code, get_numbers(reading()), today=reading().as_of, services_of=_services_of)


def _plan_address(code: str) -> str:
    """Return the address of a plan from its code.

    Its parameter `dropped` tells the kinds of things that the code names and the content has no longer, or for which
    it had no room; `since` is the sequence number of the catalogue when the code was made.
    """
    unpacked = read_plan(code)
    dropped = {*(part.what for part in unpacked.dropped), *unpacked.left_out}
    path = path_of("public.plan", id=unpacked.life_event)
    return with_parameters(
        path, {**parameters(unpacked.situation), "dropped": sorted(dropped), "since": unpacked.sequence}
    )


def _services_of(life_event: str) -> Mapping[str, str | None]:
    return {step.id: step.service for step in get_pathway(reading(), life_event).facts.steps}
