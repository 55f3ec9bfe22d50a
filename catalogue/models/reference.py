"""References: which live facts name which object, so that "used in" and joins need not open bodies."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base


class Reference(Base):
    """An object's live facts name another object in some role (`topic`, `step`, `requires`, `issues`, `offers` …)."""

    __tablename__ = "references_"
    __table_args__ = (Index("ix_references_target", "target_kind", "target_key", "role"),)

    source_id: Mapped[int] = mapped_column(ForeignKey("objects.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    target_kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    target_key: Mapped[str] = mapped_column(String(130), primary_key=True)
