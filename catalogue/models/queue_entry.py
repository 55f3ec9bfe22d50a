"""People whom the chat handed over to the desk: codes, a number for one day, and what a clerk tells them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class QueueEntry(Base):
    """One place in the queue. It ends with its day, and nothing in it tells who stands there."""

    __tablename__ = "queue_entries"
    __table_args__ = (
        UniqueConstraint("day", "number"),
        CheckConstraint("state IN ('waiting', 'taken', 'answered', 'gone')", name="known_state"),
        CheckConstraint("(state = 'answered') = (reply IS NOT NULL)", name="reply_when_answered"),
        CheckConstraint("(taken_by IS NOT NULL) = (state IN ('taken', 'answered'))", name="clerk_when_taken"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    """The day in the country; afterwards the entry is nobody's, and is deleted."""
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(key_text(64), unique=True)
    """Of the ticket, which only the conversation has."""
    state: Mapped[str] = mapped_column(String(10))
    since: Mapped[datetime]
    organisation: Mapped[str | None] = mapped_column(key_text(130))
    """The body responsible for the service."""
    life_event: Mapped[str | None] = mapped_column(key_text(130))
    service: Mapped[str | None] = mapped_column(key_text(130))
    place: Mapped[str | None] = mapped_column(key_text(64))
    language: Mapped[str] = mapped_column(String(12))
    plan: Mapped[str | None] = mapped_column(String(64))
    taken_by: Mapped[str | None] = mapped_column(String(254))
    """The mail of the clerk."""
    reply: Mapped[str | None] = mapped_column(String(10))
    office: Mapped[str | None] = mapped_column(key_text(130))
    slip: Mapped[str | None] = mapped_column(String(64))
