"""An editor's questions are asked of content files before anybody reads them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from content_builder import small_content

from bots.asked import unpublished
from bots.asked.cli import understanding


@pytest.fixture
def ask(tmp_path, translated, monkeypatch):
    """Ask questions, a line each, of the small country's files."""
    monkeypatch.setattr(unpublished, "read", lambda folder: small_content())
    (tmp_path / "questions").mkdir()

    def run(*lines):
        (tmp_path / "questions" / "en.yaml").write_text("\n".join(lines), encoding="utf-8")
        return CliRunner().invoke(understanding, [str(tmp_path / "questions"), "--content", str(tmp_path), "--misses"])

    return run


def test_what_an_editor_asks_is_answered_by_the_files_as_they_are(ask):
    assert ask("- {ask: how do I register a birth, expects: [register-birth], intent: steps}").exit_code == 0


def test_what_is_answered_otherwise_is_named(ask):
    result = ask("- {ask: how do I register a birth, expects: [get-passport], intent: steps}")
    assert result.exit_code == 1
    assert "expected get-passport" in result.output
    assert "got register-birth" in result.output


def test_a_file_that_is_no_list_of_questions_is_refused_by_name(ask):
    result = ask("- {expects: [register-birth]}")
    assert result.exit_code == 1
    assert "en.yaml, question 1" in result.output
