"""What the fixed codes of the facts are called: the kinds of channels and offices, means of payment, roles.

English names; each door translates them as it translates all its phrases.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from catalogue.facts.money import Means, Payer, Per
from catalogue.facts.notice import NoticeLevel
from catalogue.facts.office import Accessibility, Amenity, Appointment, OfficeKind
from catalogue.facts.place import Weekday
from catalogue.facts.service import ChannelKind, Depth
from catalogue.handed_over import DeskReply, QueueState
from catalogue.inquiries.kinds import InquiryKind, NoteOutcome
from catalogue.inquiries.states import Act, InquiryState
from catalogue.read_models.review import Stage
from catalogue.reporting import Channel, Matter, ReportKind, ReportState
from catalogue.rights import Role


def N_(phrase: str) -> str:  # noqa: N802 - the name by which gettext's tools find what is translated elsewhere
    """Mark a phrase that is translated where it is said."""
    return phrase


LABELS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    ChannelKind: {
        ChannelKind.ONLINE: N_("Online"),
        ChannelKind.OFFICE: N_("At an office"),
        ChannelKind.PHONE: N_("By phone"),
        ChannelKind.POST: N_("By post"),
        ChannelKind.MOBILE: N_("At a mobile unit"),
        ChannelKind.CONSULATE: N_("At a consulate"),
        ChannelKind.AGENT: N_("Through an agent"),
    },
    QueueState: {
        QueueState.WAITING: N_("Waits"),
        QueueState.TAKEN: N_("Taken"),
        QueueState.ANSWERED: N_("Told"),
        QueueState.GONE: N_("Has left"),
    },
    DeskReply: {
        DeskReply.COME: N_("They were asked to come to an office."),
        DeskReply.CALL: N_("They were asked to call an office."),
        DeskReply.SLIP: N_("A slip was sent to them."),
    },
    Matter: {
        Matter.DOCUMENTS: N_("The papers"),
        Matter.FEES: N_("What it costs"),
        Matter.TIMES: N_("Dates, deadlines or how long it takes"),
        Matter.WHERE: N_("Where to go, opening hours, phone or address"),
        Matter.WORDS: N_("It is hard to understand or badly translated"),
        Matter.LINKS: N_("A link does not work"),
        Matter.OTHER: N_("Something else"),
    },
    ReportKind: {
        ReportKind.WRONG: N_("Something is wrong on the page"),
        ReportKind.ASKED: N_("An office asked for something else"),
        ReportKind.CHARGED: N_("An office charged more"),
    },
    ReportState: {
        ReportState.NEW: N_("New"),
        ReportState.VALID: N_("Valid"),
        ReportState.FIXED: N_("Fixed"),
        ReportState.IRRELEVANT: N_("Irrelevant"),
    },
    Channel: {
        Channel.PORTAL: N_("Portal"),
        Channel.BOT: N_("Chat"),
        Channel.DESK: N_("Information desk"),
    },
    Depth: {
        Depth.INFORMATION: N_("Information only"),
        Depth.PARTIAL: N_("You can start here"),
        Depth.COMPLETE: N_("All of it can be done here"),
    },
    OfficeKind: {
        OfficeKind.CENTRE: N_("Service centre"),
        OfficeKind.COUNTER: N_("Counter"),
        OfficeKind.KIOSK: N_("Self-service kiosk"),
        OfficeKind.MOBILE: N_("Mobile unit"),
        OfficeKind.CALL_CENTRE: N_("Call centre"),
        OfficeKind.AGENT: N_("Agent"),
        OfficeKind.CONSULATE: N_("Consulate"),
    },
    Appointment: {
        Appointment.WALK_IN: N_("Come without an appointment."),
        Appointment.REQUIRED: N_("You need an appointment."),
        Appointment.BOTH: N_("Come with or without an appointment."),
    },
    Accessibility: {
        Accessibility.STEP_FREE: N_("Step-free access"),
        Accessibility.LIFT: N_("Lift"),
        Accessibility.TOILET: N_("Accessible toilet"),
        Accessibility.PARKING: N_("Accessible parking"),
        Accessibility.HEARING_LOOP: N_("Hearing loop"),
        Accessibility.SIGN_LANGUAGE: N_("Sign language"),
        Accessibility.BRAILLE: N_("Braille or tactile signs"),
        Accessibility.QUIET_ROOM: N_("Quiet room"),
    },
    Amenity: {
        Amenity.PHOTO_BOOTH: N_("Photo booth"),
        Amenity.COPIER: N_("Copier or printer"),
        Amenity.COMPUTERS: N_("Computers to use"),
        Amenity.WIFI: N_("Free Wi-Fi"),
        Amenity.CHILDREN: N_("Children’s corner"),
        Amenity.BABY_CHANGING: N_("Baby changing table"),
        Amenity.CASH_MACHINE: N_("Cash machine"),
        Amenity.WATER: N_("Drinking water"),
        Amenity.SEATING: N_("Seats while you wait"),
        Amenity.PARKING: N_("Parking"),
    },
    Means: {
        Means.CARD: N_("Card"),
        Means.CASH: N_("Cash"),
        Means.TRANSFER: N_("Bank transfer"),
        Means.MOBILE: N_("Mobile payment"),
        Means.STAMP: N_("Revenue stamp"),
    },
    Payer: {
        Payer.APPLICANT: N_("You pay this."),
        Payer.EMPLOYER: N_("Your employer pays this."),
        Payer.STATE: N_("The state pays this."),
    },
    Per: {
        Per.APPLICATION: N_("per application"),
        Per.PERSON: N_("per person"),
        Per.COPY: N_("per copy"),
        Per.PAGE: N_("per page"),
        Per.MONTH: N_("per month"),
        Per.YEAR: N_("per year"),
    },
    NoticeLevel: {
        NoticeLevel.INFO: N_("Information"),
        NoticeLevel.WARNING: N_("Warning"),
        NoticeLevel.EMERGENCY: N_("Emergency"),
    },
    Weekday: {
        Weekday.MONDAY: N_("Monday"),
        Weekday.TUESDAY: N_("Tuesday"),
        Weekday.WEDNESDAY: N_("Wednesday"),
        Weekday.THURSDAY: N_("Thursday"),
        Weekday.FRIDAY: N_("Friday"),
        Weekday.SATURDAY: N_("Saturday"),
        Weekday.SUNDAY: N_("Sunday"),
    },
    Role: {
        Role.EDITOR: N_("Editor"),
        Role.REVIEWER: N_("Reviewer"),
        Role.TRANSLATOR: N_("Translator"),
        Role.DESK: N_("Information desk"),
        Role.OWNER: N_("Owner"),
    },
    InquiryKind: {
        InquiryKind.QUESTION: N_("A question"),
        InquiryKind.SUGGESTION: N_("A suggestion"),
        InquiryKind.COMPLAINT: N_("A complaint about a service"),
        InquiryKind.GRIEVANCE: N_("A grievance: I was wronged"),
    },
    InquiryState: {
        InquiryState.RECEIVED: N_("Received"),
        InquiryState.ASSIGNED: N_("Somebody is working on it"),
        InquiryState.TRANSFERRED: N_("Passed on to another organisation"),
        InquiryState.ANSWERED: N_("Answered"),
        InquiryState.REOPENED: N_("Opened again"),
        InquiryState.CLOSED: N_("Closed"),
    },
    NoteOutcome: {
        NoteOutcome.CHANGED: N_("Something was changed"),
        NoteOutcome.ANSWERED: N_("It was answered"),
        NoteOutcome.NOTHING: N_("Nothing was changed"),
    },
    Act: {
        Act.RECEIVE: N_("Received"),
        Act.TAKE: N_("Taken"),
        Act.TRANSFER: N_("Passed on"),
        Act.INVOLVE: N_("Asked to help"),
        Act.ANSWER: N_("Answered"),
        Act.REOPEN: N_("Opened again"),
        Act.CLOSE: N_("Closed"),
        Act.NOTIFY: N_("The person was told that it is late"),
        Act.ESCALATE: N_("The organisation above was told that it is late"),
        Act.NOTE: N_("Public note written"),
        Act.PUBLISH: N_("Public note published"),
        Act.WITHDRAW: N_("Public note taken back"),
        Act.FORGET: N_("Texts deleted"),
    },
    Stage: {
        Stage.DRAFT: N_("Draft"),
        Stage.SENT_BACK: N_("Sent back"),
        Stage.IN_REVIEW: N_("In review"),
        Stage.SCHEDULED: N_("Scheduled"),
        Stage.LIVE: N_("Published"),
        Stage.SUPERSEDED: N_("Replaced"),
        Stage.WITHDRAWN: N_("Withdrawn"),
    },
}
