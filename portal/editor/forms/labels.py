"""What each field of the facts is called in a form, by model and field. English; translated where it is said."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.facts import (
    Document,
    Law,
    LifeEvent,
    Notice,
    Office,
    Organisation,
    Pack,
    Pin,
    Place,
    Question,
    TargetGroup,
    Topic,
    Variant,
)
from catalogue.facts.base import Facts, Part
from catalogue.facts.life_event import AskedQuestion, ExamplePerson, LifeEventStep
from catalogue.facts.office import DatedHours, OfferedService, Opening, Stop
from catalogue.facts.pack import BurdenWeights
from catalogue.facts.place import Holiday
from catalogue.facts.search_rules import SearchRule
from catalogue.facts.service import (
    Care,
)
from furniture.labels import N_
from portal.editor.forms.service_labels import SERVICE_LABELS

_NOTE = N_("Note for colleagues")
_WHEN = N_("Only when")
_ORGANISATION = N_("Organisation")
_PLACE = N_("Place")
_FROM = N_("From")
_UNTIL = N_("Until")
_OPENS = N_("Opens")
_CLOSES = N_("Closes")
_DAYS = N_("Days of the week")
_CURRENCY = N_("Currency")
_GROUP = N_("One of several: name of the group")
_PHONE = N_("Phone")
_MAIL = N_("Email")
_ADDRESS = N_("Web address")
_POST = N_("Postal address")
_LATITUDE = N_("Latitude")
_LONGITUDE = N_("Longitude")
_EXCEPTIONS = N_("Days with other hours")
_SENSITIVE = N_("Sensitive: nobody else should come across it")
_TARGET_GROUPS = N_("For whom")
_TOPICS = N_("Topics")
_ORDER = N_("Place in lists")
_SERVICE = N_("Service")
_DOCUMENT = N_("Document")
_PARENT = N_("Belongs to")
_SERVICES = N_("Services")

LABELS: Mapping[type[Facts], Mapping[str, str]] = {
    **SERVICE_LABELS,
    Part: {"id": N_("Short name"), "note": _NOTE},
    Care: {
        "owner": N_("Email of who looks after it"),
        "checked": N_("Last checked on"),
        "checked_by": N_("Checked by"),
        "review": N_("Next check due by"),
    },
    LifeEvent: {
        "note": _NOTE,
        "order": _ORDER,
        "sensitive": _SENSITIVE,
        "sensitive_when": N_("Sensitive only when"),
        "target_groups": _TARGET_GROUPS,
        "topics": _TOPICS,
        "people_per_year": N_("People per year"),
        "questions": N_("Questions that are asked"),
        "stages": N_("Stages"),
        "steps": N_("Steps"),
        "follow_ups": N_("What often comes next"),
        "instead": N_("To offer when circumstances have changed"),
        "examples": N_("Example people"),
    },
    ExamplePerson: {
        "place": _PLACE,
        "event_date": N_("Day of the event"),
        "as_of": N_("Day on which they ask"),
        "answers": N_("Answers"),
    },
    AskedQuestion: {"question": N_("Question"), "when": N_("Asked only when")},
    LifeEventStep: {
        "stage": N_("Stage"),
        "service": _SERVICE,
        "kind": N_("Must it be done?"),
        "group": _GROUP,
        "when": _WHEN,
        "after": N_("After these steps"),
        "deadline": N_("Deadline of the service"),
        "due": N_("Deadline of its own"),
        "gives": N_("Documents that it gives"),
        "address": _ADDRESS,
    },
    Office: {
        "note": _NOTE,
        "organisation": _ORGANISATION,
        "kind": N_("Kind of office"),
        "place": _PLACE,
        "post": _POST,
        "latitude": _LATITUDE,
        "longitude": _LONGITUDE,
        "phone": _PHONE,
        "mail": _MAIL,
        "address": _ADDRESS,
        "hours": N_("Opening hours"),
        "observes_holidays": N_("Closed on public holidays"),
        "exceptions": _EXCEPTIONS,
        "stops": N_("Stops of a mobile unit"),
        "accessibility": N_("Accessibility"),
        "amenities": N_("What else there is"),
        "appointment": N_("Appointment"),
        "waiting_minutes": N_("Usual waiting time in minutes"),
        "languages": N_("Languages spoken"),
        "services": _SERVICES,
    },
    Opening: {"days": _DAYS, "opens": _OPENS, "closes": _CLOSES},
    DatedHours: {"id": N_("Short name"), "from": _FROM, "until": _UNTIL, "opens": _OPENS, "closes": _CLOSES},
    Stop: {
        "place": _PLACE,
        "days": _DAYS,
        "weeks": N_("Weeks of the month"),
        "opens": _OPENS,
        "closes": _CLOSES,
        "latitude": _LATITUDE,
        "longitude": _LONGITUDE,
    },
    OfferedService: {"service": _SERVICE, "depth": N_("How far one gets")},
    Document: {
        "note": _NOTE,
        "issued_by_service": N_("One gets it through this service"),
        "issued_by_organisation": N_("Issued by this organisation"),
        "valid_for": N_("Valid for"),
    },
    Question: {"note": _NOTE, "options": N_("Possible answers")},
    Organisation: {
        "note": _NOTE,
        "level": N_("Level"),
        "parent": _PARENT,
        "place": _PLACE,
        "phone": _PHONE,
        "mail": _MAIL,
        "address": _ADDRESS,
        "post": _POST,
    },
    Place: {
        "note": _NOTE,
        "level": N_("Kind of place"),
        "parent": _PARENT,
        "time_zone": N_("Time zone"),
        "working_week": N_("Working days"),
        "holidays": N_("Public holidays"),
    },
    Holiday: {
        "on": N_("Every year on"),
        "easter": N_("Days after Easter Sunday"),
        "dates": N_("On these dates"),
        "first_year": N_("First year"),
        "last_year": N_("Last year"),
    },
    Law: {"note": _NOTE, "version": N_("Date of the version in force"), "address": _ADDRESS},
    Notice: {
        "note": _NOTE,
        "level": N_("How urgent"),
        "from": _FROM,
        "until": _UNTIL,
        "places": N_("For these places"),
        "services": N_("Services it concerns"),
        "address": _ADDRESS,
    },
    TargetGroup: {"note": _NOTE, "order": _ORDER},
    Topic: {"note": _NOTE, "order": _ORDER},
    Variant: {
        "note": _NOTE,
        "organisation": N_("Done there by"),
        "changes": N_("What is different in this place"),
    },
    SearchRule: {"note": _NOTE, "owner": N_("Email of who looks after it")},
    Pin: {
        "service": _SERVICE,
        "life_event": N_("Life event"),
        "document": _DOCUMENT,
        "organisation": _ORGANISATION,
        "office": N_("Office"),
    },
    Pack: {
        "note": _NOTE,
        "country": N_("Country"),
        "source_language": N_("Language that is translated from"),
        "languages": N_("Languages of publication"),
        "currency": _CURRENCY,
        "contact_office": N_("Office for people we could not help"),
        "leave_address": N_("Where “Leave this page” leads"),
        "burden": N_("Weights of the burden score"),
    },
    BurdenWeights: {
        "visit": N_("A visit"),
        "office": N_("An office"),
        "document": N_("A document"),
        "organisation": N_("An organisation"),
        "day": N_("A day"),
    },
}


def label_of(model: type[Facts], field: str) -> str:
    """Return what a field is called, in English. Raises `KeyError`."""
    return next(LABELS[base][field] for base in model.__mro__ if field in LABELS.get(base, {}))
