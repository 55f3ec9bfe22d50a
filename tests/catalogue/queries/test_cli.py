"""The commands that read say in one sentence what they lack, and refuse places that do not exist."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from content_builder import small_content, write_folder

from catalogue.cli import main


@pytest.fixture
def onedoor(tmp_path, monkeypatch):
    """Run a command in a state folder and with a content folder of the test's own."""
    monkeypatch.setenv("ONEDOOR_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("ONEDOOR_CONTENT", str(tmp_path / "content"))
    monkeypatch.delenv("ONEDOOR_DATABASE_URL", raising=False)
    write_folder(small_content(), tmp_path / "content")
    return lambda *arguments: CliRunner().invoke(main, arguments, prog_name="onedoor")


READERS = [("search", "birth", "--language", "en"), ("plan", "having-a-baby", "--language", "en")]


def told(result):
    """What was said, when it is one sentence and the command ended as it should."""
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    return result.stderr


@pytest.mark.parametrize("command", READERS, ids=["search", "plan"])
def test_without_a_prepared_database_they_say_what_makes_it(onedoor, command):
    assert "onedoor prepare" in told(onedoor(*command))


@pytest.mark.parametrize("command", READERS, ids=["search", "plan"])
def test_a_database_that_cannot_be_opened_is_said_in_one_sentence(onedoor, monkeypatch, tmp_path, command):
    monkeypatch.setenv("ONEDOOR_DATABASE_URL", f"sqlite:///{tmp_path}")
    assert "database cannot be used" in told(onedoor(*command))


@pytest.mark.parametrize("command", READERS, ids=["search", "plan"])
def test_a_place_that_does_not_exist_is_refused(onedoor, command):
    onedoor("load")
    assert told(onedoor(*command, "--place", "nowhere")) == "There is no place “nowhere”.\n"
    assert onedoor(*command, "--place", "harbour").exit_code == 0


def test_search_without_an_index_says_so(onedoor, tmp_path):
    onedoor("load")
    for file in sorted((tmp_path / "var" / "index").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    assert "search index" in told(onedoor(*READERS[0]))
