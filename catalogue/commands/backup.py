"""Backing up: the whole database in one file that either database can be restored from.

A backup is a zip of one file of JSON lines per table, and a manifest with the schema's revision and each table's
number of rows and digest. It is read from one snapshot – a read transaction, on SQLite with its write-ahead log as on
PostgreSQL – so the portal goes on serving and editors go on saving meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from catalogue import migrations
from catalogue.context import Catalogue
from catalogue.database import for_reading
from catalogue.errors import NotReady
from catalogue.models import (
    Base,
    CatalogueState,
    FailedSearch,
    InquiryContact,
    InquiryMail,
    Invitation,
    KnownDevice,
    Lease,
    OpenedService,
    QueueEntry,
    Report,
    SignInFailures,
    SignOnTrip,
    StaffSession,
)

FORMAT = "onedoor backup 1"
MANIFEST = "manifest.json"
LEFT_OUT = frozenset(
    table.__tablename__
    for table in (
        Lease,
        FailedSearch,
        Report,
        InquiryContact,
        InquiryMail,
        StaffSession,
        KnownDevice,
        SignInFailures,
        SignOnTrip,
        Invitation,
        OpenedService,
        QueueEntry,
    )
)
"""Tables that say what processes and people are doing right now: who is signed in, and links that work once, must not
come back to life. And the ledger of failed searches and readers' reports: a backup lives longer than their texts may be
kept, and is carried to other machines; ratings and public notes are in it. So it is with the ways to reach people who
have a case, mails to them, which services clerks opened, and today's queue of the desk."""

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class TableSummary:
    """What the manifest says of one table."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds."""

    format: str
    made_at: str
    schema: str
    """The revision of the schema."""
    sequence: int
    tables: dict[str, TableSummary]
    """In the order in which they can be filled: what is referred to comes first."""

    def to_plain(self) -> dict[str, Any]:
        """Return the manifest as JSON-ready values."""
        return asdict(self)


def member(table: str) -> str:
    """Return the name of a table's file within a backup."""
    return f"tables/{table}.jsonl"


def backup(catalogue: Catalogue, file: Path) -> Manifest:
    """Write a backup of the whole database to a file, which is complete or not there at all.

    Raises `NotReady` when the database has not the newest schema, `OSError` when the file cannot be written.
    """
    if not migrations.is_current(catalogue.engine):
        raise NotReady(("the newest schema of the database, which `onedoor prepare` makes",))
    # Nobody but the owner can read a file made so, which is right: later it holds what citizens wrote.
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    unfinished = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _write(catalogue, archive)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
    _sync_folder(file.parent)
    return manifest


def _write(catalogue: Catalogue, archive: zipfile.ZipFile) -> Manifest:
    with for_reading(catalogue.engine).connect() as connection:
        sequence = connection.scalar(select(CatalogueState.sequence)) or 0
        tables = {
            table.name: _write_table(connection, table, archive)
            for table in Base.metadata.sorted_tables
            if table.name not in LEFT_OUT
        }
    manifest = Manifest(FORMAT, catalogue.clock().isoformat(), migrations.HEAD, sequence, tables)
    archive.writestr(MANIFEST, json.dumps(manifest.to_plain(), indent=1))
    return manifest


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> TableSummary:
    digest, rows = hashlib.sha256(), 0
    with archive.open(member(table.name), "w", force_zip64=True) as stream:
        for line in _lines(connection, table):
            stream.write(line)
            digest.update(line)
            rows += 1
    return TableSummary(rows, digest.hexdigest())


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    statement = select(table).order_by(*table.primary_key.columns)
    names = [column.name for column in table.columns]
    for row in connection.execution_options(yield_per=ROWS_AT_ONCE).execute(statement):
        values = dict(zip(names, row, strict=True))
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain).encode() + b"\n"


def _plain(value: Any) -> str:
    if isinstance(value, date):  # instants are days, too, and say their time
        return value.isoformat()
    raise TypeError(f"no backup can hold a {type(value).__name__} yet")


def _sync_folder(folder: Path) -> None:
    # Without this a power cut could lose the new name although the file's contents are on the disk.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
