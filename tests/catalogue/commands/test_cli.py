"""The operators' commands: what they print, and with what code they end."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from content_builder import changed, service, small_content, without, write_folder

from catalogue.cli import main
from catalogue.facts import Kind
from catalogue.search import engines


@pytest.fixture
def onedoor(tmp_path, monkeypatch):
    """Run a command in a state folder and with a content folder of the test's own."""
    monkeypatch.setenv("ONEDOOR_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("ONEDOOR_CONTENT", str(tmp_path / "content"))
    monkeypatch.delenv("ONEDOOR_DATABASE_URL", raising=False)
    write_folder(small_content(), tmp_path / "content")

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="onedoor")

    return run


def test_load_says_what_it_did_and_then_that_there_is_nothing_to_do(onedoor):
    first = onedoor("load")
    assert (first.exit_code, first.output.split(";")[0]) == (0, "Done: 34 added")
    assert onedoor("load").stdout == "Nothing to change: 34 parts are as in the files.\n"


def test_a_dry_run_lists_every_change_and_makes_none(onedoor, tmp_path):
    onedoor("load")
    content = without(changed(small_content(), service(title="Declare a birth")), Kind.DOCUMENT, "consent")
    folder = write_folder(content, tmp_path / "other")
    for _ in range(2):
        result = onedoor("load", folder, "--dry-run")
        assert result.exit_code == 0
        assert result.output.splitlines()[:4] == [
            "service register-birth, en: changed",
            "service register-birth, fr: changed",
            "document consent, en: in the database but in no file",
            "document consent, facts: in the database but in no file",
        ]


def test_load_as_json_is_one_document(onedoor):
    document = json.loads(onedoor("load", "--json").stdout)
    assert document["sequence"] == 1
    assert {"step": "add", "kind": "service", "id": "register-birth", "part": "en"} in document["changes"]
    assert {"scope": "service", "id": "register-birth", "number": 1} in document["numbers"]
    assert document["redirects"] == [{"kind": "service", "from": "birth", "to": "register-birth"}]


def test_load_withdraws_when_asked(onedoor, tmp_path):
    onedoor("load")
    folder = write_folder(without(small_content(), Kind.DOCUMENT, "consent"), tmp_path / "other")
    assert "document consent, facts: withdrawn" in onedoor("load", folder, "--withdraw").output


def test_files_with_faults_end_with_one_and_a_sentence_each(onedoor, tmp_path):
    (tmp_path / "content/pack.yaml").write_text("country: [")
    result = onedoor("load")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "pack.yaml" in result.stderr


def test_a_folder_that_is_not_there_is_wrong_usage(onedoor, tmp_path):
    assert onedoor("load", tmp_path / "nowhere").exit_code == 2


def test_what_needs_a_catalogue_says_that_there_is_none(onedoor, tmp_path):
    for command in (["export", tmp_path / "out"], ["backup", tmp_path / "b.zip"], ["work"], ["reindex"]):
        result = onedoor(*command)
        assert result.exit_code == 1
        assert "`onedoor prepare`" in result.stderr


def test_a_database_that_cannot_be_reached_is_one_sentence(onedoor, monkeypatch):
    monkeypatch.setenv("ONEDOOR_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nowhere")
    result = onedoor("work")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The database cannot be used: ")
    assert len(result.stderr.splitlines()) == 1


def test_content_backup_and_restore_go_round(onedoor, tmp_path):
    onedoor("prepare")
    assert onedoor("export", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out/pack.yaml").read_bytes() == (tmp_path / "content/pack.yaml").read_bytes()
    assert onedoor("backup", tmp_path / "one.zip").exit_code == 0
    refused = onedoor("restore", tmp_path / "one.zip")
    assert (refused.exit_code, refused.stderr.count("--force")) == (1, 1)
    assert onedoor("restore", tmp_path / "one.zip", "--force").exit_code == 0
    found = onedoor("search", "newborn", "--language", "en", "--json")
    assert [hit["id"] for hit in json.loads(found.stdout)["results"]] == ["register-birth"]


def test_a_damaged_backup_is_one_sentence(onedoor, tmp_path):
    onedoor("load")
    onedoor("backup", tmp_path / "one.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "one.zip").read_bytes()[:-100])
    result = onedoor("restore", tmp_path / "cut.zip", "--force")
    assert result.exit_code == 1
    assert result.stderr == f"The backup “{tmp_path}/cut.zip” is cut short or was altered, so nothing was restored.\n"


def test_a_backup_into_no_folder_is_wrong_usage(onedoor, tmp_path):
    onedoor("load")
    assert onedoor("backup", tmp_path / "nowhere/one.zip").exit_code == 2


def test_reindex_builds_anew_and_refuses_an_unknown_engine(onedoor):
    onedoor("load")
    assert onedoor("reindex").output == "16 documents indexed.\n"
    refused = onedoor("reindex", "--engine", "elsewhere")
    assert refused.exit_code == 2
    assert "There is no search engine “elsewhere”; there is whoosh and tantivy." in refused.stderr


def test_reindex_swaps_the_engine_for_good(onedoor, monkeypatch):
    onedoor("load")
    assert onedoor("reindex", "--engine", "tantivy").exit_code == 0
    prepared = onedoor("prepare")
    assert "The search index is one of tantivy; to have one of whoosh, run `onedoor reindex`." in prepared.stderr
    assert "register-birth" in onedoor("search", "birth", "--language", "en", "--json").stdout
    monkeypatch.setenv("ONEDOOR_SEARCH_ENGINE", "tantivy")
    assert onedoor("prepare").stderr == ""
    monkeypatch.setenv("ONEDOOR_SEARCH_ENGINE", "whoosh")
    assert onedoor("reindex").exit_code == 0
    assert onedoor("prepare").stderr == ""


def test_an_engine_that_is_not_installed_is_named_with_its_remedy(onedoor, monkeypatch):
    onedoor("load")
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    remedy = "pip install onedoor[national]"
    refused = onedoor("reindex", "--engine", "tantivy")
    assert (refused.exit_code, remedy in refused.stderr) == (2, True)
    monkeypatch.setenv("ONEDOOR_SEARCH_ENGINE", "tantivy")
    for command in (("reindex",), ("prepare",), ("work",), ("serve",), ("search", "birth", "--language", "en")):
        refused = onedoor(*command)
        assert (refused.exit_code, remedy in refused.stderr) == (1, True), command
        assert "Traceback" not in refused.output


def test_prepare_serves_on_with_what_it_had_when_files_have_faults(onedoor, tmp_path):
    onedoor("prepare")
    (tmp_path / "content/pack.yaml").write_text("country: [")
    result = onedoor("prepare")
    assert result.exit_code == 0
    assert "not loaded" in result.stderr


def test_load_tells_that_the_check_has_more_to_say(onedoor):

    loaded = onedoor("load")
    assert loaded.exit_code == 0
    assert "run `onedoor check`" in loaded.stderr
