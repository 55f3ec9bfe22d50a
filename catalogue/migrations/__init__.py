"""The schema and its history: Alembic's migrations, run from here and not from a command line of its own.

They lead forward only; the way back is a backup.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from catalogue.database import for_writing

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent

HEAD = "0014"
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
        wait_for_others(connection)
        upgrade_connection(connection)


def wait_for_others(connection: Connection) -> None:
    """Wait until no other process changes the schema, and let none until the transaction ends.

    SQLite has done so when the transaction began.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('onedoor migrations'))"))


def upgrade_connection(connection: Connection, revision: str = "head") -> None:
    """Bring the schema to a revision, within the transaction of the connection."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def list_revisions() -> list[str]:
    """Return every revision that this program knows, the newest first."""
    from alembic.script import ScriptDirectory

    return [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    return config
