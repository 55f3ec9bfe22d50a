"""The state of the whole catalogue, in one row, and the leases of work that one process at a time may do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class CatalogueState(Base):
    """The catalogue's sequence number. Every publication takes the next one, under the lock of this row."""

    __tablename__ = "catalogue_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    sequence: Mapped[int] = mapped_column(default=0)
    restored: Mapped[int] = mapped_column(default=0)
    """The sequence number of the last restore. What was derived from an earlier state must be derived anew."""
    loaded: Mapped[str | None] = mapped_column(String(64))
    """Digest of the content folder as it was last loaded, so that a start with the same files loads nothing."""


class Lease(Base):
    """A piece of work that one process at a time may do, until the lease ends."""

    __tablename__ = "leases"

    work: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime]
