"""The worker of `serve`: what is published is found within a second, and no failure ends it."""

from __future__ import annotations

import logging
import time

from content_builder import SERVICE_SECTIONS, small_content
from reading_back import lock_of

from catalogue.commands.import_content import import_content
from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.jobs import run
from catalogue.jobs.run import Worker


def wait_until(holds, seconds):
    end = time.monotonic() + seconds
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
        wait_until(lambda: is_found(empty_catalogue, "newborn"), 20)
        lock = lock_of(empty_catalogue)
        with empty_catalogue.work("ada") as work:
            body = {"sections": {**SERVICE_SECTIONS, "title": "Zebra"}}
            publish(work, Kind.SERVICE, "register-birth", "en", body, lock=lock)
        wait_until(lambda: is_found(empty_catalogue, "zebra"), 20)
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

    monkeypatch.setattr(run, "work_once", fail_once)
    monkeypatch.setattr(run, "PAUSE_AFTER_FAILURE", 0.01)
    worker = Worker(empty_catalogue)
    with caplog.at_level(logging.ERROR):
        worker.start()
        wait_until(lambda: len(tries) > 1, 5)
        worker.stop()
    assert "due work failed" in caplog.text
