"""A catalogue of content files that nobody else sees: to ask questions before the files are loaded for citizens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue import migrations
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.files.reader import read
from catalogue.jobs.run import work_once
from catalogue.settings import Settings


@contextmanager
def unpublished(content: Path) -> Iterator[Catalogue]:
    """Load a folder of content into a catalogue of its own, with its index; both are gone afterwards.

    Raises `InvalidContent` for files that cannot be loaded.
    """
    with TemporaryDirectory(prefix="onedoor-") as folder:
        home = Path(folder)
        settings = replace(
            Settings.from_environment(), home=home, content=content, database_url=f"sqlite:///{home / 'onedoor.sqlite'}"
        )
        with Catalogue(settings) as catalogue:
            migrations.upgrade(catalogue.engine)
            import_content(catalogue, read(content))
            work_once(catalogue)
            yield catalogue
