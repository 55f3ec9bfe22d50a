"""The shipped content, prepared once for all benchmarks as `make run` prepares it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from shipped import TODAY

from catalogue.commands.prepare import prepare
from catalogue.context import Catalogue
from catalogue.settings import PROJECT
from catalogue.settings import Settings as CatalogueSettings
from portal import create_app
from portal.settings import Settings
from portal.translations import compile_all

PUBLISHED = datetime(2026, 1, 1, tzinfo=UTC)
"""Before the day that pages are rendered for, and before any day on which a server is started."""


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a portal whose state is prepared."""
    compile_all(PROJECT / "translations")
    environment = {"ONEDOOR_HOME": str(tmp_path_factory.mktemp("prepared")), "ONEDOOR_WORKERS": "1"}
    with Catalogue(CatalogueSettings.from_environment(environment), clock=lambda: PUBLISHED) as catalogue:
        prepare(catalogue)
    return environment


@pytest.fixture(scope="session")
def prepared(environment: dict[str, str]) -> Iterator[Catalogue]:
    """The catalogue of that state, on the day for which the content was written."""
    with Catalogue(CatalogueSettings.from_environment(environment), clock=lambda: TODAY) as catalogue:
        yield catalogue


@pytest.fixture(scope="session")
def rendering(environment: dict[str, str], prepared: Catalogue) -> Flask:
    """The portal without kept pages: every page is rendered anew."""
    return create_app(Settings.from_environment({**environment, "ONEDOOR_KEPT_MEGABYTES": "0"}), prepared)
