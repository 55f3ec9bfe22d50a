"""Preparing to serve: schema, content and index brought up to date; when all is, this takes no time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from catalogue import migrations
from catalogue.commands.import_content import import_content
from catalogue.commands.import_plan import ImportReport
from catalogue.context import Catalogue
from catalogue.errors import InvalidContent
from catalogue.files.reader import read
from catalogue.jobs.run import work_once
from catalogue.models import CatalogueState


@dataclass(frozen=True)
class Prepared:
    """What preparing did."""

    migrated: bool
    loaded: ImportReport | None
    """None when the files are those of the last load."""
    refused: InvalidContent | None = None
    """Why changed files were not loaded; the content that was there before is served on."""


def prepare(catalogue: Catalogue) -> Prepared:
    """Make the state folder, the schema and the index, and load the content folder if its files changed.

    Files with faults raise `InvalidContent` only while there is no content yet: a portal that served yesterday serves
    today, too.
    """
    catalogue.settings.home.mkdir(parents=True, exist_ok=True)
    migrated = not migrations.is_current(catalogue.engine)
    if migrated:
        migrations.upgrade(catalogue.engine)
    loaded = refused = None
    digest = folder_digest(catalogue.settings.content)
    if digest != _last_loaded(catalogue):
        try:
            loaded = import_content(catalogue, read(catalogue.settings.content), digest=digest)
        except InvalidContent as error:
            if catalogue.sequence() == 0:
                raise
            refused = error
    work_once(catalogue)
    return Prepared(migrated, loaded, refused)


def folder_digest(folder: Path) -> str:
    """Return the digest of all content files, by name and bytes; the same for a copy of the folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".yaml", ".md") and file.is_file():
            name, contents = file.relative_to(folder).as_posix().encode(), file.read_bytes()
            digest.update(b"%d %d\n" % (len(name), len(contents)) + name + contents)
    return digest.hexdigest()


def _last_loaded(catalogue: Catalogue) -> str | None:
    with catalogue.reading("en") as reading:
        return reading.session.scalars(select(CatalogueState.loaded)).one()
