"""Readers' ratings and reports, and public notes of what was changed because of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, empty."""
    op.create_table(
        "page_ratings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("place", key_text(64), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("last_yes", sa.BigInteger(), nullable=False),
        sa.Column("last_no", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "kind", "key", "language", "channel", "place", name=op.f("pk_page_ratings")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("form", key_text(64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("object_kind", sa.String(length=20), nullable=False),
        sa.Column("object_key", key_text(130), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=True),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("place", key_text(64), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("office", key_text(130), nullable=True),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("change", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('new', 'valid', 'fixed', 'irrelevant')", name=op.f("ck_reports_known_state")),
        sa.CheckConstraint(
            "(closed_on IS NULL) = (state IN ('new', 'valid'))", name=op.f("ck_reports_closed_when_dealt_with")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("form", name=op.f("uq_reports_form")),
    )
    op.create_index(op.f("ix_reports_received_on"), "reports", ["received_on"])
    op.create_index(op.f("ix_reports_office"), "reports", ["office"])
    op.create_table(
        "change_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("object_kind", sa.String(length=20), nullable=False),
        sa.Column("object_key", key_text(130), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_notes")),
    )
    op.create_index(op.f("ix_change_notes_day"), "change_notes", ["day"])
