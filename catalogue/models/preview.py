"""Previews: who may look at which drafts, by a secret link, until when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class Preview(Base):
    """One secret link. The link itself is known to who made it only; here is what recognises it."""

    __tablename__ = "previews"
    __table_args__ = (Index("ix_previews_kind", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """The hash of the secret in the link."""
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(key_text(130))
    """The object that the preview was made for."""
    objects: Mapped[list[list[str]] | None] = mapped_column(JSON(none_as_null=True))
    """Kind and key of each object whose open drafts are in force; null for those of all."""
    day: Mapped[date | None]
    """The day on which the catalogue is read; null for the day of looking."""
    made_by: Mapped[str] = mapped_column(String(254))
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
