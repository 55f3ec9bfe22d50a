"""A portal with a country of its own for each test, and people who edit, review and translate in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from editing import ADA, BOB, EVE, TOM
from staff import a_person

from catalogue.context import Catalogue
from catalogue.rights import Grant, Role
from catalogue.settings import Settings


@pytest.fixture
def country(small_file, tmp_path, clock) -> Iterator[Catalogue]:
    """The small country, to be changed."""
    shutil.copy(small_file, tmp_path / "onedoor.sqlite")
    here = Settings(tmp_path, tmp_path / "content", f"sqlite:///{tmp_path / 'onedoor.sqlite'}", "whoosh")
    with Catalogue(here, clock=clock) as opened:
        a_person(opened, ADA, Role.EDITOR, Role.REVIEWER)
        a_person(opened, BOB, Role.EDITOR, Role.REVIEWER)
        a_person(opened, TOM, Grant(Role.TRANSLATOR, language="fr"))
        a_person(opened, EVE, Grant(Role.EDITOR, organisation="town-hall"))
        yield opened


@pytest.fixture
def editors(country, build_app):
    """The application over it."""
    return build_app(country)
