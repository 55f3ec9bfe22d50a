"""Single sign-on: whom a provider knows as which account, and who is on the way there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, empty."""
    op.create_table(
        "account_identities",
        sa.Column("issuer", key_text(255), nullable=False),
        sa.Column("subject", key_text(255), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("bound_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_identities_account_id")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_account_identities")),
        sa.UniqueConstraint("account_id", name=op.f("uq_account_identities_account_id")),
    )
    op.create_table(
        "sign_on_trips",
        sa.Column("digest", key_text(64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_on_trips")),
    )
    op.create_index(op.f("ix_sign_on_trips_ends_at"), "sign_on_trips", ["ends_at"], unique=False)
