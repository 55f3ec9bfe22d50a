"""Documents read in a process beside the one that writes: the same tables, and no process outlives its build."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from search_builder import Written, document, found, index_of, registry_services

from catalogue.search import writing
from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex
from catalogue.search.reader_beside import Sender
from catalogue.search.store import Store
from catalogue.settings import PROJECT


def many(number: int) -> Iterator[SearchDocument]:
    """Yield documents in three languages, with words that are new in most of them."""
    for place in range(number):
        yield document(f"Service number{place}", id=f"s{place}", code=str(10_000 + place), body="Bring the form. " * 9)
        yield document(f"Démarche numéro{place}", id=f"s{place}", language="fr", aliases=("demarche",))
        yield document("办理出生证明", id=f"s{place}", language="zh", summary=f"第{place}")


def rows_of(store: Store) -> dict[str, list[tuple]]:
    tables = [name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return {table: sorted(store.rows(f"SELECT * FROM {table}"), key=repr) for table in tables}  # noqa: S608


def children(of: int | None = None) -> list[int]:
    """Return the processes that read beside this one, or beside another."""
    found = []
    for child in running(parent=of or os.getpid()):
        # Another one, of whatever else was tested here, may end meanwhile.
        with suppress(FileNotFoundError, ProcessLookupError):
            if b"reader_beside" in Path(f"/proc/{child}/cmdline").read_bytes():
                found.append(child)
    return found


def is_running(process: int) -> bool:
    """Tell whether a process is there and does something; one that only waits to be counted as dead does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MANY", 50)


@pytest.mark.long
def test_it_makes_the_same_tables_byte_for_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[int] = []

    def seen() -> Iterator[SearchDocument]:
        for one in many(300):
            there.extend(children())
            yield one

    for name in ("beside", "alone"):
        (tmp_path / name).mkdir()
    beside = Written(tmp_path / "beside", seen())
    assert len(set(there)) == 1
    assert children() == []
    monkeypatch.setattr(writing, "MANY", 10_000)
    alone = Written(tmp_path / "alone", many(300))
    assert rows_of(beside.store) == rows_of(alone.store)
    assert beside.entries == alone.entries
    assert len(alone.entries) == 900


@pytest.mark.parametrize("at", [60, 700])
def test_when_it_is_killed_the_build_fails_and_the_index_that_was_goes_on(tmp_path: Path, at: int) -> None:
    index = index_of(tmp_path, registry_services())
    killed: list[int] = []

    def kill_when_some_were_given() -> Iterator[SearchDocument]:
        for place, one in enumerate(many(1_000)):
            if place == at:
                killed.extend(children())
                for child in killed:
                    os.kill(child, signal.SIGKILL)
            yield one

    with pytest.raises(ChildProcessError):
        index.rebuild(kill_when_some_were_given(), sequence=2)
    assert len(killed) == 1
    assert children() == []
    assert not is_running(killed[0])
    assert (index.sequence, found(index, "parking")) == (1, ["resident-parking-permit"])
    assert len([folder for folder in (tmp_path / "index").iterdir() if folder.is_dir()]) == 1
    index.rebuild(many(60), sequence=3)
    assert (index.sequence, index.find("10003", "en").total) == (3, 1)


def test_when_the_documents_fail_it_is_ended(tmp_path: Path) -> None:
    def cut_short() -> Iterator[SearchDocument]:
        yield from many(100)
        raise ConnectionError

    index = index_of(tmp_path, registry_services())
    with pytest.raises(ConnectionError):
        index.rebuild(cut_short(), sequence=2)
    assert children() == []
    assert index.sequence == 1


def test_it_does_not_outlive_a_killed_builder(tmp_path: Path) -> None:
    index_of(tmp_path, registry_services())
    builder = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(tmp_path / "index")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": f"{PROJECT}"},
        start_new_session=True,
    )
    assert builder.stdout
    builder.stdout.readline()
    beside = children(of=builder.pid)
    assert [is_running(one) for one in beside] == [True]
    assert set(beside) < set(running(session=builder.pid))
    os.kill(builder.pid, signal.SIGKILL)
    builder.communicate()
    until = time.monotonic() + 60
    while running(session=builder.pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert running(session=builder.pid) == []
    index = SearchIndex(tmp_path / "index")
    assert (index.sequence, found(index, "parking")) == (1, ["resident-parking-permit"])


def test_messages_wait_for_who_reads_later_and_come_in_their_order() -> None:
    """Far more than a pipe holds, and the sender is free at once."""
    receiving, sending = os.pipe()
    sender = Sender(os.fdopen(sending, "wb"))
    messages = [bytes([number]) * 100_000 for number in range(20)]
    for message in messages:
        sender.send(message)
    with os.fdopen(receiving, "rb") as come:
        assert [pickle.load(come) for _ in messages] == messages  # noqa: S301 - our own
        sender.close()
        assert come.read() == b""


def test_a_sender_that_waits_for_room_is_let_go_when_nobody_reads_any_more() -> None:
    receiving, sending = os.pipe()
    sender = Sender(os.fdopen(sending, "wb"), most_waiting=2)
    sent: list[int] = []

    def send_without_end() -> None:
        with suppress(BrokenPipeError):
            for number in range(1_000):
                sender.send(b"more than a pipe holds" * 10_000)
                sent.append(number)
        sender.close()
        sent.append(-1)

    thread = Thread(target=send_without_end, daemon=True)
    thread.start()
    thread.join(0.2)
    assert thread.is_alive()
    assert len(sent) <= 4
    os.close(receiving)
    thread.join(60)
    assert not thread.is_alive()
    assert sent[-1] == -1
    assert len(sent) < 10


def running(*, session: int | None = None, parent: int | None = None) -> list[int]:
    """Return the processes of a session, or those that one process began, as far as they run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, began_by, _, of = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if state != "Z" and (int(of) == session or int(began_by) == parent):
            found.append(int(stat.parent.name))
    return found


BUILD = """
import sys
from pathlib import Path
from catalogue.search import writing
from catalogue.search.fields import SearchDocument
from catalogue.search.index import SearchIndex

writing.MANY = 50

def documents():
    for number in range(1_000_000):
        if number == 1_500:
            print("in the middle", flush=True)
        yield SearchDocument("service", f"s{number}", "en", f"Service {number}", body="words of a service " * 20)

SearchIndex(Path(sys.argv[1])).rebuild(documents(), sequence=9)
"""
