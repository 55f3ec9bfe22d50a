"""The first schema: objects, editions, events, outbox, references, numbers, redirects, state and leases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import Instant, key_text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and the one row of the state."""
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("restored", sa.Integer(), nullable=False),
        sa.Column("loaded", sa.String(length=64), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_state_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_state")),
    )
    op.create_table(
        "leases",
        sa.Column("work", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=80), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("work", name=op.f("pk_leases")),
    )
    op.create_table(
        "numbers",
        sa.Column("scope", key_text(160), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "key", name=op.f("pk_numbers")),
        sa.UniqueConstraint("scope", "number", name=op.f("uq_numbers_scope_number")),
    )
    op.create_table(
        "objects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=6), nullable=True),
        sa.Column("sort", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["objects.id"], name=op.f("fk_objects_parent_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objects")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_objects_kind_key")),
    )
    op.create_index(op.f("ix_objects_code"), "objects", ["code"], unique=False)
    op.create_index(op.f("ix_objects_parent_id"), "objects", ["parent_id"], unique=False)
    op.create_table(
        "redirects",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", key_text(130), nullable=False),
        sa.Column("to_key", key_text(130), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name=op.f("pk_redirects")),
    )
    op.create_table(
        "editions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("lock_version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=True),
        sa.Column("author", sa.String(length=254), nullable=False),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.Column("reviewer", sa.String(length=254), nullable=True),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("published_from", Instant(), nullable=True),
        sa.Column("published_until", Instant(), nullable=True),
        sa.CheckConstraint(
            "state != 'published' OR published_from IS NOT NULL", name=op.f("ck_editions_published_from")
        ),
        sa.CheckConstraint("state IN ('draft', 'in_review', 'published', 'withdrawn')", name=op.f("ck_editions_state")),
        sa.CheckConstraint(
            "state NOT IN ('draft', 'in_review') OR published_from IS NULL", name=op.f("ck_editions_draft_unpublished")
        ),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name=op.f("fk_editions_object_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editions")),
        sa.UniqueConstraint("object_id", "part", "number", name=op.f("uq_editions_object_id_part_number")),
    )
    op.create_index("ix_editions_live", "editions", ["object_id", "part", "state", "published_from"], unique=False)
    op.create_index(
        "uq_editions_one_draft",
        "editions",
        ["object_id", "part"],
        unique=True,
        sqlite_where=sa.text("state IN ('draft', 'in_review')"),
        postgresql_where=sa.text("state IN ('draft', 'in_review')"),
    )
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("due", Instant(), nullable=False),
        sa.Column("announced_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name=op.f("fk_outbox_object_id")),
        sa.PrimaryKeyConstraint("sequence", "object_id", "due", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_due"), "outbox", ["due"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(length=254), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["before_id"], ["editions.id"], name=op.f("fk_events_before_id")),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_events_edition_id")),
        sa.ForeignKeyConstraint(["object_id"], ["objects.id"], name=op.f("fk_events_object_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_object_id"), "events", ["object_id"], unique=False)
    op.create_table(
        "references_",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("target_kind", sa.String(length=20), nullable=False),
        sa.Column("target_key", key_text(130), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("live_from", Instant(), nullable=False),
        sa.Column("live_until", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["editions.id"], name=op.f("fk_references__edition_id")),
        sa.ForeignKeyConstraint(["source_id"], ["objects.id"], name=op.f("fk_references__source_id")),
        sa.PrimaryKeyConstraint("edition_id", "role", "target_kind", "target_key", name=op.f("pk_references_")),
    )
    op.create_index("ix_references_source", "references_", ["source_id", "role"], unique=False)
    op.create_index("ix_references_target", "references_", ["target_kind", "target_key", "role"], unique=False)
    op.execute("INSERT INTO catalogue_state (id, sequence, restored) VALUES (1, 0, 0)")
