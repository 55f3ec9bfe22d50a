"""`onedoor words`: out to a file, and in as somebody's drafts."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from content_builder import small_content, write_folder

from catalogue.cli import main

MAIL = "tom@example.org"


@pytest.fixture
def onedoor(tmp_path, monkeypatch):
    monkeypatch.setenv("ONEDOOR_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("ONEDOOR_CONTENT", str(tmp_path / "content"))
    monkeypatch.delenv("ONEDOOR_DATABASE_URL", raising=False)
    write_folder(small_content(), tmp_path / "content")

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="onedoor")

    assert run("load").exit_code == 0
    assert run("user", "add", MAIL, "--role", "translator", "--language", "fr").exit_code == 0
    return run


@pytest.mark.parametrize("name", ["words.csv", "words.xlf"])
def test_out_and_in(onedoor, tmp_path, name):
    file = tmp_path / name
    out = onedoor("words", "out", file, "--language", "fr", "--object", "service/register-birth")
    assert (out.exit_code, out.stdout.endswith(" sections\n")) == (0, True)
    file.write_bytes(file.read_bytes().replace(b"Register a birth (fr)", b"Register a child (fr)"))
    tried = onedoor("words", "in", file, "--language", "fr", "--as", MAIL, "--dry-run")
    assert tried.stdout == "service/register-birth title: Register a [-birth-]{+child+} (fr)\n"
    again = onedoor("words", "in", file, "--language", "fr", "--as", MAIL)
    assert (again.exit_code, again.stdout) == (0, tried.stdout)
    done = onedoor("words", "in", file, "--language", "fr", "--as", MAIL)
    assert (done.exit_code, done.stdout) == (0, "")


def test_bad_rows_are_told_with_their_line(onedoor, tmp_path):
    file = tmp_path / "words.csv"
    file.write_text("kind,key,section,source,target\nservice,none,title,a,b\n")
    answer = onedoor("words", "in", file, "--language", "fr", "--as", MAIL)
    assert (answer.exit_code, answer.stderr) == (1, "line 2: no object: service/none\n")


def test_what_makes_no_sense_is_refused(onedoor, tmp_path):
    file = tmp_path / "words.csv"
    file.write_text("nothing")
    assert onedoor("words", "in", file, "--language", "fr", "--as", MAIL).exit_code == 2
    assert onedoor("words", "out", file, "--language", "en").exit_code == 2
    assert onedoor("words", "out", file, "--language", "fr", "--object", "nothing").exit_code == 2
    file.write_text("kind,key,section,source,target\n")
    assert onedoor("words", "in", file, "--language", "fr", "--as", "nobody@example.org").exit_code == 1
    assert onedoor("user", "disable", MAIL).exit_code == 0
    assert onedoor("words", "in", file, "--language", "fr", "--as", MAIL).exit_code == 1
