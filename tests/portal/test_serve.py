"""`onedoor serve`: a real server over a prepared state, and a plain refusal of one that is not."""

from __future__ import annotations

import os
import re
import subprocess
from urllib.parse import quote

import pytest
from benchmarks.serving import ONEDOOR, SECONDS_TO_START, serving
from content_builder import small_content
from ledger_builder import stored
from served import ask, send_raw, wait_until

from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.settings import PROJECT, Settings
from portal.translations import compile_all


def say_in_the_chat(port: int, words: str) -> bytes:
    form = f"text={quote(words)}".encode()
    head = f"POST /en/chat HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {len(form)}\r\n"
    return send_raw(port, f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode() + form)


@pytest.fixture
def environment(new_database, tmp_path) -> dict[str, str]:
    """The environment of a server with a state of its own."""
    compile_all(PROJECT / "translations")
    return {**os.environ, "ONEDOOR_HOME": str(tmp_path / "var"), "ONEDOOR_DATABASE_URL": new_database("sqlite")}


def test_it_serves_indexes_and_ends_when_told_and_logs_no_query(environment, tmp_path):
    with Catalogue(Settings.from_environment(environment)) as catalogue:
        import_content(catalogue, small_content())
    log = tmp_path / "log"
    with serving([ONEDOOR, "serve", "--workers", "1"], environment, log) as server:
        port = server.port
        wait_until(lambda: ask(port, "/readyz")[0] == 200)
        status, body = ask(port, "/en/search?q=birth+secretword")
        assert status == 200
        assert b"register-birth" in body
        assert ask(port, "/go/1001")[0] == 302
        assert ask(port, "/en/search?q=unheardof")[0] == 200
        assert b" 200 " in say_in_the_chat(port, "unheardof").partition(b"\r\n")[0]
        # Who pastes a whole letter into the address is told by a page of ours, in their language, that it was cut.
        for language, words, told in (
            ("en", "birth+" * 1_700, "searched for its beginning only"),
            ("zh", quote("出生登记" * 750), "您输入的文字太长，我们只"),
        ):
            status, body = ask(port, f"/{language}/search?q={words}")
            assert status == 200
            assert told in body.decode()
    written = log.read_text(encoding="utf-8")
    assert '"GET /en/search" 200' in written
    assert '"POST /en/chat" 200' in written
    assert "secretword" not in written
    assert "unheardof" not in written
    # As an address would hold it: the port, a process, bytes or milliseconds may have the same digits by chance.
    assert not re.search(r"[/=]1001\b", written)
    # What was sought in vain in the last seconds was written when the process ended.
    with Catalogue(Settings.from_environment(environment)) as catalogue:
        assert {row[0]: row[2:] for row in stored(catalogue)} == {
            "en": (2, 0, "unheardof"),
            "zh": (1, 0, "出生登记" * 50),
        }


def test_it_refuses_a_state_without_tables_in_one_sentence(environment, tmp_path):
    environment["ONEDOOR_DATABASE_URL"] = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    run = subprocess.run([ONEDOOR, "serve"], env=environment, capture_output=True, text=True, timeout=SECONDS_TO_START)
    assert run.returncode == 1
    assert "onedoor prepare" in run.stderr
    assert "Traceback" not in run.stderr
