"""The outbox: what changed and is yet to reach the search index."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class OutboxRow(Base):
    """An object whose live state changed at one sequence number; `due` lies ahead for a scheduled publication."""

    __tablename__ = "outbox"

    sequence: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id"), primary_key=True)
    due: Mapped[datetime] = mapped_column(primary_key=True)
    done_at: Mapped[datetime | None]
