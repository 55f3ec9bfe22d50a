"""The stored domain: mapped classes that guard their own invariants. Nobody outside the catalogue imports them."""

from catalogue.models.account import Account, AccountGrant, Invitation, RecoveryCode
from catalogue.models.base import Base
from catalogue.models.count import Count
from catalogue.models.edition import FACTS, Edition, State, digest_of
from catalogue.models.event import WRITING, Event
from catalogue.models.failed_search import FORGOTTEN, FailedSearch, oldest_day_kept, place_of
from catalogue.models.inquiry import Inquiry, InquiryMessage, InquiryNote, InquiryOrganisation, InquiryStep
from catalogue.models.inquiry_contact import InquiryContact, InquiryMail, place_of_contact
from catalogue.models.link_check import LinkCheck
from catalogue.models.number import Number
from catalogue.models.object import CatalogueObject, Redirect
from catalogue.models.opened_service import OpenedService
from catalogue.models.outbox import OutboxRow, Reach
from catalogue.models.preview import Preview
from catalogue.models.queue_entry import QueueEntry
from catalogue.models.reference import Reference
from catalogue.models.report import ChangeNote, PageRating, Report
from catalogue.models.saved_body import SavedBody
from catalogue.models.single_sign_on import AccountIdentity, SignOnTrip
from catalogue.models.staff_note import StaffNote
from catalogue.models.staff_session import KnownDevice, SignInFailures, StaffSession
from catalogue.models.state import CatalogueState, Lease

__all__ = [
    "FACTS",
    "FORGOTTEN",
    "WRITING",
    "Account",
    "AccountGrant",
    "AccountIdentity",
    "Base",
    "CatalogueObject",
    "CatalogueState",
    "ChangeNote",
    "Count",
    "Edition",
    "Event",
    "FailedSearch",
    "Inquiry",
    "InquiryContact",
    "InquiryMail",
    "InquiryMessage",
    "InquiryNote",
    "InquiryOrganisation",
    "InquiryStep",
    "Invitation",
    "KnownDevice",
    "Lease",
    "LinkCheck",
    "Number",
    "OpenedService",
    "OutboxRow",
    "PageRating",
    "Preview",
    "QueueEntry",
    "Reach",
    "RecoveryCode",
    "Redirect",
    "Reference",
    "Report",
    "SavedBody",
    "SignInFailures",
    "SignOnTrip",
    "StaffNote",
    "StaffSession",
    "State",
    "digest_of",
    "oldest_day_kept",
    "place_of",
    "place_of_contact",
]
