"""Export after load gives the files that were loaded, byte for byte."""

from __future__ import annotations

from content_builder import SERVICE_SECTIONS, changed, service, small_content, write_folder
from reading_back import lock_of

from catalogue.commands.export_content import export_content
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.withdraw import withdraw
from catalogue.facts import Kind
from catalogue.files.content import Redirect
from catalogue.files.reader import read


def files(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def export(catalogue, folder):
    with catalogue.reading("en") as reading:
        return export_content(reading, folder)


def test_export_after_load_gives_identical_files(empty_catalogue, tmp_path):
    content = changed(small_content(), service("second", "1002"))
    renamed = (Redirect(kind=Kind.SERVICE, old="z", new="second"), Redirect(kind=Kind.OFFICE, old="a", new="centre"))
    folder = write_folder(type(content)(content.objects, content.numbers, renamed), tmp_path / "in")
    loaded = read(folder)
    assert loaded.problems == ()
    import_content(empty_catalogue, loaded)
    export(empty_catalogue, tmp_path / "out")
    assert files(tmp_path / "out") == files(folder)
    assert len(files(folder)) > 30


def test_loading_what_was_exported_changes_nothing(catalogue, tmp_path):
    export(catalogue, tmp_path / "out")
    assert import_content(catalogue, read(tmp_path / "out")).changes == ()


def test_a_persons_edit_is_exported(catalogue, tmp_path):
    export(catalogue, tmp_path)
    lock = lock_of(catalogue)
    with catalogue.work("ada") as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": "Declare a birth"}}
        publish(work, Kind.SERVICE, "register-birth", "en", body, lock=lock)
    assert export(catalogue, tmp_path) == ("services/register-birth/en.md",)
    assert "title: Declare a birth\n" in (tmp_path / "services/register-birth/en.md").read_text()


def test_what_was_withdrawn_is_not_exported_but_keeps_its_number(catalogue, tmp_path):
    with catalogue.work("ada") as work:
        withdraw(work, Kind.DOCUMENT, "consent")
    export(catalogue, tmp_path)
    assert not (tmp_path / "documents/consent").exists()
    assert read(tmp_path).numbers["document"]["consent"] == small_content().numbers["document"]["consent"]
