"""Checked links: what came of the last visit to each address of another site."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class LinkCheck(Base):
    """One address that the catalogue sends people to."""

    __tablename__ = "link_checks"

    address: Mapped[str] = mapped_column(key_text(500), primary_key=True)
    visited_at: Mapped[datetime]
    fault: Mapped[str | None] = mapped_column(String(20))
    """A `catalogue.care.visits.Fault`, or null for an address that leads somewhere."""
    status: Mapped[int | None]
    failing_since: Mapped[datetime | None]
    """The first of the visits that failed one after the other."""
    next_at: Mapped[datetime]
    """When to visit it again."""
