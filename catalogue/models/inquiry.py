"""Cases: what people asked, suggested or complained of, who has it, how it stands, and the trail of all that was done.

No row here knows who the person is: how to reach them lies apart, in `inquiry_contact`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from catalogue.models.base import Base, key_text


class Inquiry(Base):
    """One case."""

    __tablename__ = "inquiries"
    __table_args__ = (
        CheckConstraint("kind IN ('question', 'suggestion', 'complaint', 'grievance')", name="kind"),
        CheckConstraint(
            "state IN ('received', 'assigned', 'transferred', 'answered', 'reopened', 'closed')", name="state"
        ),
        CheckConstraint("(about_kind IS NULL) = (about_key IS NULL)", name="about"),
        Index("ix_inquiries_about", "about_kind", "about_key"),
        Index("ix_inquiries_state", "state", "promised"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(key_text(12), unique=True)
    digest: Mapped[str | None] = mapped_column(key_text(64), unique=True)
    """Of the secret code; null when the code is good no more."""
    form_digest: Mapped[str] = mapped_column(key_text(64), unique=True)
    """Of the form's random key: a form that is sent twice makes one case."""
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    came: Mapped[str] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(12))
    organisation: Mapped[str | None] = mapped_column(key_text(60), index=True)
    """Who owes the answer; null where the portal does not know, and only people trusted with everything see it."""
    about_kind: Mapped[str | None] = mapped_column(String(20))
    about_key: Mapped[str | None] = mapped_column(key_text(130))
    place: Mapped[str | None] = mapped_column(key_text(60))
    assigned_to: Mapped[str | None] = mapped_column(String(254))
    received_at: Mapped[datetime]
    promised: Mapped[date]
    """The day that the person was last told."""
    notified_at: Mapped[datetime | None]
    """When the person was told that the answer is late."""
    escalated_at: Mapped[datetime | None]
    escalated_to: Mapped[str | None] = mapped_column(key_text(60))
    answered_at: Mapped[datetime | None]
    reopen_until: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    """When its texts were deleted; what was counted stays."""


class InquiryOrganisation(Base):
    """An organisation that helps with a case without owing the answer."""

    __tablename__ = "inquiry_organisations"

    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), primary_key=True)
    organisation: Mapped[str] = mapped_column(key_text(60), primary_key=True, index=True)


class InquiryMessage(Base):
    """What the person wrote, masked, or what was answered."""

    __tablename__ = "inquiry_messages"
    __table_args__ = (CheckConstraint("side IN ('person', 'office')", name="side"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), index=True)
    side: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]


class InquiryStep(Base):
    """One act upon a case, written in the transaction that it describes. The database refuses to change or delete it.

    It says who, when and where to, and never what anybody wrote.
    """

    __tablename__ = "inquiry_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(254))
    act: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12))
    """How the case stood afterwards."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


class InquiryNote(Base):
    """What the public is told of a case; read by nobody outside before a reviewer has published it."""

    __tablename__ = "inquiry_notes"
    __table_args__ = (CheckConstraint("outcome IN ('changed', 'answered', 'nothing')", name="outcome"),)

    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(12))
    language: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[str] = mapped_column(String(254))
    written_at: Mapped[datetime]
    published_by: Mapped[str | None] = mapped_column(String(254))
    published_at: Mapped[datetime | None] = mapped_column(index=True)


@event.listens_for(InquiryStep, "before_update")
@event.listens_for(InquiryStep, "before_delete")
def _only_add(mapper: Mapper[InquiryStep], connection: object, row: InquiryStep) -> None:
    raise ValueError(f"step {row.id} is in the trail of its case; it never changes and never goes")
