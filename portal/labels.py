"""What the fixed codes of the facts are called: the kinds of channels and offices, means of payment, weekdays."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from flask import Flask
from flask_babel import lazy_gettext as _l

from catalogue.facts.money import Means, Payer, Per
from catalogue.facts.notice import NoticeLevel
from catalogue.facts.office import Accessibility, Amenity, Appointment, OfficeKind
from catalogue.facts.place import Weekday
from catalogue.facts.service import ChannelKind, Depth
from portal.locale import page_language

LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ChannelKind: {
        ChannelKind.ONLINE: _l("Online"),
        ChannelKind.OFFICE: _l("At an office"),
        ChannelKind.PHONE: _l("By phone"),
        ChannelKind.POST: _l("By post"),
        ChannelKind.MOBILE: _l("At a mobile unit"),
        ChannelKind.CONSULATE: _l("At a consulate"),
        ChannelKind.AGENT: _l("Through an agent"),
    },
    Depth: {
        Depth.INFORMATION: _l("Information only"),
        Depth.PARTIAL: _l("You can start here"),
        Depth.COMPLETE: _l("All of it can be done here"),
    },
    OfficeKind: {
        OfficeKind.CENTRE: _l("Service centre"),
        OfficeKind.COUNTER: _l("Counter"),
        OfficeKind.KIOSK: _l("Self-service kiosk"),
        OfficeKind.MOBILE: _l("Mobile unit"),
        OfficeKind.CALL_CENTRE: _l("Call centre"),
        OfficeKind.AGENT: _l("Agent"),
        OfficeKind.CONSULATE: _l("Consulate"),
    },
    Appointment: {
        Appointment.WALK_IN: _l("Come without an appointment."),
        Appointment.REQUIRED: _l("You need an appointment."),
        Appointment.BOTH: _l("Come with or without an appointment."),
    },
    Accessibility: {
        Accessibility.STEP_FREE: _l("Step-free access"),
        Accessibility.LIFT: _l("Lift"),
        Accessibility.TOILET: _l("Accessible toilet"),
        Accessibility.PARKING: _l("Accessible parking"),
        Accessibility.HEARING_LOOP: _l("Hearing loop"),
        Accessibility.SIGN_LANGUAGE: _l("Sign language"),
        Accessibility.BRAILLE: _l("Braille or tactile signs"),
        Accessibility.QUIET_ROOM: _l("Quiet room"),
    },
    Amenity: {
        Amenity.PHOTO_BOOTH: _l("Photo booth"),
        Amenity.COPIER: _l("Copier or printer"),
        Amenity.COMPUTERS: _l("Computers to use"),
        Amenity.WIFI: _l("Free Wi-Fi"),
        Amenity.CHILDREN: _l("Children’s corner"),
        Amenity.BABY_CHANGING: _l("Baby changing table"),
        Amenity.CASH_MACHINE: _l("Cash machine"),
        Amenity.WATER: _l("Drinking water"),
        Amenity.SEATING: _l("Seats while you wait"),
        Amenity.PARKING: _l("Parking"),
    },
    Means: {
        Means.CARD: _l("Card"),
        Means.CASH: _l("Cash"),
        Means.TRANSFER: _l("Bank transfer"),
        Means.MOBILE: _l("Mobile payment"),
        Means.STAMP: _l("Revenue stamp"),
    },
    Payer: {
        Payer.APPLICANT: _l("You pay this."),
        Payer.EMPLOYER: _l("Your employer pays this."),
        Payer.STATE: _l("The state pays this."),
    },
    Per: {
        Per.APPLICATION: _l("per application"),
        Per.PERSON: _l("per person"),
        Per.COPY: _l("per copy"),
        Per.PAGE: _l("per page"),
        Per.MONTH: _l("per month"),
        Per.YEAR: _l("per year"),
    },
    NoticeLevel: {
        NoticeLevel.INFO: _l("Information"),
        NoticeLevel.WARNING: _l("Warning"),
        NoticeLevel.EMERGENCY: _l("Emergency"),
    },
    Weekday: {
        Weekday.MONDAY: _l("Monday"),
        Weekday.TUESDAY: _l("Tuesday"),
        Weekday.WEDNESDAY: _l("Wednesday"),
        Weekday.THURSDAY: _l("Thursday"),
        Weekday.FRIDAY: _l("Friday"),
        Weekday.SATURDAY: _l("Saturday"),
        Weekday.SUNDAY: _l("Sunday"),
    },
}


def label(code: StrEnum) -> str:
    """Return what a code is called in the language of the page."""
    # Codes of different kinds may be spelt alike, so the kind is a part of what is remembered.
    return _label(type(code), code, page_language())


@lru_cache(maxsize=1024)
def _label(kind: type[StrEnum], code: StrEnum, language: str) -> str:
    return str(LABELS[kind][code])


def add_filter(app: Flask) -> None:
    """Teach templates the filter `label`."""
    app.jinja_env.filters["label"] = label
