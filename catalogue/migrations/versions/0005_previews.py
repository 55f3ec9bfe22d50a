"""Previews by secret link."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "previews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("objects", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("made_by", sa.String(length=254), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_previews")),
        sa.UniqueConstraint("digest", name=op.f("uq_previews_digest")),
    )
    op.create_index(op.f("ix_previews_kind"), "previews", ["kind", "key"], unique=False)
