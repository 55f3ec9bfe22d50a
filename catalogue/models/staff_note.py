"""Notes of staff for each other beside what everybody may read. No public door, no index and no export reads them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text

LONGEST = 1000
"""Characters of a note: it is a hint for a counter, and what is longer belongs into the content."""


class StaffNote(Base):
    """One note about a service, an office or an organisation, in one language. It is never changed, only taken away."""

    __tablename__ = "staff_notes"
    __table_args__ = (
        CheckConstraint("kind IN ('service', 'office', 'organisation')", name="kind"),
        Index("ix_staff_notes_kind", "kind", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(key_text(130))
    language: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(String(LONGEST))
    author: Mapped[str] = mapped_column(String(254))
    """The mail of who wrote it."""
    day: Mapped[date]
