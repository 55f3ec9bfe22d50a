"""People: accounts with their grants, invitations and recovery codes; sessions, known devices, failed sign-ins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, empty."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mail", key_text(254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=True),
        sa.Column("code_secret", sa.String(length=200), nullable=True),
        sa.Column("code_step", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.CheckConstraint("code_secret IS NOT NULL OR code_step IS NULL", name=op.f("ck_accounts_step_of_a_secret")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("mail", name=op.f("uq_accounts_mail")),
    )
    op.create_table(
        "account_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        _account(),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("organisation", key_text(60), nullable=True),
        sa.Column("place", key_text(60), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=True),
        sa.CheckConstraint(
            "role IN ('editor', 'reviewer', 'translator', 'desk', 'owner')", name=op.f("ck_account_grants_role")
        ),
        _of_account("account_grants"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_grants")),
    )
    op.create_index(op.f("ix_account_grants_account_id"), "account_grants", ["account_id"], unique=False)
    op.create_table(
        "recovery_codes",
        _account(),
        sa.Column("digest", key_text(64), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        _of_account("recovery_codes"),
        sa.PrimaryKeyConstraint("account_id", "digest", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "invitations",
        sa.Column("digest", key_text(64), nullable=False),
        _account(),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        _of_account("invitations"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_invitations")),
    )
    op.create_index(op.f("ix_invitations_account_id"), "invitations", ["account_id"], unique=False)
    op.create_table(
        "staff_sessions",
        sa.Column("digest", key_text(64), nullable=False),
        _account(),
        sa.Column("waits_for_code", sa.Boolean(), nullable=False),
        sa.Column("began_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        _of_account("staff_sessions"),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_staff_sessions")),
    )
    op.create_index(op.f("ix_staff_sessions_account_id"), "staff_sessions", ["account_id"], unique=False)
    op.create_index(op.f("ix_staff_sessions_ends_at"), "staff_sessions", ["ends_at"], unique=False)
    op.create_table(
        "known_devices",
        sa.Column("digest", key_text(64), nullable=False),
        _account(),
        sa.Column("seen_at", Instant(), nullable=False),
        _of_account("known_devices"),
        sa.PrimaryKeyConstraint("digest", "account_id", name=op.f("pk_known_devices")),
    )
    op.create_index(op.f("ix_known_devices_seen_at"), "known_devices", ["seen_at"], unique=False)
    op.create_table(
        "sign_in_failures",
        sa.Column("digest", key_text(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sign_in_failures")),
    )
    op.create_index(op.f("ix_sign_in_failures_last_at"), "sign_in_failures", ["last_at"], unique=False)


def _account() -> sa.Column[int]:
    return sa.Column("account_id", sa.Integer(), nullable=False)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id"))
