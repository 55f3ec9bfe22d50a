"""Counts are written every few seconds and at the end; what a killed process had not written is all that is lost."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from counted import a_deed, do, stored

from catalogue.commands.backup import backup
from catalogue.commands.counts import record_deeds as recording
from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.commands.restore import restore
from catalogue.context import Catalogue
from catalogue.figures.deeds import Channel, Deed
from catalogue.jobs import counts as keeping
from catalogue.jobs.counts import write_deeds
from catalogue.jobs.run import Worker

DAY = date(2026, 11, 21)
READ = (DAY, "read", "portal", "en", "service", "register-birth", "", "")


def test_equal_deeds_are_added_up(empty_catalogue):
    do(empty_catalogue, 2)
    do(empty_catalogue, 3)
    do(empty_catalogue, place="harbour", language="fr")
    do(empty_catalogue, deed=Deed.SEARCH_FAILED, channel=Channel.DESK, kind="", key="", target_group="parents")
    assert stored(empty_catalogue) == {
        READ: 5,
        (DAY, "read", "portal", "fr", "service", "register-birth", "harbour", ""): 1,
        (DAY, "search_failed", "desk", "en", "", "", "", "parents"): 1,
    }


def test_more_deeds_than_one_statement_takes(empty_catalogue):
    for number in range(450):
        empty_catalogue.deeds.note(a_deed(DAY, key=f"service-{number}"))
    assert record_deeds(empty_catalogue) == 450
    assert len(stored(empty_catalogue)) == 450


def test_nothing_gathered_writes_nothing(empty_catalogue, count_queries):
    with count_queries(empty_catalogue.engine) as queries:
        assert record_deeds(empty_catalogue) == 0
        write_deeds(empty_catalogue)
    assert queries.count == 0


def test_two_processes_that_write_at_once_lose_nothing(empty_catalogue, settings, clock):
    def write(catalogue):
        for _ in range(10):
            for key in ("one", "two", "three"):
                catalogue.deeds.note(a_deed(DAY, key=key))
            record_deeds(catalogue)

    with Catalogue(settings, clock=clock) as other, ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (empty_catalogue, other)))
    assert list(stored(empty_catalogue).values()) == [20, 20, 20]


def test_the_worker_writes_every_few_seconds_and_at_its_end(empty_catalogue, monkeypatch):
    empty_catalogue.deeds.note(a_deed(DAY))
    write_deeds(empty_catalogue)
    assert stored(empty_catalogue) == {}
    monkeypatch.setattr(keeping, "SECONDS_GATHERED", 0.0)
    write_deeds(empty_catalogue)
    assert stored(empty_catalogue) == {READ: 1}
    monkeypatch.undo()
    worker = Worker(empty_catalogue)
    worker.start()
    empty_catalogue.deeds.note(a_deed(DAY))
    worker.stop()
    assert stored(empty_catalogue) == {READ: 2}


def test_what_could_not_be_written_is_written_later(empty_catalogue, monkeypatch, caplog):
    def fail(session, deeds):
        raise OSError("disk full")

    empty_catalogue.deeds.note(a_deed(DAY))
    monkeypatch.setattr(recording, "add_deeds", fail)
    worker = Worker(empty_catalogue)
    with caplog.at_level(logging.DEBUG):
        worker.start()
        worker.stop()
    assert "disk full" in caplog.text
    monkeypatch.undo()
    assert record_deeds(empty_catalogue) == 1
    assert stored(empty_catalogue) == {READ: 1}


def test_where_counting_is_off_nothing_is_counted(settings, clock):
    with Catalogue(replace(settings, counting=False), clock=clock) as catalogue:
        do(catalogue, 5)
        assert stored(catalogue) == {}


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from counted import a_deed, do
from catalogue.context import Catalogue
from catalogue.settings import Settings

with Catalogue(Settings(Path(sys.argv[2]), Path("."), sys.argv[1], "whoosh")) as catalogue:
    do(catalogue, 4, key="written")
    catalogue.deeds.note(a_deed(date(2026, 11, 21), key="gathered"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_loses_what_it_had_not_written_and_nothing_else(settings, database_url):
    tests = str(Path(__file__).parents[3])
    command = [sys.executable, "-c", KILLED, database_url, str(settings.home), tests]
    assert subprocess.run(command, timeout=120).returncode == -signal.SIGKILL
    with Catalogue(settings) as catalogue:
        assert [(key[5], times) for key, times in stored(catalogue).items()] == [("written", 4)]


def test_counts_are_in_a_backup(catalogue, tmp_path):
    do(catalogue, 4)
    backup(catalogue, tmp_path / "one.zip")
    do(catalogue, 3)
    restore(catalogue, tmp_path / "one.zip", force=True)
    assert stored(catalogue) == {READ: 4}


@pytest.mark.parametrize("table", ["counts"])
def test_no_column_could_hold_a_person_or_a_word(empty_catalogue, table):
    # Each is an id of the catalogue, a code, a day or the number; the longest id has 130 characters.
    from sqlalchemy import inspect

    columns = {column["name"] for column in inspect(empty_catalogue.engine).get_columns(table)}
    assert columns == {"day", "deed", "channel", "kind", "key", "language", "place", "target_group", "times"}
