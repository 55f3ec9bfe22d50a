"""Preparing makes everything ready, and, when all is ready, does nothing."""

from __future__ import annotations

import pytest
from content_builder import SERVICE_SECTIONS, changed, service, small_content, write_folder
from reading_back import lock_of, title

from catalogue.commands.prepare import folder_digest, prepare
from catalogue.commands.publish import publish
from catalogue.context import Catalogue
from catalogue.errors import InvalidContent
from catalogue.facts import Kind
from catalogue.settings import Settings


@pytest.fixture
def fresh(tmp_path):
    """A catalogue that was never prepared: no database, no state folder, only content files."""
    write_folder(small_content(), tmp_path / "content")
    url = f"sqlite:///{tmp_path}/var/onedoor.sqlite"
    with Catalogue(Settings(tmp_path / "var", tmp_path / "content", url, "whoosh")) as catalogue:
        yield catalogue


def test_from_nothing_it_makes_schema_content_and_index(fresh):
    prepared = prepare(fresh)
    assert prepared.migrated
    assert prepared.loaded.sequence == 1
    assert [hit.id for hit in fresh.search_index.find("newborn", "en").hits] == ["register-birth"]


def test_the_second_time_it_does_nothing(fresh):
    prepare(fresh)
    prepared = prepare(fresh)
    assert (prepared.migrated, prepared.loaded, prepared.refused) == (False, None, None)


def test_it_keeps_a_persons_edits(fresh):
    prepare(fresh)
    lock = lock_of(fresh)
    with fresh.work("ada") as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": "Declare a birth"}}
        publish(work, Kind.SERVICE, "register-birth", "en", body, lock=lock)
    prepare(fresh)
    assert title(fresh) == "Declare a birth"


def test_it_loads_files_that_changed(fresh):
    prepare(fresh)
    write_folder(changed(small_content(), service(title="Declare a birth")), fresh.settings.content)
    assert not prepare(fresh).loaded.is_empty
    assert title(fresh) == "Declare a birth"


def test_files_with_faults_stop_it_while_there_is_no_content(fresh):
    (fresh.settings.content / "pack.yaml").write_text("country: [")
    with pytest.raises(InvalidContent):
        prepare(fresh)


def test_files_with_faults_do_not_stop_a_portal_that_has_content(fresh):
    prepare(fresh)
    (fresh.settings.content / "pack.yaml").write_text("country: [")
    prepared = prepare(fresh)
    assert prepared.refused.problems
    assert title(fresh) == "Register a birth"


def test_a_copy_of_a_folder_has_the_same_digest_and_a_changed_one_has_not(tmp_path):
    write_folder(small_content(), tmp_path / "a")
    write_folder(small_content(), tmp_path / "b")
    assert folder_digest(tmp_path / "a") == folder_digest(tmp_path / "b")
    (tmp_path / "b/en.md").rename(tmp_path / "b/ru.md")
    assert folder_digest(tmp_path / "a") != folder_digest(tmp_path / "b")
