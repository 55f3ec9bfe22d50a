"""Cases: their texts, trail and public notes, and apart from them how to reach people, and mails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REFUSAL = "the trail of a case is never changed"


def upgrade() -> None:
    """Create the tables, empty; guard the trail."""
    op.create_table(
        "inquiries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", key_text(12), nullable=False),
        sa.Column("digest", key_text(64), nullable=True),
        sa.Column("form_digest", key_text(64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("came", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("organisation", key_text(60), nullable=True),
        sa.Column("about_kind", sa.String(length=20), nullable=True),
        sa.Column("about_key", key_text(130), nullable=True),
        sa.Column("place", key_text(60), nullable=True),
        sa.Column("assigned_to", sa.String(length=254), nullable=True),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("promised", sa.Date(), nullable=False),
        sa.Column("notified_at", Instant(), nullable=True),
        sa.Column("escalated_at", Instant(), nullable=True),
        sa.Column("escalated_to", key_text(60), nullable=True),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("reopen_until", sa.Date(), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("forgotten_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('question', 'suggestion', 'complaint', 'grievance')", name=op.f("ck_inquiries_kind")
        ),
        sa.CheckConstraint(
            "state IN ('received', 'assigned', 'transferred', 'answered', 'reopened', 'closed')",
            name=op.f("ck_inquiries_state"),
        ),
        sa.CheckConstraint("(about_kind IS NULL) = (about_key IS NULL)", name=op.f("ck_inquiries_about")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiries")),
        sa.UniqueConstraint("number", name=op.f("uq_inquiries_number")),
        sa.UniqueConstraint("digest", name=op.f("uq_inquiries_digest")),
        sa.UniqueConstraint("form_digest", name=op.f("uq_inquiries_form_digest")),
    )
    op.create_index(op.f("ix_inquiries_organisation"), "inquiries", ["organisation"], unique=False)
    op.create_index("ix_inquiries_about", "inquiries", ["about_kind", "about_key"], unique=False)
    op.create_index("ix_inquiries_state", "inquiries", ["state", "promised"], unique=False)
    op.create_table(
        "inquiry_organisations",
        _inquiry(),
        sa.Column("organisation", key_text(60), nullable=False),
        _of_inquiry("inquiry_organisations"),
        sa.PrimaryKeyConstraint("inquiry_id", "organisation", name=op.f("pk_inquiry_organisations")),
    )
    op.create_index(
        op.f("ix_inquiry_organisations_organisation"), "inquiry_organisations", ["organisation"], unique=False
    )
    op.create_table(
        "inquiry_messages",
        sa.Column("id", sa.Integer(), nullable=False),
        _inquiry(),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.CheckConstraint("side IN ('person', 'office')", name=op.f("ck_inquiry_messages_side")),
        _of_inquiry("inquiry_messages"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_messages")),
    )
    op.create_index(op.f("ix_inquiry_messages_inquiry_id"), "inquiry_messages", ["inquiry_id"], unique=False)
    op.create_table(
        "inquiry_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        _inquiry(),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.Column("act", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        _of_inquiry("inquiry_steps"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_steps")),
    )
    op.create_index(op.f("ix_inquiry_steps_inquiry_id"), "inquiry_steps", ["inquiry_id"], unique=False)
    op.create_table(
        "inquiry_notes",
        _inquiry(),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written_by", sa.String(length=254), nullable=False),
        sa.Column("written_at", Instant(), nullable=False),
        sa.Column("published_by", sa.String(length=254), nullable=True),
        sa.Column("published_at", Instant(), nullable=True),
        sa.CheckConstraint("outcome IN ('changed', 'answered', 'nothing')", name=op.f("ck_inquiry_notes_outcome")),
        _of_inquiry("inquiry_notes"),
        sa.PrimaryKeyConstraint("inquiry_id", name=op.f("pk_inquiry_notes")),
    )
    op.create_index(op.f("ix_inquiry_notes_published_at"), "inquiry_notes", ["published_at"], unique=False)
    op.create_table(
        "inquiry_contacts",
        _inquiry(),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        _of_inquiry("inquiry_contacts"),
        sa.PrimaryKeyConstraint("inquiry_id", name=op.f("pk_inquiry_contacts")),
    )
    op.create_table(
        "inquiry_mails",
        sa.Column("id", sa.Integer(), nullable=False),
        _inquiry(),
        sa.Column("about", sa.String(length=12), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("given_up_at", Instant(), nullable=True),
        sa.CheckConstraint("about IN ('receipt', 'late', 'answer', 'reopened')", name=op.f("ck_inquiry_mails_about")),
        _of_inquiry("inquiry_mails"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry_mails")),
    )
    op.create_index(op.f("ix_inquiry_mails_inquiry_id"), "inquiry_mails", ["inquiry_id"], unique=False)
    op.create_index(op.f("ix_inquiry_mails_due_at"), "inquiry_mails", ["due_at"], unique=False)
    for statement in _guards(op.get_bind().dialect.name):
        op.execute(statement)


def _inquiry() -> sa.Column[int]:
    return sa.Column("inquiry_id", sa.Integer(), nullable=False)


def _of_inquiry(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["inquiry_id"], ["inquiries.id"], name=op.f(f"fk_{table}_inquiry_id"))


def _guards(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER inquiry_steps_no_{act.lower()} BEFORE {act} ON inquiry_steps "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for act in ("UPDATE", "DELETE")
        ]
    return [
        # A restore drops the table, and its triggers with it, but not the function.
        "CREATE OR REPLACE FUNCTION inquiry_steps_stay() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        "CREATE TRIGGER inquiry_steps_stay BEFORE UPDATE OR DELETE ON inquiry_steps "
        "FOR EACH ROW EXECUTE FUNCTION inquiry_steps_stay()",
        "CREATE TRIGGER inquiry_steps_no_truncate BEFORE TRUNCATE ON inquiry_steps "
        "EXECUTE FUNCTION inquiry_steps_stay()",
    ]
