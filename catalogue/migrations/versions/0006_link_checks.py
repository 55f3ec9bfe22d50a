"""Checked links to other sites."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "link_checks",
        sa.Column("address", key_text(500), nullable=False),
        sa.Column("visited_at", Instant(), nullable=False),
        sa.Column("fault", sa.String(length=20), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("failing_since", Instant(), nullable=True),
        sa.Column("next_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_link_checks")),
    )
