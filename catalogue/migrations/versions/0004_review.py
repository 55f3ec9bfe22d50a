"""Review: what a reviewer said, what a draft began from, what drafts said before; and a log that nothing can change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

REFUSAL = "the log is never changed"


def upgrade() -> None:
    """Add the columns, empty, and the table; guard the log."""
    op.add_column("editions", sa.Column("comment", sa.String(), nullable=True))
    op.add_column("editions", sa.Column("based_on", sa.Integer(), nullable=True))
    op.create_table(
        "saved_bodies",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("saved_at", Instant(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_saved_bodies_edition_id")),
        sa.PrimaryKeyConstraint("edition_id", "lock_version", name=op.f("pk_saved_bodies")),
    )
    op.create_index(op.f("ix_saved_bodies_saved_at"), "saved_bodies", ["saved_at"], unique=False)
    op.create_index(op.f("ix_events_edition_id"), "events", ["edition_id"], unique=False)
    op.create_index("ix_editions_state", "editions", ["state", "published_from"], unique=False)
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def _guards(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER events_no_{act.lower()} BEFORE {act} ON events BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for act in ("UPDATE", "DELETE")
        ]
    return [
        # A restore drops the table, and its triggers with it, but not the function.
        "CREATE OR REPLACE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        "CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_stay()",
        "CREATE TRIGGER events_no_truncate BEFORE TRUNCATE ON events EXECUTE FUNCTION events_stay()",
    ]
