"""Which services a clerk opened lately, so that they can be told what changed since. It tells no time of day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text

DAYS_KEPT = 30
"""For so long it is known that somebody opened a service."""


class OpenedService(Base):
    """One service that one person opened, as it was then."""

    __tablename__ = "opened_services"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    service: Mapped[str] = mapped_column(key_text(60), primary_key=True)
    editions: Mapped[dict[str, int]] = mapped_column(JSON)
    """The numbers of the editions that were live, by part."""
    day: Mapped[date] = mapped_column(index=True)
