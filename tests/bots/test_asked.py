"""An editor's questions are asked of content files before anybody reads them."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from bots.asked.cli import understanding
from catalogue.settings import PROJECT


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("edited") / "content"
    shutil.copytree(PROJECT / "content", folder)
    return folder


def ask(tmp_path, content, translated, *lines):
    (tmp_path / "en.yaml").write_text("\n".join(lines), encoding="utf-8")
    return CliRunner().invoke(understanding, [str(tmp_path), "--content", str(content), "--misses"])


def test_what_an_editor_asks_is_answered_by_the_files_as_they_are(tmp_path, content, translated):
    words = content / "services" / "register-dog" / "en.md"
    text = words.read_text(encoding="utf-8")
    words.write_text(text.replace("aliases:\n", "aliases:\n- quokka licence\n", 1), encoding="utf-8")
    asked = "- {ask: how much is a quokka licence, expects: [register-dog], intent: fees}"
    assert ask(tmp_path, content, translated, asked).exit_code == 0
    words.write_text(text, encoding="utf-8")
    result = ask(tmp_path, content, translated, asked)
    assert result.exit_code == 1
    assert "expected register-dog" in result.output


def test_a_file_that_is_no_list_of_questions_is_refused_by_name(tmp_path, content, translated):
    result = ask(tmp_path, content, translated, "- {expects: [register-dog]}")
    assert result.exit_code == 1
    assert "en.yaml, question 1" in result.output
