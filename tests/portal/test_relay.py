"""What is asked of the editors' rooms reaches their process, and its answers the reader, as if nobody stood between."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import pytest
from benchmarks.serving import SECONDS_TO_ANSWER, Server, serving
from echo_server import ECHO

LARGE = 12 * 1024 * 1024
SECONDS_TO_LOG = 60


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose application tells what it sees, in whichever process."""
    folder = tmp_path_factory.mktemp("echo")
    environment = {"ONEDOOR_HOME": str(folder), "ONEDOOR_WORKERS": "1", "PYTHONPATH": ":".join(sys.path)}
    with serving(ECHO, environment, folder / "log") as server:
        yield server


def ask(server: Server, method: str, path: str, body: object = None, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_ANSWER)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named, encode_chunked=named.get("Transfer-Encoding") == "chunked")
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()


def seen(server: Server, method: str, path: str, body: object = None, **headers: str) -> dict[str, object]:
    """Return what the application saw of a request."""
    return json.loads(ask(server, method, path, body, **headers)[1])


def test_editors_are_answered_by_another_process_of_lower_priority(server):
    public, editors = seen(server, "GET", "/en/"), seen(server, "GET", "/editor/")
    assert public["process"] == server.worker
    assert editors["process"] == server.editors_worker
    assert editors["niceness"] > public["niceness"]


@pytest.mark.parametrize(
    "path",
    [
        "plain?a=b&a=c",
        "%D8%AE%D8%AF%D9%85%D8%A9/%E5%87%BA%E7%94%9F?q=%E5%87%BA+%2B%20%26",
        "a%2Fb//c/%25/;x=1?",
        "?q=" + "%E5%87%BA" * 10_000,
    ],
)
def test_an_address_arrives_as_it_was_sent(server, path):
    public, editors = seen(server, "GET", f"/en/{path}"), seen(server, "GET", f"/editor/{path}")
    for name in ("RAW_URI", "PATH_INFO"):
        assert editors[name] == public[name].replace("/en/", "/editor/", 1)
    assert editors["QUERY_STRING"] == public["QUERY_STRING"]


def test_the_application_sees_the_same_headers_and_the_same_reader(server):
    headers = {
        "Host": "services.example.org",
        "Cookie": "a=1; b=2",
        "Origin": "https://services.example.org",
        "Sec_Fetch_Site": "same-origin",
        "X_Forwarded_For": "192.0.2.7",
        "X_Forwarded_Proto": "https",
        "Accept_Language": "ar",
    }
    public, editors = seen(server, "GET", "/en/", **headers), seen(server, "GET", "/editor/", **headers)
    assert public["scheme"] == "https", "a proxy on this machine is believed"
    same = ("scheme", "REMOTE_ADDR", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME")
    assert {name: editors[name] for name in same} == {name: public[name] for name in same}
    assert editors["headers"] == public["headers"]


def test_nobody_can_say_who_they_are_by_the_header_between_the_processes(server):
    claimed = json.dumps({"REMOTE_ADDR": "203.0.113.9", "wsgi.url_scheme": "https", "SCRIPT_NAME": "/x"})
    found = seen(server, "GET", "/editor/", Onedoor_Handed_Over=claimed)
    assert (found["REMOTE_ADDR"], found["scheme"], found["SCRIPT_NAME"]) == ("127.0.0.1", "http", "")
    assert claimed not in json.dumps(found)


def test_as_many_headers_as_the_public_process_takes_are_handed_on(server):
    headers = {f"X_{number}": "x" * 5000 for number in range(90)}
    found = seen(server, "GET", "/editor/", **headers)
    assert sum(name.startswith("HTTP_X_") for name in found["headers"]) == 90


@pytest.mark.parametrize("chunked", [False, True])
def test_a_large_upload_arrives_whole(server, chunked):
    sent = bytes(range(256)) * (LARGE // 256)
    if chunked:
        pieces = (sent[begin : begin + 100_000] for begin in range(0, LARGE, 100_000))
        found = seen(server, "POST", "/editor/", pieces, Transfer_Encoding="chunked")
    else:
        found = seen(server, "POST", "/editor/", sent, Content_Type="application/zip")
        assert found["CONTENT_TYPE"] == "application/zip"
    assert (found["method"], found["length"]) == ("POST", LARGE)
    assert found["digest"] == hashlib.sha256(sent).hexdigest()


def test_what_is_refused_before_it_is_read_is_refused_with_its_own_answer(server):
    answer, body = ask(server, "POST", "/editor/too-large", b"x" * 300_000)
    assert (answer.status, body) == (413, b"too large")


def test_answers_come_back_whole_with_all_their_headers(server):
    answer, body = ask(server, "GET", "/editor/cookies")
    assert (answer.status, answer.reason) == (303, "SEE OTHER")
    assert answer.headers["Location"] == "/staff/login?next=/editor/"
    assert answer.headers.get_all("Set-Cookie") == ["one=1; HttpOnly", "two=2; Path=/"]
    assert answer.headers.get_all("Date") is not None
    assert len(answer.headers.get_all("Date")) == len(answer.headers.get_all("Server")) == 1
    answer, body = ask(server, "GET", "/editor/pieces")
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert body == b"first " + b"x" * 200_000
    answer, body = ask(server, "GET", "/editor/packed")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == b"packed"


@pytest.mark.parametrize("asked", ["HEAD /editor/", "GET /editor/unchanged", "GET /editor/nothing"])
def test_answers_without_a_body_leave_the_connection_as_it_was(server, asked):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=SECONDS_TO_ANSWER)
    try:
        connection.request(*asked.split())
        answer = connection.getresponse()
        assert (answer.status, answer.read()) in ((200, b""), (304, b""), (204, b""))
        open_still = connection.sock
        connection.request("GET", "/editor/")
        assert json.loads(connection.getresponse().read())["method"] == "GET"
        assert connection.sock is open_still is not None
    finally:
        connection.close()


def test_an_answer_that_breaks_off_is_not_taken_for_a_whole_one(server):
    with pytest.raises(IncompleteRead):
        ask(server, "GET", "/editor/breaks")


def test_a_request_is_logged_once_and_without_what_was_typed(server):
    ask(server, "POST", "/editor/logged?q=secretword", b"secretword", Cookie="secretword=1")
    logged(server, "/editor/logged")
    # The log is written after the answer. What the other process had to say of the first is there with the second.
    ask(server, "GET", "/editor/afterwards")
    written = logged(server, "/editor/afterwards")
    assert written.count("/editor/logged") == 1
    assert "secretword" not in written


def logged(server: Server, path: str) -> str:
    """Return the server's log as soon as it tells of a request."""
    log = Path(f"/proc/{server.process}/fd/1").readlink()
    end = time.monotonic() + SECONDS_TO_LOG
    while path not in (written := log.read_text(encoding="utf-8")):
        assert time.monotonic() < end, f"{path} was never logged: {written}"
        time.sleep(0.02)
    return written
