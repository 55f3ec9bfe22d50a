"""Fixtures of the shipped content: read once, loaded once, indexed once, for all tests that only read it."""

from __future__ import annotations

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
def shipped_and_indexed(shipped: Catalogue) -> Catalogue:
    """The same catalogue, its search index built."""
    work_once(shipped)
    return shipped
