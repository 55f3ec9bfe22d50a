"""The schema that migrations make is the one that the mapped classes describe, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, inspect, text

from catalogue import migrations
from catalogue.database import for_writing, open_engine
from catalogue.models import Base


def test_the_head_that_is_written_down_is_the_newest_revision():
    assert migrations.list_revisions()[0] == migrations.HEAD


def test_migrations_make_what_the_mapped_classes_describe(empty_catalogue):
    with empty_catalogue.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_make_the_checks_that_the_mapped_classes_describe(empty_catalogue):
    # Alembic compares everything but these.
    inspector = inspect(empty_catalogue.engine)
    for table in Base.metadata.sorted_tables:
        described = {str(check.name) for check in table.constraints if isinstance(check, CheckConstraint)}
        assert {check["name"] for check in inspector.get_check_constraints(table.name)} == described


def test_a_new_database_is_brought_to_the_newest_schema_by_many_at_once(new_database, tmp_path, database_kind):
    url = new_database()
    engine = open_engine(url)
    with for_writing(engine).begin() as connection:
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    assert not migrations.is_current(engine)
    engines = [open_engine(url) for _ in range(4)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(migrations.upgrade, engines))
    assert migrations.is_current(engine)
    for opened in (engine, *engines):
        opened.dispose()
