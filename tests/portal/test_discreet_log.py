"""The logs of a real server: whatever fails, neither who asked nor what was typed is written, but what failed is."""

from __future__ import annotations

import sys

import pytest
from benchmarks.serving import serving
from served import ask, send_raw, wait_until

from portal.server import LONGEST_REQUEST_LINE

FAILING = """
import os
from pathlib import Path

from catalogue.settings import Settings as CatalogueSettings
from portal.server import Server
from portal.settings import Settings


def read_deeply(typed):
    raise ValueError(f"cannot read {typed}")


def application(environ, start_response):
    if environ["PATH_INFO"] == "/healthz":
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]
    if environ["PATH_INFO"] == "/late":
        start_response("200 OK", [("Content-Length", "100")])
        return late(environ["QUERY_STRING"])
    try:
        read_deeply(environ["QUERY_STRING"])
    except ValueError as error:
        raise LookupError(environ["REMOTE_ADDR"]) from error


def late(typed):
    yield b"begun"
    read_deeply(typed)


class Failing(Server):
    def open(self):
        if os.environ.get("UNABLE"):
            raise RuntimeError("no room on the disk")
        return application


Failing(Settings.from_environment(os.environ), CatalogueSettings.from_environment(os.environ)).run()
"""


@pytest.fixture
def script(tmp_path):
    path = tmp_path / "failing.py"
    path.write_text(FAILING, encoding="utf-8")
    return path


def test_whatever_fails_is_logged_without_who_asked_and_what_was_typed(script, tmp_path):
    log = tmp_path / "log"
    head = b"Host: x\r\n"
    with serving([sys.executable, str(script)], {"ONEDOOR_HOME": str(tmp_path), "ONEDOOR_WORKERS": "1"}, log) as server:
        assert ask(server.port, "/en/search?q=secretword")[0] == 500
        send_raw(server.port, b"GET /late?q=secretword HTTP/1.1\r\n" + head + b"\r\n")
        for broken in (
            b"GET /en/search?q=secretword and more HTTP/1.1\r\n" + head + b"\r\n",
            b"GET /en/search?q=secretword HTTP/secretword\r\n" + head + b"\r\n",
            b"GET /en/search?q=secretword HTTP/1.1\r\nsecret word: secretword\r\n\r\n",
            b"secretword\r\n\r\n",
        ):
            assert b" 400 " in send_raw(server.port, broken).partition(b"\r\n")[0]
        endless = b"GET /en/search?q=" + b"secretword" * (LONGEST_REQUEST_LINE // 10 + 1000) + b" HTTP/1.1\r\n\r\n"
        send_raw(server.port, endless)
        wait_until(lambda: "LimitRequestLine" in log.read_text(encoding="utf-8"))
        ask(server.port, "/" + "w" * 5_000)
    written = log.read_text(encoding="utf-8")
    assert "secretword" not in written
    assert "127.0.0.1" not in written.replace("Listening at: http://127.0.0.1", "")
    assert "w" * 301 not in written
    # What failed and where is there all the same.
    assert "Error handling request: LookupError\n" in written
    assert "after ValueError\n" in written
    assert "failing.py" in written
    assert "in read_deeply" in written
    assert "Invalid request: InvalidRequestLine" in written


def test_who_runs_it_reads_why_it_cannot_start(script, tmp_path):
    log = tmp_path / "log"
    environment = {"ONEDOOR_HOME": str(tmp_path), "UNABLE": "yes"}
    with pytest.raises(AssertionError), serving([sys.executable, str(script)], environment, log):
        pass
    assert "RuntimeError: no room on the disk" in log.read_text(encoding="utf-8")
