"""How often what was done, per day: pages read, searches, answers. No row knows a person or a word."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class Count(Base):
    """How often one deed was done on one day, or in one month: then `day` is its first, and no other day is there.

    There is no number that grows and no time of day: nothing tells in which order people came.
    """

    __tablename__ = "counts"
    __table_args__ = (CheckConstraint("times > 0", name="counted"),)

    day: Mapped[date] = mapped_column(primary_key=True)
    deed: Mapped[str] = mapped_column(String(20), primary_key=True)
    """A `catalogue.figures.deeds.Deed`."""
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(key_text(130), primary_key=True)
    language: Mapped[str] = mapped_column(String(12), primary_key=True)
    place: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    target_group: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    times: Mapped[int]
