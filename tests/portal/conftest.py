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


@pytest.fixture(scope="session")
def stored_country(
    migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Path], CatalogueSettings]:
    """Put the small country, stored and indexed, into a folder; it is made once, and copied."""
    made = tmp_path_factory.mktemp("stored")
    shutil.copy(migrated_file, made / "onedoor.sqlite")
    with Catalogue(_settings_at(made), clock=StandingClock()) as opened:
        import_content(opened, small_content())
        work_once(opened)

    def put(home: Path) -> CatalogueSettings:
        shutil.copytree(made, home, dirs_exist_ok=True)
        return _settings_at(home)

    return put


def _settings_at(home: Path) -> CatalogueSettings:
    return CatalogueSettings(home, home / "content", f"sqlite:///{home / 'onedoor.sqlite'}", "whoosh")


@pytest.fixture(scope="module")
def portal_catalogue(
    stored_country: Callable[[Path], CatalogueSettings],
    tmp_path_factory: pytest.TempPathFactory,
    portal_clock: StandingClock,
) -> Iterator[Catalogue]:
    """The small country, stored and indexed; shared by the tests of a module that only read."""
    with Catalogue(stored_country(tmp_path_factory.mktemp("portal")), clock=portal_clock) as opened:
        yield opened


@pytest.fixture
def own_catalogue(
    stored_country: Callable[[Path], CatalogueSettings], tmp_path: Path, portal_clock: StandingClock
) -> Iterator[Catalogue]:
    """The small country, stored and indexed for one test, which may change it."""
    with Catalogue(stored_country(tmp_path), clock=portal_clock) as opened:
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


@pytest.fixture(scope="session")
def build_app(portal_settings: Settings) -> Callable[[Catalogue], Flask]:
    """Build another application over another catalogue."""
    return lambda catalogue: create_app(portal_settings, catalogue)
