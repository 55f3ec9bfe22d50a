"""What readers say of pages: counted ratings, reports without a person, and what was changed because of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_text


class PageRating(Base):
    """How often one page, or the bot's answer about the same object, was found useful or not, on one day."""

    __tablename__ = "page_ratings"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(key_text(130), primary_key=True)
    language: Mapped[str] = mapped_column(String(12), primary_key=True)
    channel: Mapped[str] = mapped_column(String(10), primary_key=True)
    place: Mapped[str] = mapped_column(key_text(64), primary_key=True)
    """Empty for readers who chose none."""
    yes: Mapped[int]
    no: Mapped[int]
    last_yes: Mapped[int] = mapped_column(BigInteger)
    """The second of the last one that was counted, so that a double click counts once."""
    last_no: Mapped[int] = mapped_column(BigInteger)


class Report(Base):
    """One report. Nothing tells who sent it; its text was masked before it came here."""

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint("state IN ('new', 'valid', 'fixed', 'irrelevant')", name="known_state"),
        CheckConstraint("(closed_on IS NULL) = (state IN ('new', 'valid'))", name="closed_when_dealt_with"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(key_text(64), unique=True)
    """The random key of the form that was sent: sent twice, it is still one report."""
    received_on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(10))
    """A `catalogue.reporting.ReportKind`."""
    object_kind: Mapped[str] = mapped_column(String(20))
    object_key: Mapped[str] = mapped_column(key_text(130))
    part: Mapped[str | None] = mapped_column(String(12))
    """`facts` or a language; None where the reporter could not tell."""
    field: Mapped[str] = mapped_column(String(200))
    edition: Mapped[int | None]
    """The number of the edition that was live when it was reported, of the part, or of the facts without one."""
    place: Mapped[str | None] = mapped_column(key_text(64))
    language: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    office: Mapped[str | None] = mapped_column(key_text(130), index=True)
    happened_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10), default="new")
    reason: Mapped[str] = mapped_column(Text, default="")
    closed_on: Mapped[date | None]
    change: Mapped[int | None]
    """The public note that says what was changed."""


class ChangeNote(Base):
    """A public, dated note on an object's page: what readers said, and what was changed."""

    __tablename__ = "change_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    object_kind: Mapped[str] = mapped_column(String(20))
    object_key: Mapped[str] = mapped_column(key_text(130))
    published_at: Mapped[datetime]
    day: Mapped[date] = mapped_column(index=True)
    texts: Mapped[dict[str, Any]]
    """By language what readers said (`said`) and what was changed (`changed`)."""
