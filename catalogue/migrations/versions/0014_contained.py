"""Which changes are contained in their object, and the changes of one object found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of what was published before nobody knows, which is what False says."""
    op.add_column("outbox", sa.Column("contained", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index("ix_outbox_object", "outbox", ["object_id", "sequence"])
