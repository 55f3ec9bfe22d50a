"""The editors' process comes back when it ends, hangs without anybody else waiting, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from benchmarks.measuring import children, niceness
from benchmarks.serving import SECONDS_TO_ANSWER, SECONDS_TO_END, Server, serving
from echo_server import ECHO, SLOW
from served import ask, wait_until

from catalogue.errors import NotReady
from portal import private_socket
from portal.processes import EDITORS_AT_ONCE, LOWER_PRIORITY

pytestmark = pytest.mark.long


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder; its path is short enough for sockets."""
    return tmp_path_factory.mktemp("h")


@pytest.fixture
def server(home: Path) -> Iterator[Server]:
    """A server with two public processes, whose application tells what it sees."""
    environment = {"ONEDOOR_HOME": str(home), "ONEDOOR_WORKERS": "2", "PYTHONPATH": ":".join(sys.path)}
    with serving(ECHO, environment, home / "log") as server:
        wait_until(lambda: len(children(server.process)) == 3 and ask(server.port, "/editor/")[0] == 200)
        yield server


def sockets(home: Path) -> list[Path]:
    return list(home.glob("run/*/*"))


def test_there_are_as_many_public_processes_as_settings_say_and_one_more(server):
    assert len(server.public_workers) == 2
    # Gunicorn's threads inherit the priority of the first one, so what the application sees is that of its own.
    own = json.loads(ask(server.port, "/editor/")[1])["niceness"]
    assert own == niceness(server.editors_worker) == niceness(server.process) + LOWER_PRIORITY
    assert [niceness(each) for each in server.public_workers] == [niceness(server.process)] * 2


def test_a_killed_editors_process_is_replaced_and_who_asked_it_is_told(server, home):
    begun = home / SLOW
    for _ in range(2):
        killed = server.editors_worker
        with ThreadPoolExecutor(1) as threads:
            waiting = threads.submit(ask, server.port, f"/editor/{SLOW}")
            wait_until(begun.exists)
            os.kill(killed, signal.SIGKILL)
            assert waiting.result() == (503, b"away")
        begun.unlink()
        # What comes before the new one is there waits for it.
        assert ask(server.port, "/editor/")[0] == 200
        assert server.editors_worker != killed
        assert len(server.public_workers) == 2
    assert "the editors’ process did not answer: RemoteDisconnected" in (home / "log").read_text(encoding="utf-8")


def test_a_killed_public_process_is_replaced_by_a_public_one(server):
    editors, (killed, other) = server.editors_worker, server.public_workers
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: len(set(server.public_workers) - {killed}) == 2)
    assert server.editors_worker == editors
    assert other in server.public_workers
    assert ask(server.port, "/en/")[0] == 200


def test_readers_are_answered_while_the_editors_process_hangs(server):
    hanging = server.editors_worker
    os.kill(hanging, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(40) as threads:
            editors = [threads.submit(ask, server.port, "/editor/") for _ in range(40)]
            for _ in range(50):
                assert ask(server.port, "/en/")[0] == 200
            assert not any(each.done() for each in editors)
            os.kill(hanging, signal.SIGCONT)
            assert {each.result()[0] for each in editors} == {200}
    finally:
        os.kill(hanging, signal.SIGCONT)


def test_who_sends_slowly_keeps_no_editor_waiting(server):
    head = b"POST /editor/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nbegun"
    with ExitStack() as slow:
        for _ in range(2 * EDITORS_AT_ONCE):
            connection = slow.enter_context(
                socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS_TO_ANSWER)
            )
            connection.sendall(head)
        for _ in range(10):
            assert ask(server.port, "/editor/")[0] == 200


@pytest.mark.parametrize("room", ["en", "editor"])
def test_who_does_not_hang_up_keeps_nobody_waiting(server, room):
    head = f"GET /{room}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
    with ExitStack() as lingering:
        begin = time.monotonic()
        for _ in range(20):
            connection = lingering.enter_context(
                socket.create_connection(("127.0.0.1", server.port), timeout=SECONDS_TO_ANSWER)
            )
            connection.sendall(head)
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
        # One after the other they would be given two seconds each, forty in all.
        assert time.monotonic() - begin < 30


def test_told_to_begin_anew_it_has_another_editors_process(server):
    before = set(children(server.process))
    os.kill(server.process, signal.SIGHUP)
    wait_until(lambda: not before & set(children(server.process)))
    assert len(server.public_workers) == 2
    assert ask(server.port, "/editor/")[0] == ask(server.port, "/en/")[0] == 200


def test_with_more_and_fewer_processes_there_is_always_one_for_editors(server, home):
    editors = server.editors_worker
    os.kill(server.process, signal.SIGTTIN)
    wait_until(lambda: len(server.public_workers) == 3)
    for left in (2, 1):
        os.kill(server.process, signal.SIGTTOU)
        wait_until(lambda left=left: len(server.public_workers) == left)
    (public,) = server.public_workers
    os.kill(server.process, signal.SIGTTOU)
    wait_until(lambda: (home / "log").read_text(encoding="utf-8").count("signal: ttou") == 3)
    os.kill(server.process, signal.SIGTTIN)
    wait_until(lambda: len(server.public_workers) == 2)
    assert public in server.public_workers
    assert server.editors_worker == editors


def test_only_the_user_can_reach_the_socket_and_it_is_gone_at_the_end(home):
    environment = {"ONEDOOR_HOME": str(home), "PYTHONPATH": ":".join(sys.path)}
    with serving(ECHO, environment, home / "log"):
        (address,) = sockets(home)
        assert stat.S_IMODE(address.stat().st_mode) == 0o600
        assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
    assert list((home / "run").iterdir()) == []


def test_what_a_killed_server_left_is_taken_away_by_the_next(home):
    left = private_socket.new_address(home)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(left))
        listener.listen()
        private_socket.new_address(home)
        assert left.exists(), "somebody listens there"
    private_socket.new_address(home)
    assert not left.parent.exists()


def test_where_no_socket_can_be_made_a_private_temporary_folder_is_taken(home):
    deep = home / "so-deep-that-no-socket-has-room" / ("y" * 80)
    address = private_socket.new_address(deep)
    try:
        assert not address.is_relative_to(home)
        assert stat.S_IMODE(address.parent.stat().st_mode) == 0o700
        assert list(deep.glob("run/*")) == []
    finally:
        private_socket.take_away(address)
    assert not address.parent.exists()


def test_without_any_place_for_a_socket_it_does_not_start(home, monkeypatch):
    (home / "run").write_text("no folder")
    monkeypatch.setattr(private_socket.tempfile, "gettempdir", lambda: str(home / "run"))
    with pytest.raises(NotReady, match="socket"):
        private_socket.new_address(home)


def test_handed_one_listening_socket_by_the_system_each_process_answers_everybody(home):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        script = (
            "import os, sys; os.environ['LISTEN_PID'] = str(os.getpid()); os.environ['LISTEN_FDS'] = '1';"
            "os.execv(sys.executable, [sys.executable, '-m', 'echo_server'])"
        )
        environment = {**os.environ, "ONEDOOR_HOME": str(home), "PYTHONPATH": ":".join(sys.path)}
        with (home / "log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", script],
                env=environment,
                stdout=log,
                stderr=log,
                preexec_fn=lambda: os.dup2(listener.fileno(), 3),
                close_fds=False,
            )
    try:
        wait_until(lambda: ask(port, "/en/")[0] == 200)
        assert ask(port, "/editor/")[0] == 200
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=SECONDS_TO_END) == 0
