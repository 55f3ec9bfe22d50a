"""The worker of `serve`: what is published is found within a second, and no failure ends it."""

from __future__ import annotations

import logging
import time

import pytest
from content_builder import SERVICE_SECTIONS, small_content
from ledger_builder import seek, stored
from reading_back import lock_of

from catalogue.commands.import_content import import_content
from catalogue.commands.note_failed_search import note_failed_search
from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.jobs import failed_searches, run
from catalogue.jobs.run import Worker, work_once

SECONDS_TO_WAIT = 60
"""A busy machine may keep a thread from running for many seconds."""


def wait_until(holds):
    end = time.monotonic() + SECONDS_TO_WAIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_found(catalogue, query):
    return catalogue.search_index.sequence is not None and bool(catalogue.search_index.find(query, "en").hits)


def test_it_finds_work_by_itself_until_it_is_stopped(empty_catalogue):
    worker = Worker(empty_catalogue)
    worker.start()
    try:
        import_content(empty_catalogue, small_content())
        wait_until(lambda: is_found(empty_catalogue, "newborn"))
        lock = lock_of(empty_catalogue)
        with empty_catalogue.work("ada") as work:
            body = {"sections": {**SERVICE_SECTIONS, "title": "Zebra"}}
            publish(work, Kind.SERVICE, "register-birth", "en", body, lock=lock)
        wait_until(lambda: is_found(empty_catalogue, "zebra"))
    finally:
        worker.stop()
    sequence = empty_catalogue.search_index.sequence
    with empty_catalogue.work("ada") as work:
        work.take_sequence()
    time.sleep(2 * (run.PAUSE + run.JITTER))
    assert empty_catalogue.search_index.sequence == sequence


def test_the_longest_pause_leaves_time_to_index_within_a_second():
    assert run.PAUSE + run.JITTER <= 0.5


def test_a_failure_is_logged_and_the_work_tried_again(empty_catalogue, monkeypatch, caplog):
    tries = []

    def fail_once(catalogue):
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("disk full")

    monkeypatch.setattr(run, "update_index", fail_once)
    monkeypatch.setattr(run, "PAUSE_AFTER_FAILURE", 0.01)
    worker = Worker(empty_catalogue)
    with caplog.at_level(logging.ERROR):
        worker.start()
        wait_until(lambda: len(tries) > 1)
        worker.stop()
    assert "due work failed" in caplog.text


def fail(catalogue, *others):
    raise RuntimeError("disk full")


def test_a_failing_index_keeps_no_failed_search_from_being_written_or_forgotten(
    empty_catalogue, clock, monkeypatch, caplog
):
    seek(empty_catalogue, "anna kovacs")
    clock.move(days=30)
    with empty_catalogue.reading("en") as reading:
        note_failed_search(empty_catalogue, reading, "unicorn")
    monkeypatch.setattr(run, "update_index", fail)
    monkeypatch.setattr(failed_searches, "SECONDS_GATHERED", 0.0)
    worker = Worker(empty_catalogue)
    worker.start()
    try:
        wait_until(lambda: [row[4] for row in stored(empty_catalogue)] == [None, "unicorn"])
    finally:
        worker.stop()
    assert "disk full" in caplog.text


def test_what_cannot_be_written_keeps_nothing_from_being_forgotten_and_is_raised_in_the_end(
    empty_catalogue, clock, monkeypatch
):
    seek(empty_catalogue, "anna kovacs")
    clock.move(days=30)
    monkeypatch.setattr(run, "write_gathered", fail)
    with pytest.raises(RuntimeError, match="disk full"):
        work_once(empty_catalogue)
    assert [row[4] for row in stored(empty_catalogue)] == [None]
    monkeypatch.setattr(run, "announce_due", fail)
    with pytest.raises(ExceptionGroup) as raised:
        work_once(empty_catalogue)
    assert len(raised.value.exceptions) == 2
