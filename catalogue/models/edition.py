"""Editions: one version of one part of an object – its facts, or its words in one language."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, UniqueConstraint, and_, event, text
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship
from sqlalchemy.orm.attributes import get_history

from catalogue.models.base import Base
from catalogue.models.object import CatalogueObject

FACTS = "facts"
"""The part that holds the facts; every other part is the code of a language and holds words."""


class State(StrEnum):
    """Where an edition stands on its way."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


def digest_of(body: dict[str, Any]) -> str:
    """Return the hash of a body, whatever the order of its keys: the same body is the same edition."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class Edition(Base):
    """One version of one part. Once published, its body never changes.

    Which edition is live is a comparison of instants that every reader makes for itself: published, from at or before
    now, and not yet superseded. A publication scheduled for midnight therefore needs no job.
    """

    __tablename__ = "editions"
    __table_args__ = (
        UniqueConstraint("object_id", "part", "number"),
        Index("ix_editions_live", "object_id", "part", "state", "published_from"),
        Index("ix_editions_state", "state", "published_from"),
        # One draft (or edition in review) per part: two people on one part meet in it instead of past each other.
        Index(
            "uq_editions_one_draft",
            "object_id",
            "part",
            unique=True,
            sqlite_where=text("state IN ('draft', 'in_review')"),
            postgresql_where=text("state IN ('draft', 'in_review')"),
        ),
        CheckConstraint("state IN ('draft', 'in_review', 'published', 'withdrawn')", name="state"),
        CheckConstraint("state != 'published' OR published_from IS NOT NULL", name="published_from"),
        CheckConstraint("state NOT IN ('draft', 'in_review') OR published_from IS NULL", name="draft_unpublished"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    object_id: Mapped[int] = mapped_column(ForeignKey("objects.id"))
    part: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    """Counts the editions of this part from one."""
    state: Mapped[str] = mapped_column(String(10), default=State.DRAFT)
    lock_version: Mapped[int] = mapped_column(default=1)
    body: Mapped[dict[str, Any]]
    """Facts as `Facts.to_plain()`, words as `Words.to_plain()` give them."""
    digest: Mapped[str] = mapped_column(String(64))
    """What `digest_of` says of the body."""
    title: Mapped[str | None]
    """Of words: the title, so that lists need not open bodies."""
    summary: Mapped[str | None]
    author: Mapped[str] = mapped_column(String(254))
    by_person: Mapped[bool] = mapped_column(default=True)
    """Made by a person. An import never overwrites such an edition; it leaves a draft."""
    reviewer: Mapped[str | None] = mapped_column(String(254))
    minor: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    """What the author tells the reviewer of it."""
    comment: Mapped[str | None]
    """What a reviewer said who sent the draft back; None once it is submitted again."""
    based_on: Mapped[int | None]
    """Number of the edition that was live when the draft was begun, or last brought up to date; None when none was."""
    created_at: Mapped[datetime]
    published_from: Mapped[datetime | None]
    published_until: Mapped[datetime | None]
    """Superseded from this instant on. An edition that was taken away and not replaced is withdrawn, too."""

    object: Mapped[CatalogueObject] = relationship()

    @classmethod
    def live_at(cls, instant: datetime) -> ColumnElement[bool]:
        """Return the condition that an edition is the live one of its part at this instant; at most one is."""
        return and_(
            cls.state == State.PUBLISHED,
            cls.published_from <= instant,
            (cls.published_until.is_(None)) | (cls.published_until > instant),
        )

    __mapper_args__ = {"version_id_col": lock_version}  # noqa: RUF012 - SQLAlchemy's own protocol


@event.listens_for(Edition, "before_update")
def _keep_published_bodies(mapper: Mapper[Edition], connection: object, edition: Edition) -> None:
    state = get_history(edition, "state")
    was_published = State.PUBLISHED in (state.deleted or state.unchanged or ())
    if was_published and any(get_history(edition, name).has_changes() for name in ("body", "digest")):
        raise ValueError(f"edition {edition.id} is published; its body never changes")
