"""How to reach who has a case, sealed and apart from it, and the mails that are to go there. In no backup."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class InquiryContact(Base):
    """Name, mail and phone of a person, as far as they gave them: one sealed text."""

    __tablename__ = "inquiry_contacts"

    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class InquiryMail(Base):
    """A mail that is to be sent, or was. Where to is opened from the contact when it goes; once that is deleted,
    nothing is sent any more.
    """

    __tablename__ = "inquiry_mails"
    __table_args__ = (CheckConstraint("about IN ('receipt', 'late', 'answer', 'reopened')", name="about"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), index=True)
    about: Mapped[str] = mapped_column(String(12))
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]


def place_of_contact(number: str) -> str:
    """Return the place for which the contact of a case is sealed: it cannot be read from any other row."""
    return f"inquiry contact {number}"
