"""The outbox: what changed, for those who keep something derived from it, such as a search index."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class Reach(IntEnum):
    """How far a change may be seen (`catalogue.sources`): what lies further off is as it was."""

    INSIDE = 0
    """The object says something else, names the same others, and stands in lists as before."""
    OBJECT = 1
    """It names the same others, but its title, summary, code or place in lists may be another."""
    EVERYTHING = 2


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
    reach: Mapped[int] = mapped_column(default=Reach.EVERYTHING, server_default=text(str(int(Reach.EVERYTHING))))
    """How far the change may be seen, as a `Reach`."""
    announced_at: Mapped[datetime | None]
    """None while the change is still to come."""
