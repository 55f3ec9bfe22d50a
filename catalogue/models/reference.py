"""References: which object the facts of another name, so that "used in" and joins need not open bodies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class Reference(Base):
    """A published edition of facts names another object in some role (`topic`, `step`, `requires`, `offers` …).

    A reference lives as long as its edition, so that a publication scheduled for midnight changes references at
    midnight: readers ask `live_at`. `catalogue.commands.references` lists the roles.
    """

    __tablename__ = "references_"
    __table_args__ = (
        Index("ix_references_target", "target_kind", "target_key", "role"),
        Index("ix_references_source", "source_id", "role"),
    )

    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    target_kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    target_key: Mapped[str] = mapped_column(key_text(130), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("objects.id"))
    """The object of the edition."""
    live_from: Mapped[datetime]
    live_until: Mapped[datetime | None]

    @classmethod
    def live_at(cls, instant: datetime) -> ColumnElement[bool]:
        """Return the condition that a reference holds at this instant."""
        return and_(cls.live_from <= instant, cls.live_until.is_(None) | (cls.live_until > instant))
