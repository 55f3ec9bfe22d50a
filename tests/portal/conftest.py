"""Fixtures of the portal: an application over the small country, and the opener and judge of its pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from content_builder import small_content
from flask import Flask
from flask.testing import FlaskClient
from page import Pages

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.jobs.run import work_once
from catalogue.settings import PROJECT
from catalogue.settings import Settings as CatalogueSettings
from portal import create_app
from portal.settings import Settings
from portal.translations import compile_all

PUBLIC_ADDRESS = "https://services.example.org"


@dataclass
class StandingClock:
    """A clock that shows one time until it is set."""

    now: datetime = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        """Set the clock on, or back."""
        self.now += timedelta(**span)


@pytest.fixture(scope="session")
def portal_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a portal with a state folder of its own, and compiled translations."""
    compile_all(PROJECT / "translations")
    return Settings.from_environment(
        {"ONEDOOR_HOME": str(tmp_path_factory.mktemp("home")), "ONEDOOR_PUBLIC_ADDRESS": PUBLIC_ADDRESS}
    )


@pytest.fixture(scope="module")
def portal_clock() -> StandingClock:
    """The clock of the portal under test."""
    return StandingClock()


@pytest.fixture(scope="module")
def portal_catalogue(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory, portal_clock: StandingClock
) -> Iterator[Catalogue]:
    """The small country, stored and indexed; shared by the tests of a module that only read."""
    home = tmp_path_factory.mktemp("portal")
    shutil.copy(migrated_file, home / "onedoor.sqlite")
    settings = CatalogueSettings(home, home / "content", f"sqlite:///{home / 'onedoor.sqlite'}", "whoosh")
    with Catalogue(settings, clock=portal_clock) as opened:
        import_content(opened, small_content())
        work_once(opened)
        yield opened


@pytest.fixture
def own_catalogue(migrated_file: Path, tmp_path: Path, portal_clock: StandingClock) -> Iterator[Catalogue]:
    """The small country, stored and indexed for one test, which may change it."""
    shutil.copy(migrated_file, tmp_path / "onedoor.sqlite")
    settings = CatalogueSettings(tmp_path, tmp_path / "content", f"sqlite:///{tmp_path / 'onedoor.sqlite'}", "whoosh")
    with Catalogue(settings, clock=portal_clock) as opened:
        import_content(opened, small_content())
        work_once(opened)
        yield opened


@pytest.fixture(scope="module")
def app(portal_settings: Settings, portal_catalogue: Catalogue) -> Flask:
    """The application over the small country."""
    return create_app(portal_settings, portal_catalogue)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without cookies."""
    return app.test_client()


@pytest.fixture(scope="module")
def page(app: Flask) -> Pages:
    """Opens a page by its name and judges it: `page("public.service", id="register-birth")`."""
    return Pages(app)


@pytest.fixture
def build_app(portal_settings: Settings) -> Callable[[Catalogue], Flask]:
    """Build another application over another catalogue."""
    return lambda catalogue: create_app(portal_settings, catalogue)
