"""How far each change may be seen, and the changes of one object found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what was published before nobody knows, so it counts as a change of everything."""
    op.add_column("outbox", sa.Column("reach", sa.Integer(), server_default=sa.text("2"), nullable=False))
    op.create_index("ix_outbox_object", "outbox", ["object_id", "sequence"])
