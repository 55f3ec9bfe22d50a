"""The portal over the country of Harbour, in which every part of a page has something to show."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harbour_country import harbour_country

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.settings import Settings


@pytest.fixture(scope="module")
def portal_catalogue(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory, portal_clock
) -> Iterator[Catalogue]:
    """The country of Harbour, stored; shared by the tests of a module that only read."""
    home = tmp_path_factory.mktemp("harbour")
    shutil.copy(migrated_file, home / "onedoor.sqlite")
    settings = Settings(home, home / "content", f"sqlite:///{home / 'onedoor.sqlite'}", "whoosh")
    with Catalogue(settings, clock=portal_clock) as opened:
        import_content(opened, harbour_country())
        yield opened


@pytest.fixture
def count_statements(build_app, portal_catalogue, count_queries, monkeypatch) -> Callable[[str], list[str]]:
    """Return the statements that the second request for an address takes, apart from the look for news all share."""
    monkeypatch.setattr("portal.kept.SECONDS_BETWEEN_LOOKS", 3600)
    client = build_app(portal_catalogue).test_client()

    def counted(address: str) -> list[str]:
        client.get(address)
        with count_queries(portal_catalogue.engine) as queries:
            client.get(address)
        return queries.statements

    return counted
