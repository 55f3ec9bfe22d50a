"""Fixtures of the shipped content: read once, loaded once, indexed once, for all tests that only read it."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.files.content import Content
from catalogue.files.reader import read
from catalogue.jobs.run import work_once
from catalogue.settings import PROJECT, Settings

TODAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
"""The day for which the shipped content was written, a Saturday."""


@pytest.fixture(scope="session")
def shipped_content() -> Content:
    """The content files, as read."""
    return read(PROJECT / "content")


@pytest.fixture(scope="session")
def shipped(
    shipped_content: Content, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Catalogue]:
    """A catalogue with the shipped content."""
    home = tmp_path_factory.mktemp("shipped")
    shutil.copy(migrated_file, home / "onedoor.sqlite")
    settings = Settings(home, PROJECT / "content", f"sqlite:///{home / 'onedoor.sqlite'}", "whoosh")
    with Catalogue(settings, clock=lambda: TODAY) as catalogue:
        import_content(catalogue, shipped_content)
        yield catalogue


@pytest.fixture(scope="session")
def shipped_and_indexed(shipped: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The same catalogue, its search index built: by the first process of the run that wants it, for all of them."""
    index = shipped.settings.home / "index"
    folder = tmp_path_factory.getbasetemp()
    # The processes of one run have a folder each, side by side.
    shared = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "shipped-index"
    with shared.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if shared.exists():
            shutil.copytree(shared, index, dirs_exist_ok=True)
            work_once(shipped)
        else:
            work_once(shipped)
            # Renamed when whole: who is ended halfway leaves nothing that the others would take.
            half = shared.with_suffix(".half")
            shutil.copytree(index, half, dirs_exist_ok=True)
            half.rename(shared)
    return shipped
