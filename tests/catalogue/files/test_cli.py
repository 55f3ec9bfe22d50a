"""`onedoor format`, `check` and `stamp`: exit codes, output, and what they do not import."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from planted_content import Planted

from catalogue import cli
from catalogue.errors import Conflict, Gone, InvalidContent, Moved, NotAllowed, NotFound, NotReady, Problem

OFFICE = "offices/harbour-centre/office.yaml"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [str(argument) for argument in arguments])


def test_check_is_silent_on_sound_content(planted: Planted) -> None:
    result = _run("check", planted.folder, "--as-of", "2026-06-01")
    assert (result.exit_code, result.output) == (0, "")


def test_check_names_path_field_problem_and_remedy(planted: Planted) -> None:
    planted.edit(OFFICE, "kind: centre", "kind: castle")
    result = _run("check", planted.folder, "--as-of", "2026-06-01")
    assert result.exit_code == 1
    assert result.output.startswith(f"{OFFICE}: kind: “castle” is not one of the choices. Choose one of: centre")


def test_check_prints_one_json_document(planted: Planted) -> None:
    planted.edit(OFFICE, "kind: centre", "kind: castle")
    result = _run("check", planted.folder, "--json", "--as-of", "2026-06-01")
    problem = json.loads(result.stdout)["problems"][0]
    assert (result.exit_code, sorted(problem)) == (1, ["field", "path", "problem", "remedy"])
    assert problem["path"] == OFFICE


def test_check_counts_reviews_from_the_day_given(planted: Planted) -> None:
    assert _run("check", planted.folder, "--as-of", "2028-01-01").exit_code == 1


def test_format_names_what_it_changed(planted: Planted) -> None:
    planted.edit(OFFICE, "kind: centre", "kind:   centre")
    result = _run("format", planted.folder)
    assert (result.exit_code, result.output) == (0, f"{OFFICE}\n")
    assert _run("format", planted.folder).output == ""


def test_stamp_takes_files_and_sections(planted: Planted) -> None:
    planted.edit("places/harbour/en.md", "title: Harbour", "title: The Harbour")
    result = _run("stamp", planted.folder / "places/harbour/fr.md", "--section", "title")
    assert (result.exit_code, result.output) == (0, "places/harbour/fr.md\n")
    refused = _run("stamp", planted.folder / "places/harbour/en.md")
    assert refused.exit_code == 1
    assert "places/harbour/en.md is no translation" in refused.stderr


@pytest.mark.parametrize(
    "arguments", [["check", "/nowhere"], ["check", "--as-of", "soon"], ["stamp"], ["nonsense"], ["format", "a", "b"]]
)
def test_wrong_usage_is_told_apart(arguments: list[str]) -> None:
    assert _run(*arguments).exit_code == 2


def test_a_file_outside_every_content_folder_is_wrong_usage(tmp_path: Path) -> None:
    result = _run("stamp", tmp_path / "fr.md")
    assert (result.exit_code, "lies in no content folder" in result.stderr) == (2, True)


def test_the_content_folder_is_the_one_of_the_settings(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONEDOOR_CONTENT", str(planted.folder))
    assert _run("check", "--as-of", "2026-06-01").exit_code == 0
    monkeypatch.setenv("ONEDOOR_CONTENT", str(planted.folder / "nowhere"))
    assert _run("check").exit_code == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotFound("life_event", "x"), "There is no life event “x”."),
        (Gone("service", "x"), "The service “x” was withdrawn."),
        (Moved("service", "x", "y"), "The service “x” is called “y” now."),
        (Conflict("service", "x", "fr"), "Somebody else changed fr of the service “x” meanwhile."),
        (NotAllowed("publish"), "You may not do that: publish."),
        (NotReady(("database", "index")), "This is missing: database, index."),
        (InvalidContent((Problem("a", "b", "C.", "D."), Problem("e", "f", "G.", "H."))), "a: b: C. D.\ne: f: G. H."),
    ],
)
def test_errors_of_the_catalogue_become_sentences(error: Exception, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def fail() -> None:
        raise error

    monkeypatch.setattr(cli._Commands, "get_command", lambda self, ctx, name: fail)
    result = _run("anything")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", said + "\n")


def test_check_imports_no_heavy_library(planted: Planted) -> None:
    heavy = "{'sqlalchemy', 'alembic', 'flask', 'whoosh', 'icalendar'} & set(sys.modules)"
    program = (
        "import sys; from catalogue.cli import main\n"
        f"try: main(['check', {str(planted.folder)!r}, '--as-of', '2026-06-01'])\n"
        f"except SystemExit as end: sys.exit(str({heavy}) if {heavy} else end.code)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_every_command_in_the_table_can_be_loaded() -> None:
    context = click.Context(cli.main)
    assert set(cli.COMMANDS) <= set(cli.main.list_commands(context))
    for name in ("check", "format", "stamp"):
        assert cli.main.get_command(context, name).name == name
