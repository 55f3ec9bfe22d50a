"""A backup is complete or not there, is taken while others work, and restores into either database."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace

import pytest
from content_builder import SERVICE_SECTIONS, changed, service, small_content
from reading_back import editions, lock_of, title

from catalogue.commands.backup import backup
from catalogue.commands.export_content import get_content
from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.commands.restore import restore
from catalogue.commands.save_draft import save_draft
from catalogue.context import Catalogue
from catalogue.errors import BadBackup, NotEmpty
from catalogue.facts import Kind


@pytest.fixture
def edited(catalogue):
    """A catalogue with some history: a person's edition and an open draft."""
    lock = lock_of(catalogue)
    with catalogue.work("Ада") as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": "Déclarer « 出生 »"}}
        published = publish(work, Kind.SERVICE, "register-birth", "en", body, lock=lock)
        save_draft(work, Kind.SERVICE, "register-birth", "en", body, lock=published.lock)
    return catalogue


@pytest.fixture
def other(new_database, settings, tmp_path, clock):
    """Open another, empty catalogue on a database of a kind."""
    opened = []

    def open_other(kind):
        catalogue = Catalogue(replace(settings, home=tmp_path / "other", database_url=new_database(kind)), clock=clock)
        opened.append(catalogue)
        return catalogue

    yield open_other
    for catalogue in opened:
        catalogue.close()


def tables(manifest):
    """What the tables hold; the row of the state tells of the restore itself."""
    return {name: summary for name, summary in manifest.tables.items() if name != "catalogue_state"}


@pytest.mark.parametrize(
    "target", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], ids=lambda name: f"into-{name}"
)
def test_a_backup_restores_into_an_equal_catalogue_on_either_database(edited, other, target, tmp_path):
    made = backup(edited, tmp_path / "one.zip")
    restored = other(target)
    restore(restored, tmp_path / "one.zip")
    assert restored.sequence() == edited.sequence()
    assert tables(backup(restored, tmp_path / "two.zip")) == tables(made)
    with edited.reading("en") as here, restored.reading("en") as there:
        assert get_content(here) == get_content(there)
    assert title(restored) == "Déclarer « 出生 »"


def test_a_restored_catalogue_can_be_worked_on(edited, other, database_kind, tmp_path):
    backup(edited, tmp_path / "one.zip")
    restored = other(database_kind)
    restore(restored, tmp_path / "one.zip")
    report = import_content(restored, changed(small_content(), service("second", "1002")))
    assert report.sequence == edited.sequence() + 1
    assert title(restored, "second") == "Register a birth"


def test_a_catalogue_that_is_there_is_replaced_only_by_force(edited, tmp_path):
    backup(edited, tmp_path / "one.zip")
    import_content(edited, changed(small_content(), service("second", "1002")))
    sequence = edited.sequence()
    with pytest.raises(NotEmpty):
        restore(edited, tmp_path / "one.zip")
    assert title(edited, "second") == "Register a birth"
    restore(edited, tmp_path / "one.zip", force=True)
    assert editions(edited, key="second") == []
    assert edited.sequence() == sequence + 1
    assert edited.pulse().restored == sequence + 1


def test_readers_go_on_with_what_they_read_while_a_backup_is_made(edited, tmp_path):
    with edited.reading("en") as reading:
        before = get_content(reading)
        backup(edited, tmp_path / "one.zip")
        assert get_content(reading) == before


def test_a_backup_shows_one_instant_whatever_is_published_meanwhile(catalogue, other, tmp_path, monkeypatch):
    """Between any two tables a load commits; the backup holds all of what was before it and nothing of it."""
    from catalogue.commands import backup as room

    write_table, loads = room._write_table, iter(range(100))

    def write_then_load(connection, table, archive):
        summary = write_table(connection, table, archive)
        number = next(loads)
        import_content(catalogue, changed(small_content(), service(title=f"Title {number}")))
        return summary

    monkeypatch.setattr(room, "_write_table", write_then_load)
    manifest = backup(catalogue, tmp_path / "one.zip")
    monkeypatch.undo()
    assert manifest.sequence == 1
    restored = other("sqlite")
    restore(restored, tmp_path / "one.zip")
    with restored.reading("en") as reading:
        assert get_content(reading) == replace(small_content(), problems=())


def test_nobody_but_the_owner_reads_a_backup(catalogue, tmp_path):
    backup(catalogue, tmp_path / "one.zip")
    assert (tmp_path / "one.zip").stat().st_mode & 0o777 == 0o600


def test_a_backup_that_fails_leaves_the_one_before_and_no_half_file(catalogue, tmp_path, monkeypatch):
    file = tmp_path / "backups" / "one.zip"
    file.parent.mkdir()
    backup(catalogue, file)
    good = file.read_bytes()

    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("catalogue.commands.backup._write_table", fail)
    with pytest.raises(OSError, match="No space"):
        backup(catalogue, file)
    assert [found.name for found in file.parent.iterdir()] == ["one.zip"]
    assert file.read_bytes() == good


def rewritten(file, change):
    """The same backup with the members that `change` gives back."""
    with zipfile.ZipFile(file) as archive:
        members = change({name: archive.read(name) for name in archive.namelist()})
    other = file.with_name("altered.zip")
    with zipfile.ZipFile(other, "w") as archive:
        for name, contents in members.items():
            archive.writestr(name, contents)
    return other


def altered_manifest(**fields):
    def change(members):
        manifest = {**json.loads(members["manifest.json"]), **fields}
        return {**members, "manifest.json": json.dumps(manifest).encode()}

    return change


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda members: {**members, "tables/editions.jsonl": members["tables/editions.jsonl"] + b"{}\n"}, "damaged"),
        (lambda members: {k: v.replace(b"12.50", b"99.50") for k, v in members.items()}, "damaged"),
        (lambda members: {k: v for k, v in members.items() if k != "tables/events.jsonl"}, "damaged"),
        (lambda members: {k: v for k, v in members.items() if k != "manifest.json"}, "foreign"),
        (lambda members: {**members, "manifest.json": b"{"}, "damaged"),
        (altered_manifest(schema="9999"), "newer"),
        (altered_manifest(format="onedoor backup 2"), "newer"),
        (altered_manifest(tables=None), "damaged"),
    ],
)
def test_an_altered_backup_is_refused_before_anything_is_touched(catalogue, tmp_path, change, fault):
    backup(catalogue, tmp_path / "one.zip")
    with pytest.raises(BadBackup) as refusal:
        restore(catalogue, rewritten(tmp_path / "one.zip", change), force=True)
    assert refusal.value.fault == fault
    assert title(catalogue) == "Register a birth"


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_truncated_backup_is_refused(catalogue, tmp_path, kept):
    backup(catalogue, tmp_path / "one.zip")
    whole = (tmp_path / "one.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(BadBackup) as refusal:
        restore(catalogue, tmp_path / "cut.zip", force=True)
    assert refusal.value.fault == "damaged"


def test_a_backup_with_flipped_bytes_is_refused(catalogue, tmp_path):
    backup(catalogue, tmp_path / "one.zip")
    whole = bytearray((tmp_path / "one.zip").read_bytes())
    for place in range(200, len(whole) // 2, 997):
        whole[place] ^= 0xFF
    (tmp_path / "flipped.zip").write_bytes(whole)
    with pytest.raises(BadBackup):
        restore(catalogue, tmp_path / "flipped.zip", force=True)


def test_what_is_no_backup_is_refused(catalogue, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam")
    for name, fault in (("letter.txt", "foreign"), ("nowhere.zip", "missing")):
        with pytest.raises(BadBackup) as refusal:
            restore(catalogue, tmp_path / name)
        assert refusal.value.fault == fault
