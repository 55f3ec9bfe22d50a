"""A portal with a country of its own for each test, and people who stand at its counters or edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from content_builder import small_content
from staff import a_person, staff_pages

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.jobs.run import work_once
from catalogue.rights import Grant, Role
from catalogue.settings import Settings

CLERK, EDITOR, OTHER = "cleo@example.org", "edda@example.org", "otto@example.org"


@pytest.fixture
def country(migrated_file, tmp_path, portal_clock) -> Iterator[Catalogue]:
    """The small country, to be changed."""
    shutil.copy(migrated_file, tmp_path / "onedoor.sqlite")
    here = Settings(tmp_path, tmp_path / "content", f"sqlite:///{tmp_path / 'onedoor.sqlite'}", "whoosh")
    with Catalogue(here, clock=portal_clock) as opened:
        import_content(opened, small_content())
        work_once(opened)
        a_person(opened, CLERK, Role.DESK)
        a_person(opened, EDITOR, Role.EDITOR)
        a_person(opened, OTHER, Grant(Role.DESK, organisation="town-hall"))
        yield opened


@pytest.fixture
def house(country, build_app):
    """The application over it."""
    return build_app(country)


@pytest.fixture
def clerk(house):
    """The pages of the counter as the clerk sees them."""
    return staff_pages(house, CLERK)
