"""Restoring a backup, of either database into either, in one transaction; older schemas are brought up to date."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Integer, MetaData, Table, inspect, select, text, update

from catalogue import migrations
from catalogue.commands.backup import FORMAT, MANIFEST, ROWS_AT_ONCE, Manifest, TableSummary, member
from catalogue.context import Catalogue
from catalogue.database import for_writing
from catalogue.errors import BadBackup, NotEmpty
from catalogue.models import Base, CatalogueObject, CatalogueState, FailedSearch


def restore(catalogue: Catalogue, file: Path, *, force: bool = False) -> Manifest:
    """Make the database what it was when the backup was made. Readers see the old state until all is there.

    The sequence number does not fall behind that of the catalogue which is replaced, so that whoever keeps something
    notices. The ledger of failed searches is in no backup: it stays as it is, or, where its table is not that of this
    version, begins anew. Raises `BadBackup` before anything is touched, and `NotEmpty` when there is a catalogue
    already, unless `force` says to replace it.
    """
    manifest = read_manifest(file)
    with zipfile.ZipFile(file) as archive, for_writing(catalogue.engine).begin() as connection:
        migrations.wait_for_others(connection)
        before = _sequence_of_what_is_there(connection, force)
        with _ledger_set_aside(connection):
            _drop_tables(connection)
            migrations.upgrade_connection(connection, manifest.schema)
            _fill(connection, archive, manifest)
            migrations.upgrade_connection(connection)
        _number(connection, manifest.sequence if before is None else max(manifest.sequence, before + 1))
        if connection.dialect.name == "postgresql":
            _reset_counters(connection)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Return the manifest of a backup, every digest of which was compared. Raises `BadBackup`."""
    if not file.is_file():
        raise BadBackup(str(file), "missing")
    if not zipfile.is_zipfile(file):
        # A zip that was cut short has lost the list of its members at the end, but not its beginning.
        with file.open("rb") as stream:
            fault = "damaged" if stream.read(4) == b"PK\x03\x04" else "foreign"
        raise BadBackup(str(file), fault)
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _parse(archive, file)
            for name, summary in manifest.tables.items():
                if _summary(archive, name) != summary:
                    raise BadBackup(str(file), "damaged")
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError) as fault:
        raise BadBackup(str(file), "damaged") from fault
    if manifest.schema not in migrations.list_revisions():
        raise BadBackup(str(file), "newer")
    return manifest


def _parse(archive: zipfile.ZipFile, file: Path) -> Manifest:
    if MANIFEST not in archive.namelist():
        raise BadBackup(str(file), "foreign")
    try:
        plain = json.loads(archive.read(MANIFEST))
        tables = {name: TableSummary(**summary) for name, summary in plain.pop("tables").items()}
        manifest = Manifest(tables=tables, **plain)
    except (ValueError, TypeError, AttributeError) as fault:
        raise BadBackup(str(file), "damaged") from fault
    if manifest.format != FORMAT:
        raise BadBackup(str(file), "newer")
    return manifest


def _summary(archive: zipfile.ZipFile, name: str) -> TableSummary:
    digest, rows = hashlib.sha256(), 0
    with archive.open(member(name)) as stream:
        for line in stream:
            digest.update(line)
            rows += 1
    return TableSummary(rows, digest.hexdigest())


def _sequence_of_what_is_there(connection: Connection, force: bool) -> int | None:
    """Return the sequence number of the catalogue that is replaced, or None when there is none."""
    if not inspect(connection).has_table(CatalogueState.__tablename__):
        return None
    empty = connection.scalar(select(CatalogueObject.id).limit(1)) is None
    if empty:
        return None
    if not force:
        raise NotEmpty
    return connection.scalar(select(CatalogueState.sequence)) or 0


@contextmanager
def _ledger_set_aside(connection: Connection) -> Iterator[None]:
    """Keep the rows of the ledger out of harm's way while the tables are made anew; without one, do nothing."""
    ledger = FailedSearch.__tablename__
    if migrations.current_revision(connection) != migrations.HEAD or not inspect(connection).has_table(ledger):
        yield
        return
    columns = ", ".join(column.name for column in FailedSearch.__table__.columns)
    # Names of our own tables and columns, in the transaction that drops and fills the others.
    connection.execute(text(f"CREATE TEMPORARY TABLE ledger_aside AS SELECT {columns} FROM {ledger}"))  # noqa: S608
    yield
    connection.execute(text(f"INSERT INTO {ledger} ({columns}) SELECT {columns} FROM ledger_aside"))  # noqa: S608
    connection.execute(text("DROP TABLE ledger_aside"))


def _drop_tables(connection: Connection) -> None:
    there = MetaData()
    ours = {*Base.metadata.tables, "alembic_version"}
    there.reflect(connection, only=lambda name, _: name in ours)
    there.drop_all(connection)


def _fill(connection: Connection, archive: zipfile.ZipFile, manifest: Manifest) -> None:
    # The tables as they were then, which the mapped classes may not be any more.
    then = MetaData()
    then.reflect(connection)
    connection.execute(then.tables[CatalogueState.__tablename__].delete())
    for name in manifest.tables:
        table = then.tables[name]
        with archive.open(member(name)) as stream:
            rows = (_row(table, line) for line in stream)
            while chunk := list(islice(rows, ROWS_AT_ONCE)):
                connection.execute(table.insert(), chunk)
    if connection.dialect.name == "postgresql":
        # Deferred constraints are checked now: PostgreSQL alters no table that still waits for them.
        connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))


def _row(table: Table, line: bytes) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(line)
    for name, value in values.items():
        if value is not None and isinstance(table.columns[name].type, DateTime):
            values[name] = datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)
        elif value is not None and isinstance(table.columns[name].type, Date):
            values[name] = date.fromisoformat(value)
    return values


def _number(connection: Connection, sequence: int) -> None:
    connection.execute(update(CatalogueState).values(sequence=sequence, restored=sequence))


def _reset_counters(connection: Connection) -> None:
    """Let new rows be numbered after the restored ones."""
    for table in _tables_that_count():
        name = table.name
        connection.execute(
            text(
                f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), "  # noqa: S608 - names of our own tables
                f"(SELECT COALESCE(MAX(id), 1) FROM {name}), EXISTS (SELECT 1 FROM {name}))"
            )
        )


def _tables_that_count() -> Iterator[Table]:
    for table in Base.metadata.sorted_tables:
        if table.autoincrement_column is not None and isinstance(table.columns["id"].type, Integer):
            yield table
