"""What staff call the fixed codes of the facts; where citizens' names serve as well, those are taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from flask_babel import gettext

from catalogue.facts.base import Unit
from catalogue.facts.document import Form, Supplier
from catalogue.facts.life_event import StepKind
from catalogue.facts.money import Payee, Payer
from catalogue.facts.office import Appointment
from catalogue.facts.organisation import Level
from catalogue.facts.place import PlaceLevel
from catalogue.facts.service import Depth
from catalogue.languages import languages
from furniture.labels import LABELS, N_

STAFF_LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Unit: {
        Unit.DAYS: N_("days"),
        Unit.WORKING_DAYS: N_("working days"),
        Unit.WEEKS: N_("weeks"),
        Unit.MONTHS: N_("months"),
        Unit.YEARS: N_("years"),
    },
    Form: {Form.ORIGINAL: N_("Original"), Form.COPY: N_("Copy"), Form.CERTIFIED_COPY: N_("Certified copy")},
    Supplier: {
        Supplier.APPLICANT: N_("The person brings it"),
        Supplier.STATE: N_("The state has it already"),
        Supplier.OTHER: N_("Another body sends it"),
    },
    Payer: {
        Payer.APPLICANT: N_("The applicant"),
        Payer.EMPLOYER: N_("The employer"),
        Payer.STATE: N_("The state"),
    },
    Payee: {Payee.STATE: N_("The state"), Payee.AGENT: N_("An agent, for a charge of their own")},
    Depth: {
        Depth.INFORMATION: N_("Information only"),
        Depth.PARTIAL: N_("Part of it"),
        Depth.COMPLETE: N_("All of it"),
    },
    StepKind: {
        StepKind.AND: N_("Yes"),
        StepKind.OR: N_("It is one of several ways"),
        StepKind.OPTIONAL: N_("No, it may be done"),
    },
    Level: {
        Level.NATIONAL: N_("National"),
        Level.REGIONAL: N_("Regional"),
        Level.MUNICIPAL: N_("Municipal"),
        Level.PRIVATE: N_("Private"),
    },
    PlaceLevel: {
        PlaceLevel.COUNTRY: N_("Country"),
        PlaceLevel.REGION: N_("Region"),
        PlaceLevel.MUNICIPALITY: N_("Municipality"),
    },
    Appointment: {
        Appointment.WALK_IN: N_("Not needed"),
        Appointment.REQUIRED: N_("Needed"),
        Appointment.BOTH: N_("With or without"),
    },
}
WORDS_OF_CODES: Mapping[str, str] = {
    "document": N_("Document"),
    "payment": N_("Payment"),
    "right": N_("Right"),
    "pdf": "PDF",
    "docx": "Word (DOCX)",
    "odt": "OpenDocument (ODT)",
    "html": N_("Web page"),
}
"""Codes that are no enumeration."""


def list_codes(codes: type[StrEnum] | tuple[str, ...] | None) -> Iterator[tuple[str, str]]:
    """Yield each code and what it is called in the language of the page; None stands for our languages."""
    if codes is None:
        yield from ((code, each.endonym) for code, each in languages().items())
    elif isinstance(codes, tuple):
        for code in codes:
            word = WORDS_OF_CODES.get(code)
            yield code, gettext(word) if word else code
    else:
        labels = STAFF_LABELS.get(codes) or LABELS[codes]
        yield from ((code.value, gettext(labels[code])) for code in codes)


def list_units() -> list[tuple[str, str]]:
    """Return the units of spans, with their names."""
    return list(list_codes(Unit))


def list_sides() -> list[tuple[str, str]]:
    """Return the sides of an anchor, with their names."""
    return [("after", gettext("after")), ("before", gettext("before"))]


def list_tests() -> list[tuple[str, str]]:
    """Return the kinds of test of a condition, but for answers to questions, with their names."""
    return [
        ("within", gettext("Lives in a place")),
        ("before", gettext("The event is before a day")),
        ("after", gettext("The event is after a day")),
        ("all", gettext("All of these hold")),
        ("any", gettext("At least one of these holds")),
        ("not", gettext("This does not hold")),
    ]
