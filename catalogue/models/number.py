"""The append-only small numbers that plan codes use."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class Number(Base):
    """The number of one thing within its scope; never changed, never given to anything else."""

    __tablename__ = "numbers"
    __table_args__ = (UniqueConstraint("scope", "number"),)

    scope: Mapped[str] = mapped_column(key_text(160), primary_key=True)
    key: Mapped[str] = mapped_column(key_text(130), primary_key=True)
    number: Mapped[int]
