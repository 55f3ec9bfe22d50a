"""The queue of people whom the chat hands over to the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, empty."""
    op.create_table(
        "queue_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", key_text(64), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("organisation", key_text(130), nullable=True),
        sa.Column("life_event", key_text(130), nullable=True),
        sa.Column("service", key_text(130), nullable=True),
        sa.Column("place", key_text(64), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("plan", sa.String(length=64), nullable=True),
        sa.Column("taken_by", sa.String(length=254), nullable=True),
        sa.Column("reply", sa.String(length=10), nullable=True),
        sa.Column("office", key_text(130), nullable=True),
        sa.Column("slip", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'taken', 'answered', 'gone')", name=op.f("ck_queue_entries_known_state")
        ),
        sa.CheckConstraint(
            "(state = 'answered') = (reply IS NOT NULL)", name=op.f("ck_queue_entries_reply_when_answered")
        ),
        sa.CheckConstraint(
            "(taken_by IS NOT NULL) = (state IN ('taken', 'answered'))", name=op.f("ck_queue_entries_clerk_when_taken")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_queue_entries")),
        sa.UniqueConstraint("day", "number", name=op.f("uq_queue_entries_day_number")),
        sa.UniqueConstraint("digest", name=op.f("uq_queue_entries_digest")),
    )
