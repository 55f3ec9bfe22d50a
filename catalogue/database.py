"""The engine: how connections to SQLite and PostgreSQL are opened, and how transactions begin on each."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

# Waiting for another writer, in seconds. A whole load of content is one transaction and takes seconds.
PATIENCE = 30

CONNECTIONS_AT_MOST = 50
"""Of one process: two for each request that it answers at once, one that reads and one that writes. With fewer,
requests that each hold one and wait for another would wait for each other."""
CONNECTIONS_KEPT = 5


def open_engine(database_url: str) -> Engine:
    """Open the engine of a database. Nothing connects yet; the folder of an SQLite file is made if need be."""
    url = make_url(database_url)
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    on_file = url.get_backend_name() == "sqlite"
    if on_file and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        url,
        # A server that was restarted is noticed when a connection is taken, not by a citizen.
        pool_pre_ping=not on_file,
        connect_args={"timeout": PATIENCE, "check_same_thread": False} if on_file else {"connect_timeout": PATIENCE},
        pool_size=CONNECTIONS_KEPT,
        max_overflow=CONNECTIONS_AT_MOST - CONNECTIONS_KEPT,
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False),
    )
    if on_file:
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_reading(engine: Engine) -> Engine:
    """Return the engine whose transactions see one snapshot and cannot write."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def for_writing(engine: Engine) -> Engine:
    """Return the engine whose transactions write; on SQLite they wait for each other before they begin."""
    return engine.execution_options(writing=True)


def insert_into(session: Session, table: Any) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that knows `on_conflict_…`, as both databases have it and SQL has not."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def _set_up_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    # The driver must not begin transactions by itself: it would begin them late, without a snapshot and without the
    # write lock, and two writers would then fail half-way.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # With a write-ahead log readers and the one writer do not wait for each other. A process that is killed loses
    # nothing it committed: the log is with the operating system by then. FULL also forces it to the disk at each
    # commit, so that an edit that was called saved survives a power cut; commits are rare, and this costs a few
    # milliseconds each (NORMAL would lose the last ones, though never corrupt the file).
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten: texts of failed searches are gone for good, not only unlisted. Deletions are rare.
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    # On the driver's own connection: beginning is no statement of ours and is not counted as one.
    driver = connection.connection.driver_connection
    writing = connection.get_execution_options().get("writing", False)
    driver.execute(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
