"""A real server of which any process is killed: nothing is counted twice, and what was acknowledged is there."""

from __future__ import annotations

import os
import re
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Event, Lock, Thread
from urllib.parse import urlencode

import pytest
from benchmarks.measuring import PROCESSES, children
from benchmarks.serving import ONEDOOR, Server, serving
from content_builder import small_content
from counted import stored
from served import wait_until
from sqlalchemy import select

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.models import Inquiry, InquiryMessage, Report
from catalogue.queries.inquiries import get_followed
from catalogue.settings import PROJECT, Settings
from portal.translations import compile_all

pytestmark = pytest.mark.long

PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT X90) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
SECONDS_TO_ANSWER = 30
READERS = 4
CODE = re.compile(r"\b(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}\b")
ROUNDS = ("one", "all", "first", "everything")
"""What is killed: one process that answers readers, all of them, the first process alone, all at the same time."""


@dataclass
class Running:
    """A server that is started again once it was killed as a whole."""

    environment: dict[str, str]
    log: Callable[[], object]
    server: Server | None = None
    _open: list = field(default_factory=list)

    def start(self) -> None:
        """Start it; only what was killed may be started anew."""
        running = serving([ONEDOOR, "serve", "--workers", "2"], self.environment, self.log())
        self.server = running.__enter__()
        self._open = [running]

    def end(self) -> None:
        """Tell it to end, and wait until it has."""
        while self._open:
            self._open.pop().__exit__(None, None, None)

    def kill(self, what: str) -> None:
        """Kill a part of it without a warning, and go on once readers are answered again."""
        first, workers = self.server.process, children(self.server.process)
        public = self.server.public_workers
        killed = {"one": public[:1], "all": public, "first": [first], "everything": [first, *workers]}[what]
        for process in killed:
            os.kill(process, signal.SIGKILL)
        if first in killed:
            # What the first process leaves behind notices that it is alone, writes what it gathered, and ends.
            wait_until(lambda: not any(is_alive(process) for process in workers))
            self.end()
            self.start()
        else:
            wait_until(lambda: len(set(self.server.public_workers) - set(killed)) == 2)


@pytest.fixture
def environment(new_database, tmp_path):
    """The environment of a server with a state of its own, on each of the databases that are shipped."""
    compile_all(PROJECT / "translations")
    named = {"ONEDOOR_HOME": str(tmp_path / "var"), "ONEDOOR_DATABASE_URL": new_database()}
    return {**os.environ, **named, "PYTHONPATH": ":".join(sys.path)}


@pytest.fixture
def catalogue(environment):
    """The catalogue of that state as another process has it open."""
    with Catalogue(Settings.from_environment(environment)) as catalogue:
        import_content(catalogue, small_content())
        yield catalogue


@pytest.fixture
def running(catalogue, environment, tmp_path):
    """The server."""
    starts = iter(range(100))
    running = Running(environment, lambda: tmp_path / f"log-{next(starts)}")
    running.start()
    yield running
    running.end()


def is_alive(process: int) -> bool:
    """Tell whether a process still runs; one that ended and that nobody waited for does not."""
    try:
        return (PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def ask(port: int, address: str, form: dict[str, str] | None = None) -> tuple[int, str] | None:
    """Return status and body as a phone sees them; None where the connection broke before all of it came."""
    connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_ANSWER)
    headers = {"User-Agent": PHONE, "Accept": "text/html", "Connection": "close"}
    try:
        if form is None:
            connection.request("GET", address, headers=headers)
        else:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
            connection.request("POST", address, urlencode(form), headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


@contextmanager
def readers(running: Running, address: str) -> Iterator[Counter]:
    """Read a page again and again in several threads; count what was begun and what was answered."""
    told, lock, over = Counter(), Lock(), Event()

    def read() -> None:
        while not over.is_set():
            with lock:
                told["begun"] += 1
            answer = ask(running.server.port, address)
            if answer is None:
                # Between a kill and the next start nobody listens.
                time.sleep(0.05)
                continue
            assert answer[0] == 200
            with lock:
                told["answered"] += 1

    threads = [Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield told
    finally:
        over.set()
        for thread in threads:
            thread.join()


def times_read(catalogue: Catalogue, place: str, language: str) -> int:
    """Return how often the page of the service was counted as read there."""
    return sum(
        times
        for (_, deed, _, spoken, _, _, told, _), times in stored(catalogue).items()
        if (deed, spoken, told) == ("read", language, place)
    )


def test_a_kill_counts_nothing_twice_and_loses_nothing_that_was_written(running, catalogue):
    settled, torn = [], []
    for what, language in zip(ROUNDS, ("en", "fr", "es", "ar"), strict=True):
        calm, busy = f"/{language}/services/register-birth", f"/{language}/services/register-birth?place=harbour"
        for _ in range(20):
            assert ask(running.server.port, calm)[0] == 200
        wait_until(lambda language=language: times_read(catalogue, "", language) == 20)
        settled.append(language)
        with readers(running, busy) as told:
            # As soon as something was written the next is being gathered, and another process is about to write.
            wait_until(lambda language=language: times_read(catalogue, "harbour", language) > 0)
            running.kill(what)
            written = times_read(catalogue, "harbour", language)
            answered = told["answered"]
            wait_until(lambda told=told, answered=answered: told["answered"] > answered)
        torn.append((language, written, told))
    # Told to end, a server writes what it has.
    running.end()
    for language in settled:
        assert times_read(catalogue, "", language) == 20, language
    for language, written, told in torn:
        assert 0 < written <= times_read(catalogue, "harbour", language) <= told["begun"], (language, told)


@dataclass
class Writer:
    """Somebody who sends one form twice at once, and again until it is acknowledged."""

    name: str
    form: dict[str, str]
    address: str
    acknowledged: Callable[[tuple[int, str]], str]
    shown: set[str] = field(default_factory=set)

    def send(self, running: Running) -> None:
        """Send it until it was acknowledged."""
        while not self.shown:
            with ThreadPoolExecutor(2) as hands:
                clicks = [hands.submit(ask, running.server.port, self.address, self.form) for _ in range(2)]
            answers = [click.result() for click in clicks]
            self.shown |= {self.acknowledged(answer) for answer in answers if answer is not None}
            if not self.shown:
                time.sleep(0.05)


def a_case(name: str) -> Writer:
    """Return somebody who writes a complaint and is shown the code of their case."""
    form = {"kind": "complaint", "text": f"Somebody called {name} waited.", "form_key": secrets.token_urlsafe(24)}

    def code_shown(answer: tuple[int, str]) -> str:
        assert answer[0] == 200, answer
        return CODE.search(answer[1])[0]

    return Writer(name, form | {"mail": "q@example.org"}, "/en/help/new", code_shown)


def a_report(name: str) -> Writer:
    """Return somebody who says what is wrong on a page, and is thanked."""
    form = {"about": "service:register-birth", "matter": "where", "text": name, "form": secrets.token_urlsafe(18)}

    def thanked(answer: tuple[int, str]) -> str:
        assert answer[0] == 303, answer
        return "thanked"

    return Writer(name, form, "/en/feedback", thanked)


def test_whatever_was_acknowledged_is_there_once(running, catalogue):
    makers = [a_case if number % 2 else a_report for number in range(32)]
    writers = [make(f"{chr(97 + number // 26)}{chr(97 + number % 26)}quill") for number, make in enumerate(makers)]
    waiting, lock = list(writers), Lock()

    def write() -> None:
        while True:
            with lock:
                if not waiting:
                    return
                writer = waiting.pop()
            writer.send(running)

    with ThreadPoolExecutor(READERS) as hands:
        hurrying = [hands.submit(write) for _ in range(READERS)]
        for what, left in zip(ROUNDS, (26, 19, 12, 5), strict=True):
            wait_until(lambda left=left: len(waiting) <= left)
            running.kill(what)
        for hand in hurrying:
            hand.result()
    running.end()
    with catalogue.reading("en") as reading:
        texts = Counter(reading.session.scalars(select(InquiryMessage.text)).all())
        reports = Counter(reading.session.scalars(select(Report.text)).all())
        assert len(reading.session.scalars(select(Inquiry.id)).all()) == 16
        for writer in writers:
            if writer.address == "/en/feedback":
                assert reports[writer.name] == 1, writer
                continue
            # Whoever clicked twice is shown one code.
            (code,) = writer.shown
            assert texts[writer.form["text"]] == 1
            (message,) = get_followed(reading, code.replace("-", "")).messages
            assert message.text == writer.form["text"]
