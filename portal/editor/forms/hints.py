"""What it helps to know before a field is filled in, by model and field. English; translated where it is said."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.facts import Document, LifeEvent, Notice, Office, Organisation, Pack, Place, Service, Variant
from catalogue.facts.base import Facts, Part
from catalogue.facts.document import Requirement
from catalogue.facts.life_event import ExamplePerson, LifeEventStep
from catalogue.facts.money import Fee, Lateness, LawReference, Period, Waiver
from catalogue.facts.office import DatedHours, Opening, Stop
from catalogue.facts.place import Holiday
from catalogue.facts.service import Care, Channel, Criterion, FileReference, Output, Time
from furniture.labels import N_

_SHORT_NAME = N_("Small letters, digits and hyphens. Leave it empty and it is made for you. It never changes later.")
_NOTE = N_("Citizens never see it.")
_ADDRESS = N_("It begins with https://")
_PHONE = N_("With + and the country code, such as +999 20 123 456")
_CURRENCY = N_("Three letters, such as EUR. Leave it empty for the currency of the country.")
_ORDER = N_("A whole number; the lowest comes first.")
_GROUP = N_("Give the same name to all that are alternatives: any one of them will do.")
_COORDINATE = N_("In degrees, such as 38.7139")
_POST = N_("As on an envelope, each line on its own line.")

HINTS: Mapping[type[Facts], Mapping[str, str]] = {
    Part: {"id": _SHORT_NAME, "note": _NOTE},
    Care: {
        "checked": N_("The day on which somebody compared it with the law. Saving is not checking."),
    },
    Service: {
        "note": _NOTE,
        "code": N_("Four to six digits that people say on the phone. It never changes later."),
        "sensitive": N_("For violence, death or debt."),
        "place": N_("Leave it empty if the service exists in the whole country."),
        "fees": N_("Without any fee, the service is free of charge."),
    },
    LawReference: {
        "article": N_("Such as 12, or 8–12"),
        "version": N_("If the law has a newer version, people see that the rule is being checked."),
    },
    Criterion: {"when": N_("Without a condition, people are told to check it themselves.")},
    Channel: {
        "address": _ADDRESS,
        "phone": _PHONE,
        "post": _POST,
        "languages": N_("Tick only if they are fewer than the portal has."),
        "operator": N_("Only if it is another organisation."),
        "visits": N_("Leave it empty for one visit where one goes in person."),
    },
    Requirement: {
        "kept": N_("Otherwise it is looked at and handed back."),
        "supplier": N_("Only if another organisation sends it."),
        "not_older_than": N_("Counted back from the day of the step."),
        "sometimes": N_("The words then say which case."),
        "group": _GROUP,
        "channels": N_("Tick none if all of them want it."),
    },
    Fee: {
        "amounts": N_("Add a period for each amount, also for one to come. It changes by itself on that day."),
        "currency": _CURRENCY,
        "optional": N_("Shown, but never part of a total."),
        "channels": N_("Tick none if it is due for all of them."),
        "ended": N_("The last period then needs its last day."),
    },
    Period: {
        "until": N_("The last day; leave it empty if no end is known."),
        "amount": N_("Such as 12.50; for a range, leave it empty and fill in the next two."),
        "unknown": N_("Not the same as nothing to pay."),
    },
    Lateness: {
        "deadline": N_("Leave all three empty if the fee does not depend on being late."),
        "first_day": N_("The first day after the deadline is day 1."),
        "last_day": N_("Leave it empty if there is no end."),
    },
    Waiver: {"percent": N_("100 means that nothing is to be paid.")},
    Time: {"maximum": N_("After this time people may complain.")},
    Output: {"amounts": N_("Only for a payment.")},
    FileReference: {"address": _ADDRESS},
    LifeEvent: {
        "note": _NOTE,
        "order": _ORDER,
        "sensitive": N_("For violence, death or debt."),
        "sensitive_when": N_("The answers that make the plan of one person sensitive."),
        "examples": N_("Before anything is published you see what it changes in the plans of these people."),
    },
    LifeEventStep: {
        "service": N_("Leave it empty for something to do outside the catalogue."),
        "group": _GROUP,
        "after": N_("Documents that one step gives and another needs are followed without being named here."),
        "deadline": N_("Leave it empty for the first that applies."),
        "gives": N_("Only for something outside the catalogue."),
        "address": _ADDRESS,
    },
    ExamplePerson: {
        "note": N_("Who it is, in a sentence. Citizens never see it."),
        "as_of": N_("Leave it empty for the day on which you look."),
    },
    Office: {
        "note": _NOTE,
        "post": _POST,
        "latitude": _COORDINATE,
        "longitude": _COORDINATE,
        "phone": _PHONE,
        "address": _ADDRESS,
        "hours": N_("For a lunch break, add two entries for the same days."),
    },
    Opening: {},
    DatedHours: {
        "id": _SHORT_NAME,
        "until": N_("The last day; leave it empty for a single day."),
        "opens": N_("Leave both times empty if it is closed."),
    },
    Stop: {"weeks": N_("Tick none if it stands there every week.")},
    Document: {
        "note": _NOTE,
        "issued_by_service": N_("Fill in this one or the next, or neither."),
        "valid_for": N_("Leave it empty if it does not expire."),
    },
    Organisation: {"note": _NOTE, "phone": _PHONE, "address": _ADDRESS, "post": _POST},
    Place: {
        "note": _NOTE,
        "time_zone": N_("Such as Europe/Lisbon. Leave it empty to take over the one above."),
        "working_week": N_("Tick none to take over those of the place above."),
        "holidays": N_("They add to those of the place above."),
    },
    Holiday: {
        "on": N_("Month and day, such as 05-01. Fill in only one of the next three."),
        "easter": N_("0 is Easter Sunday, -2 the Friday before."),
    },
    Notice: {
        "note": _NOTE,
        "until": N_("From this moment on it is gone."),
        "places": N_("Tick none if everybody should see it."),
        "address": _ADDRESS,
    },
    Variant: {"note": _NOTE, "organisation": N_("Only if it is another organisation.")},
    Pack: {"note": _NOTE, "currency": N_("Three letters, such as EUR."), "leave_address": _ADDRESS},
}


def hint_of(model: type[Facts], field: str) -> str | None:
    """Return what helps with a field, in English, or None."""
    return next((HINTS[base][field] for base in model.__mro__ if field in HINTS.get(base, {})), None)
