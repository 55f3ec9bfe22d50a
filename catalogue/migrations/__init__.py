"""The schema and its history: Alembic's migrations, run from here and not from a command line of its own."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from catalogue.database import for_writing

HEAD = "0001"
"""The newest revision. Written down here because Alembic is slow to import; a test compares."""


def current_revision(connection: Connection) -> str | None:
    """Return the revision of a database's schema, or None when it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def is_current(engine: Engine) -> bool:
    """Tell whether a database has the newest schema; quick enough for every start."""
    with engine.connect() as connection:
        return current_revision(connection) == HEAD


def upgrade(engine: Engine) -> None:
    """Bring a database to the newest schema, in one transaction; several processes may try at once."""
    if is_current(engine):
        return
    with for_writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            # Two processes that start together must not both create the tables.
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('onedoor migrations'))"))
        upgrade_connection(connection)


def upgrade_connection(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to a revision, within the transaction of the connection."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
