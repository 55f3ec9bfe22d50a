"""The ledger of failed searches: masked, sealed, without any person, and forgotten after thirty days."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from ledger_builder import listed, seek, seek_on_two_days, stored
from sqlalchemy import text

from catalogue.commands import record_failed_searches as recording
from catalogue.commands.backup import backup
from catalogue.commands.forget_failed_searches import forget_failed_searches
from catalogue.commands.note_failed_search import note_failed_search
from catalogue.commands.record_failed_searches import record_failed_searches
from catalogue.commands.restore import restore
from catalogue.context import Catalogue
from catalogue.jobs import failed_searches as keeping
from catalogue.jobs.failed_searches import Forgetting, write_gathered
from catalogue.jobs.run import Worker, work_once


def never(text, language):
    return False


def everything_stored(catalogue) -> str:
    with catalogue.engine.connect() as connection:
        return str(connection.execute(text("SELECT * FROM failed_searches")).all())


def test_equal_words_are_counted_together_by_language_and_day(empty_catalogue, clock):
    seek(empty_catalogue, "Unicorn licence", "unicorn   LICENCE!", "únicorn licence", reports=1)
    seek(empty_catalogue, "unicorn licence", language="fr")
    clock.move(days=1)
    seek(empty_catalogue, "unicorn licence", times=2)
    assert stored(empty_catalogue) == [
        ("en", 1, 3, 3, "Unicorn licence"),
        ("fr", 1, 1, 0, "unicorn licence"),
        ("en", 0, 2, 0, "unicorn licence"),
    ]


def test_what_tells_of_a_person_is_covered_before_anything_is_held(catalogue):
    with catalogue.reading("en") as reading:
        note_failed_search(catalogue, reading, "unicorn for anna@example.org 0170 1234567 form 1001")
    assert [sought.text for sought in catalogue.tally.take()] == ["unicorn for █ form 1001"]


def test_texts_that_differ_in_what_is_covered_only_are_one(empty_catalogue):
    seek(empty_catalogue, "unicorn 0170 1234567", "unicorn 0171 7654321")
    assert stored(empty_catalogue) == [("en", 0, 2, 0, "unicorn █")]


@pytest.mark.parametrize("typed", ["", "  ", "0170 1234567", "anna@example.org", "?!", "\x00"])
def test_a_text_without_any_word_left_is_not_noted(empty_catalogue, typed):
    with empty_catalogue.reading("en") as reading:
        assert not note_failed_search(empty_catalogue, reading, typed)
    assert empty_catalogue.tally.take() == {}


def test_a_long_text_is_cut(empty_catalogue):
    seek(empty_catalogue, "word " * 1000)
    assert len(stored(empty_catalogue)[0][4]) <= 200


def test_a_flood_of_texts_is_only_counted_once_the_day_is_full(empty_catalogue, clock, monkeypatch):
    monkeypatch.setattr(recording, "MOST_TEXTS_A_DAY", 3)
    with empty_catalogue.reading("en") as reading:
        for text in ("one", "two", "three", "four", "five"):
            note_failed_search(empty_catalogue, reading, text, report=text == "five")
    record_failed_searches(empty_catalogue)
    seek(empty_catalogue, "one", "six", "seven")
    assert stored(empty_catalogue)[0] == ("en", 0, 3, 1, None)
    assert sorted(row[4:] + row[2:3] for row in stored(empty_catalogue)[1:]) == [("one", 2), ("three", 1), ("two", 1)]
    clock.move(days=1)
    seek(empty_catalogue, "six")
    assert stored(empty_catalogue)[-1] == ("en", 0, 1, 0, "six")


def test_nothing_stored_can_be_read_without_the_key_and_nothing_tells_the_time(empty_catalogue, settings):
    seek(empty_catalogue, "unicorn licence")
    assert "nicorn" not in everything_stored(empty_catalogue)
    with empty_catalogue.engine.connect() as connection:
        row = connection.execute(text("SELECT * FROM failed_searches")).mappings().one()
    assert set(row) == {"language", "digest", "day", "searches", "reports", "sealed", "stays", "dismissed", "at_desk"}
    assert str(row["day"]) == "2026-11-21"
    assert settings.seal_key.stat().st_mode & 0o777 == 0o600
    settings.seal_key.unlink()
    with Catalogue(settings, clock=empty_catalogue.clock) as without_key:
        assert stored(without_key) == [("en", 0, 1, 0, None)]


def test_the_text_is_gone_after_thirty_days_and_its_counts_stay(empty_catalogue, clock):
    seek(empty_catalogue, "anna kovacs divorce", "bela kovacs", times=2, reports=1)
    clock.move(days=29)
    assert forget_failed_searches(empty_catalogue, never) == 0
    assert {row[4] for row in stored(empty_catalogue)} == {"anna kovacs divorce", "bela kovacs"}
    clock.move(days=1)
    assert forget_failed_searches(empty_catalogue, never) == 2
    assert stored(empty_catalogue) == [("en", 30, 4, 2, None)]
    assert forget_failed_searches(empty_catalogue, never) == 0
    assert stored(empty_catalogue) == [("en", 30, 4, 2, None)]


def test_of_a_forgotten_text_no_digest_is_left(empty_catalogue, clock):
    seek(empty_catalogue, "anna kovacs")
    digest = empty_catalogue.seal.digest("anna kovacs")
    assert digest in everything_stored(empty_catalogue)
    clock.move(days=30)
    forget_failed_searches(empty_catalogue, never)
    assert digest not in everything_stored(empty_catalogue)


def test_a_text_of_words_of_the_catalogue_stays(empty_catalogue, clock):
    seek(empty_catalogue, "newborn papers", "anna kovacs")
    clock.move(days=40)
    forget_failed_searches(empty_catalogue, lambda text, language: (text, language) == ("newborn papers", "en"))
    assert [row[4] for row in stored(empty_catalogue)] == [None, "newborn papers"]
    clock.move(days=400)
    assert forget_failed_searches(empty_catalogue, never) == 0
    assert [row[4] for row in stored(empty_catalogue)] == [None, "newborn papers"]


@pytest.mark.parametrize(("days", "kept"), [(4, []), (5, ["unicorn"] * 5)])
def test_a_text_that_was_sought_on_five_different_days_stays(empty_catalogue, clock, days, kept):
    for _ in range(days):
        seek(empty_catalogue, "unicorn", times=9)
        clock.move(days=7)
    for _ in range(10):
        forget_failed_searches(empty_catalogue, never)
        clock.move(days=7)
    assert [row[4] for row in stored(empty_catalogue) if row[4]] == kept
    assert sum(row[2] for row in stored(empty_catalogue)) == 9 * days


def test_five_times_on_one_day_are_not_five_days(empty_catalogue, clock):
    seek(empty_catalogue, "anna kovacs", times=50)
    clock.move(days=30)
    assert forget_failed_searches(empty_catalogue, never) == 1


def test_two_processes_that_forget_at_once_count_once(empty_catalogue, settings, clock, monkeypatch):
    monkeypatch.setattr("catalogue.commands.forget_failed_searches._ROWS_AT_ONCE", 7)
    words = [chr(97 + one) * 3 + chr(97 + other) * 3 for one in range(6) for other in range(6)]
    seek(empty_catalogue, *words)
    clock.move(days=31)
    with Catalogue(settings, clock=clock) as other, ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda one: forget_failed_searches(one, never), (empty_catalogue, other)))
    assert sum(counts) == 36
    assert stored(empty_catalogue) == [("en", 31, 36, 0, None)]


def test_two_processes_that_write_at_once_lose_nothing(empty_catalogue, settings, clock):
    def write(catalogue):
        for _ in range(10):
            seek(catalogue, "unicorn", "dragon", "phoenix")

    with Catalogue(settings, clock=clock) as other, ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (empty_catalogue, other)))
    assert [row[2] for row in stored(empty_catalogue)] == [20, 20, 20]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_deleted_text_is_overwritten_in_the_file(empty_catalogue, settings, clock):
    seek(empty_catalogue, "anna kovacs")
    with empty_catalogue.engine.connect() as connection:
        sealed = connection.execute(text("SELECT sealed FROM failed_searches")).scalar_one()

    def written() -> bytes:
        with empty_catalogue.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
        return Path(settings.database_url.removeprefix("sqlite:///")).read_bytes()

    assert sealed in written()
    clock.move(days=30)
    forget_failed_searches(empty_catalogue, never)
    assert sealed not in written()


def test_what_could_not_be_written_is_written_later_and_said_to_no_log(empty_catalogue, monkeypatch, caplog):
    def fail(session, rows):
        raise OSError("disk full")

    with empty_catalogue.reading("en") as reading:
        note_failed_search(empty_catalogue, reading, "anna kovacs")
    monkeypatch.setattr(recording, "add_counts", fail)
    monkeypatch.setattr(keeping, "SECONDS_GATHERED", 0.0)
    worker = Worker(empty_catalogue)
    with caplog.at_level(logging.DEBUG):
        worker.start()
        worker.stop()
    assert "disk full" in caplog.text
    assert "kovacs" not in caplog.text
    monkeypatch.undo()
    assert record_failed_searches(empty_catalogue) == 1
    assert stored(empty_catalogue) == [("en", 0, 1, 0, "anna kovacs")]


def test_the_worker_writes_every_few_seconds_and_at_its_end(empty_catalogue, monkeypatch):
    with empty_catalogue.reading("en") as reading:
        note_failed_search(empty_catalogue, reading, "unicorn")
        write_gathered(empty_catalogue)
        assert stored(empty_catalogue) == []
        monkeypatch.setattr(keeping, "SECONDS_GATHERED", 0.0)
        write_gathered(empty_catalogue)
        assert [row[2] for row in stored(empty_catalogue)] == [1]
        monkeypatch.undo()
        worker = Worker(empty_catalogue)
        worker.start()
        note_failed_search(empty_catalogue, reading, "unicorn")
        worker.stop()
    assert [row[2] for row in stored(empty_catalogue)] == [2]


def test_the_worker_forgets_by_itself_and_asks_the_index_what_is_known(catalogue, clock):
    seek(catalogue, "newborn", "anna kovacs")
    work_once(catalogue)
    clock.move(days=30)
    work_once(catalogue)
    assert [row[4] for row in stored(catalogue)] == [None, "newborn"]


def test_without_an_index_texts_go_all_the_same(catalogue, clock):
    seek(catalogue, "newborn")
    clock.move(days=30)
    Forgetting()(catalogue)
    assert [row[4] for row in stored(catalogue)] == [None]


def test_it_looks_for_what_is_due_once_an_hour_and_again_after_a_failure(catalogue, clock, monkeypatch):
    looks = []

    def look(catalogue, is_known):
        looks.append(catalogue.clock())
        if len(looks) == 1:
            raise OSError("disk full")

    monkeypatch.setattr(keeping, "forget_failed_searches", look)
    forgetting = Forgetting()
    with pytest.raises(OSError, match="disk full"):
        forgetting(catalogue)
    forgetting(catalogue)
    clock.move(minutes=59)
    forgetting(catalogue)
    assert len(looks) == 2
    clock.move(minutes=1)
    forgetting(catalogue)
    assert len(looks) == 3


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from ledger_builder import seek
from catalogue.commands.note_failed_search import note_failed_search
from catalogue.context import Catalogue
from catalogue.settings import Settings

with Catalogue(Settings(Path(sys.argv[2]), Path("."), sys.argv[1], "whoosh")) as catalogue:
    seek(catalogue, "written")
    with catalogue.reading("en") as reading:
        note_failed_search(catalogue, reading, "gathered")
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_loses_what_it_had_not_written_and_nothing_else(settings, database_url):
    tests = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", KILLED, database_url, str(settings.home), tests]
    assert subprocess.run(command, timeout=120).returncode == -signal.SIGKILL
    with Catalogue(settings) as catalogue:
        assert [row[2:] for row in stored(catalogue)] == [(1, 0, "written")]


def test_a_backup_holds_nothing_of_it_and_a_restore_leaves_it_alone(catalogue, tmp_path):
    seek_on_two_days(catalogue, "unicorn", times=5)
    before = everything_stored(catalogue)
    manifest = backup(catalogue, tmp_path / "one.zip")
    assert "failed_searches" not in manifest.tables
    seek(catalogue, "dragon")
    both = everything_stored(catalogue)
    assert both != before
    restore(catalogue, tmp_path / "one.zip", force=True)
    assert everything_stored(catalogue) == both
    assert [group.text for group in listed(catalogue).groups] == ["unicorn"]
