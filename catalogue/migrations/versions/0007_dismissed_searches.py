"""Failed searches about which nothing is to be done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the mark; what was counted before is not dismissed."""
    op.add_column("failed_searches", sa.Column("dismissed", sa.Boolean(), nullable=False, server_default=sa.false()))
