"""Work beside all other work: begun, left alone, and brought to its end with the process."""

from __future__ import annotations

from threading import Event

import pytest

from catalogue.jobs.beside import Beside
from catalogue.jobs.run import Worker


@pytest.fixture
def beside():
    return Beside()


def test_it_is_busy_until_the_work_is_done(beside):
    done = Event()
    beside.run("links", lambda: done.wait(60))
    assert beside.is_busy("links")
    assert not beside.is_busy("mail")
    done.set()
    beside.end()
    assert not beside.is_busy("links")


def test_work_that_rests_is_woken_when_the_process_ends(beside):
    pieces = []

    def work():
        while not beside.is_ending:
            pieces.append(1)
            beside.rest(60)

    beside.run("links", work)
    # Whoever slept on would still be busy when the patience runs out.
    beside.end(patience=50)
    assert pieces == [1]
    assert not beside.is_busy("links")


def test_nobody_waits_for_ever_for_another_machine(beside):
    answered = Event()
    beside.run("links", lambda: answered.wait(30))
    beside.end(patience=0.01)
    assert beside.is_busy("links")
    answered.set()
    beside.end()


def test_a_worker_that_stopped_leaves_no_work_behind(empty_catalogue, monkeypatch):
    begun = Event()
    ended = []

    def visit(job, catalogue):
        begun.set()
        job._rest(60)
        ended.append("links")

    monkeypatch.setattr("catalogue.jobs.links.VisitingLinks.visit_due", visit)
    worker = Worker(empty_catalogue)
    worker.start()
    assert begun.wait(60)
    worker.stop()
    assert ended == ["links"]
