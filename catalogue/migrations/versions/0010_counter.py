"""The counter: notes of staff, which services a clerk opened, and failed searches that were noted there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import key_text

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, empty; what was counted before came through other doors."""
    op.create_table(
        "staff_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("author", sa.String(length=254), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('service', 'office', 'organisation')", name=op.f("ck_staff_notes_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_notes")),
    )
    op.create_index("ix_staff_notes_kind", "staff_notes", ["kind", "key"])
    op.create_table(
        "opened_services",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("service", key_text(60), nullable=False),
        sa.Column("editions", sa.JSON(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_opened_services_account_id_accounts")),
        sa.PrimaryKeyConstraint("account_id", "service", name=op.f("pk_opened_services")),
    )
    op.create_index(op.f("ix_opened_services_day"), "opened_services", ["day"])
    op.add_column("failed_searches", sa.Column("at_desk", sa.Integer(), nullable=False, server_default="0"))
