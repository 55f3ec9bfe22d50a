"""How far each change may be seen, in place of whether it is contained in its object."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Exchange the columns; of what was published before nobody knows, so it counts as a change of everything."""
    with op.batch_alter_table("outbox") as outbox:
        outbox.add_column(sa.Column("reach", sa.Integer(), server_default=sa.text("2"), nullable=False))
        outbox.drop_column("contained")
