"""The log: who did what, when, to which part. Rows are added and never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from catalogue.models.base import Base

WRITING = ("saved", "restored", "caught up")
"""What the log calls the acts that make somebody an author of a draft."""


class Event(Base):
    """One act upon the catalogue, written in the transaction that it describes.

    The database refuses to change or delete a row, too (migration 0004).
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(254))
    action: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[int | None] = mapped_column(ForeignKey("objects.id"), index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id"), index=True)
    before_id: Mapped[int | None] = mapped_column(ForeignKey("editions.id"))
    """The edition that was live until then."""
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)


@event.listens_for(Event, "before_update")
@event.listens_for(Event, "before_delete")
def _only_add(mapper: Mapper[Event], connection: object, row: Event) -> None:
    raise ValueError(f"event {row.id} is in the log; it never changes and never goes")
