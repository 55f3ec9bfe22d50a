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
    Service,
    TargetGroup,
    Topic,
    Variant,
)
from catalogue.facts.base import Facts, Part
from catalogue.facts.document import Requirement
from catalogue.facts.life_event import AskedQuestion, LifeEventStep
from catalogue.facts.money import Fee, Lateness, LawReference, Period, Waiver
from catalogue.facts.office import DatedHours, OfferedService, Opening, Stop
from catalogue.facts.pack import BurdenWeights
from catalogue.facts.place import Holiday
from catalogue.facts.search_rules import SearchRule
from catalogue.facts.service import (
    Care,
    Channel,
    Criterion,
    Deadline,
    FileReference,
    Output,
    ServiceStep,
    SpecialCase,
    Time,
)
from furniture.labels import N_

_NOTE = N_("Note for colleagues")
_WHEN = N_("Only when")
_CHANNELS = N_("Only for these channels")
_ORGANISATION = N_("Organisation")
_PLACE = N_("Place")
_LAW = N_("Legal basis")
_FROM = N_("From")
_UNTIL = N_("Until")
_OPENS = N_("Opens")
_CLOSES = N_("Closes")
_DAYS = N_("Days of the week")
_LANGUAGES = N_("Languages")
_CURRENCY = N_("Currency")
_PER = N_("Counted per")
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
    Part: {"id": N_("Short name"), "note": _NOTE},
    Care: {
        "owner": N_("Email of who looks after it"),
        "checked": N_("Last checked on"),
        "checked_by": N_("Checked by"),
        "review": N_("Next check due by"),
    },
    Service: {
        "note": _NOTE,
        "code": N_("Spoken code"),
        "sensitive": _SENSITIVE,
        "organisation": _ORGANISATION,
        "place": N_("Only in this place"),
        "target_groups": _TARGET_GROUPS,
        "topics": _TOPICS,
        "related": N_("Related services"),
        "laws": N_("Laws"),
        "criteria": N_("Who is entitled"),
        "channels": N_("Ways to do it"),
        "requirements": N_("Documents to bring"),
        "fees": N_("Fees"),
        "waivers": N_("Reductions and waivers"),
        "times": N_("How long it takes"),
        "deadlines": N_("Deadlines"),
        "steps": N_("Steps"),
        "exceptions": N_("Special cases"),
        "outputs": N_("What one gets"),
        "files": N_("Forms and leaflets"),
    },
    LawReference: {"law": N_("Law"), "article": N_("Article"), "version": N_("Checked under the version of")},
    Criterion: {"when": N_("True when")},
    Channel: {
        "kind": N_("Kind of way"),
        "depth": N_("How far one gets"),
        "address": _ADDRESS,
        "phone": _PHONE,
        "mail": _MAIL,
        "post": _POST,
        "languages": _LANGUAGES,
        "operator": N_("Run by"),
        "visits": N_("Visits in person"),
        "appointment": N_("An appointment is needed"),
        "when": _WHEN,
    },
    Requirement: {
        "document": _DOCUMENT,
        "form": N_("Original or copy"),
        "number": N_("How many"),
        "per": _PER,
        "kept": N_("The office keeps it"),
        "not_older_than": N_("Not older than"),
        "translated": N_("A foreign one needs a sworn translation"),
        "legalised": N_("A foreign one needs an apostille or legalisation"),
        "supplied_by": N_("Who provides it"),
        "supplier": N_("Which organisation sends it"),
        "when": _WHEN,
        "sometimes": N_("Only in a case that no question asks about"),
        "group": _GROUP,
        "channels": _CHANNELS,
    },
    Fee: {
        "amounts": N_("Amounts"),
        "currency": _CURRENCY,
        "per": _PER,
        "optional": N_("Paid only by choice"),
        "when": _WHEN,
        "channels": _CHANNELS,
        "late": N_("Only when late"),
        "payer": N_("Who pays"),
        "payee": N_("Who receives it"),
        "means": N_("Means of payment"),
        "law": _LAW,
        "ended": N_("No longer asked for after the last period"),
    },
    Period: {
        "from": _FROM,
        "until": _UNTIL,
        "amount": N_("Amount"),
        "minimum": N_("At least"),
        "maximum": N_("At most"),
        "unknown": N_("The amount is not known"),
    },
    Lateness: {
        "deadline": N_("Deadline that was missed"),
        "first_day": N_("From this day of lateness"),
        "last_day": N_("Up to this day of lateness"),
    },
    Waiver: {
        "fees": N_("For these fees"),
        "when": N_("When"),
        "percent": N_("Part that falls away, in percent"),
        "law": _LAW,
    },
    Time: {
        "usual": N_("Usually"),
        "maximum": N_("At the longest"),
        "channels": _CHANNELS,
        "when": _WHEN,
        "law": _LAW,
    },
    Deadline: {"until": N_("At the latest"), "not_before": N_("Not before"), "when": _WHEN, "law": _LAW},
    ServiceStep: {"channels": _CHANNELS, "when": _WHEN},
    SpecialCase: {"when": _WHEN},
    Output: {
        "kind": N_("Kind of result"),
        "document": _DOCUMENT,
        "number": N_("How many"),
        "amounts": N_("Amounts"),
        "currency": _CURRENCY,
        "per": _PER,
        "valid_for": N_("Valid for"),
        "collect_within": N_("To be collected within"),
        "renew_before": N_("To be renewed before it ends by"),
        "when": _WHEN,
    },
    FileReference: {
        "address": _ADDRESS,
        "type": N_("Kind of file"),
        "bytes": N_("Size in bytes"),
        "pages": N_("Pages"),
        "language": N_("Language"),
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
