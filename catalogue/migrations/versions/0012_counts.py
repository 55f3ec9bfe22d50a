"""How often what was done, per day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import key_text

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "counts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("place", key_text(64), nullable=False),
        sa.Column("target_group", key_text(64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.CheckConstraint("times > 0", name=op.f("ck_counts_counted")),
        sa.PrimaryKeyConstraint(
            "day", "deed", "channel", "kind", "key", "language", "place", "target_group", name=op.f("pk_counts")
        ),
    )
