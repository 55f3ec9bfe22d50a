"""The ledger of failed searches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import key_text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "failed_searches",
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("digest", key_text(64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(digest = '') = (sealed IS NULL)", name=op.f("ck_failed_searches_forgotten_without_text")),
        sa.PrimaryKeyConstraint("language", "digest", "day", name=op.f("pk_failed_searches")),
    )
    op.create_index(op.f("ix_failed_searches_day"), "failed_searches", ["day"], unique=False)
