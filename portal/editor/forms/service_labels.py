"""What each field of a service and of its parts is called in a form. English; translated where it is said."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.facts import Service
from catalogue.facts.base import Facts
from catalogue.facts.document import Requirement
from catalogue.facts.money import Fee, Lateness, LawReference, Period, Waiver
from catalogue.facts.service import (
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
_LAW = N_("Legal basis")
_FROM = N_("From")
_UNTIL = N_("Until")
_LANGUAGES = N_("Languages")
_CURRENCY = N_("Currency")
_PER = N_("Counted per")
_GROUP = N_("One of several: name of the group")
_PHONE = N_("Phone")
_MAIL = N_("Email")
_ADDRESS = N_("Web address")
_POST = N_("Postal address")
_SENSITIVE = N_("Sensitive: nobody else should come across it")
_TARGET_GROUPS = N_("For whom")
_TOPICS = N_("Topics")
_DOCUMENT = N_("Document")

SERVICE_LABELS: Mapping[type[Facts], Mapping[str, str]] = {
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
}
