"""The outbox: what changed, for those who keep something derived from it, such as a search index."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class OutboxRow(Base):
    """An object whose live state changes under one sequence number, at once or at an instant to come.

    A search index remembers the sequence number it has reached and reads on from there, so any number of indexes can
    follow one catalogue. When a scheduled change comes due it is announced: written anew under a sequence number of
    its own (`catalogue.jobs.announce`).
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_object", "object_id", "sequence"),)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id"), primary_key=True)
    due: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    contained: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the object says something else now and names the same others as before, at once and for good: then
    what was not made of this object is as it was (`catalogue.sources`). False whenever more may have changed."""
    announced_at: Mapped[datetime | None]
    """None while the change is still to come."""
