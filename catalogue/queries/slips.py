"""Slips of what is still needed: their codes made and read with the ledger's numbers, and the papers they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from catalogue.models import Number
from catalogue.plans.pathway import Numbers
from catalogue.plans.service_alone import questions_of
from catalogue.plans.slip import ReadSlip, Slip, pack_slip, unpack_slip
from catalogue.queries.counter import AtCounter, get_pathway_of_service, get_sheet
from catalogue.queries.services import get_service_id
from catalogue.read_models.counter import Sheet

if TYPE_CHECKING:
    from catalogue.context import Reading


def code_of_slip(reading: Reading, slip: Slip, code: str) -> str:
    """Return the code of a slip for a service with this spoken code; "" where it has none."""
    return pack_slip(slip, code, _numbers(reading, slip.service), reading.sequence)


def read_slip(reading: Reading, code: str) -> ReadSlip:
    """Return what a slip's code says. Raises `BadCode`, and `NotFound` for a service that is not there any more."""

    def find(spoken: str) -> tuple[str, Numbers]:
        service = get_service_id(reading, spoken)
        return service, _numbers(reading, service)

    return unpack_slip(code, find)


def get_slip_sheet(reading: Reading, slip: Slip) -> Sheet:
    """Return the service of a slip for its person. The reading is for the slip's place. Raises as `get_service`."""
    return get_sheet(reading, slip.service, AtCounter(dict(slip.answers), slip.event_date, slip.way))


def _numbers(reading: Reading, service: str) -> Numbers:
    pathway = get_pathway_of_service(reading, service)
    questions = questions_of(pathway.services[service].facts)
    scopes = {"place", "question", f"service/{service}/requirements", f"service/{service}/channels"}
    scopes |= {f"question/{question}/options" for question in questions}
    by_scope: dict[str, dict[str, int]] = {}
    for row in reading.session.execute(select(Number.scope, Number.key, Number.number).where(Number.scope.in_(scopes))):
        by_scope.setdefault(row.scope, {})[row.key] = row.number
    return Numbers(by_scope)
