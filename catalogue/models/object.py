"""The identity of an object: what stays the same through all its editions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.models.base import Base, key_text


class CatalogueObject(Base):
    """One service, life event, office …, or one place's variant of a service (key `service/place`)."""

    __tablename__ = "objects"
    __table_args__ = (UniqueConstraint("kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(key_text(130))
    parent_id: Mapped[int | None] = mapped_column(
        # Deferred, so that a backup can be restored table by table in any order of rows.
        ForeignKey("objects.id", deferrable=True, initially="DEFERRED"),
        index=True,
    )
    """The service that a variant belongs to."""
    code: Mapped[str | None] = mapped_column(String(6), index=True)
    """The spoken code of a service, as in its live facts."""
    sort: Mapped[int] = mapped_column(default=0)
    """The place in lists of kinds that have an order."""
    withdrawn_at: Mapped[datetime | None]
    """Since when the object is gone; its addresses then say so, or redirect."""

    parent: Mapped[CatalogueObject | None] = relationship(remote_side=[id])


class Redirect(Base):
    """A renamed id: addresses to the old one lead to the new one."""

    __tablename__ = "redirects"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(key_text(130), primary_key=True)
    to_key: Mapped[str] = mapped_column(key_text(130))
