"""Several editors save, collide and publish at once on a real server: no saving is lost, and none fails."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from math import isfinite
from pathlib import Path

import pytest
from benchmarks.serving import ONEDOOR, serving
from harbour_country import harbour_country
from newsroom import Newsroom, lost_updates
from staff import a_person
from staff_browser import StaffBrowser

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.rights import Role
from catalogue.settings import PROJECT, Settings
from portal.translations import compile_all

pytestmark = pytest.mark.long

EDITORS = 5
EDITS_EACH = 3
PUBLICATIONS = 3


@pytest.fixture
def environment(new_database, tmp_path: Path) -> dict[str, str]:
    """The environment of a server with two processes, over a country in which people edit."""
    compile_all(PROJECT / "translations")
    environment = {"ONEDOOR_HOME": str(tmp_path / "var"), "ONEDOOR_DATABASE_URL": new_database()}
    with Catalogue(Settings.from_environment({**os.environ, **environment})) as catalogue:
        import_content(catalogue, harbour_country())
        for number in range(EDITORS):
            a_person(catalogue, f"editor{number}@example.org", Role.EDITOR)
        a_person(catalogue, "author@example.org", Role.EDITOR)
        a_person(catalogue, "reviewer@example.org", Role.REVIEWER)
    return environment


def test_no_saving_is_lost_and_everything_published_is_shown(environment: dict[str, str], tmp_path: Path) -> None:
    with serving([ONEDOOR, "serve"], environment, tmp_path / "log") as server:
        room = Newsroom(server.port)
        with ThreadPoolExecutor(EDITORS + 1) as at_once:
            names = [*(f"editor{number}" for number in range(EDITORS)), "author", "reviewer"]
            *editors, author, reviewer = at_once.map(lambda name: room.browser(f"{name}@example.org"), names)
            work = [at_once.submit(_edit, room, editor, number) for number, editor in enumerate(editors)]
            work.append(at_once.submit(_publish, room, author, reviewer))
            for each in work:
                each.result()
    with Catalogue(Settings.from_environment({**os.environ, **environment})) as catalogue:
        assert lost_updates(catalogue, room.edits) == []
    assert room.wrong == []
    assert len(room.edits) == EDITORS * EDITS_EACH + PUBLICATIONS
    assert sum(edit.asked for edit in room.edits) > 0, "nobody collided"
    assert len(room.publications) == PUBLICATIONS
    assert all(isfinite(each.until_shown) for each in room.publications)


def _edit(room: Newsroom, browser: StaffBrowser, number: int) -> None:
    for turn in range(EDITS_EACH):
        if (number + turn) % 3:
            room.edit_words(browser, "register-birth", "en", turn, think=0.2)
        else:
            room.edit_facts(browser, "register-birth", turn, think=0.2, press="check" if turn % 2 else "save")


def _publish(room: Newsroom, author: StaffBrowser, reviewer: StaffBrowser) -> None:
    for _ in range(PUBLICATIONS):
        room.publish(author, reviewer, "register-birth", "en")
