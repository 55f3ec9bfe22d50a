"""What drafts said each time they were saved, for a while: what two people started from who both changed a part."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class SavedBody(Base):
    """The body of a draft as one saving left it. Forgotten after some days."""

    __tablename__ = "saved_bodies"

    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), primary_key=True)
    lock_version: Mapped[int] = mapped_column(primary_key=True)
    """The edition's lock version after that saving; it holds until a later one."""
    saved_at: Mapped[datetime] = mapped_column(index=True)
    body: Mapped[dict[str, Any]]
