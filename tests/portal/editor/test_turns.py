"""Editors' pages wait for each other; readers and slow senders keep nobody waiting."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Event

from portal.editor.turns import LARGEST_READ_FIRST, Turns


class Slow:
    """An application that answers when it is told to, and knows who is with it."""

    def __init__(self):
        self.inside = []
        self.entered = Event()
        self.go_on = Event()

    def __call__(self, environ, start_response):
        self.inside.append(environ["PATH_INFO"])
        self.entered.set()
        assert self.go_on.wait(60)
        self.inside.remove(environ["PATH_INFO"])
        return [environ["wsgi.input"].read()]


class SlowSender:
    """A body that arrives when it is told to."""

    def __init__(self):
        self.asked = Event()
        self.arrives = Event()

    def read(self, length):
        self.asked.set()
        assert self.arrives.wait(60)
        return b"x" * length


def asked(path, body=b"", **more):
    return {"PATH_INFO": path, "CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body), **more}


def test_one_editors_page_is_made_at_a_time_and_readers_pass():
    slow = Slow()
    turns = Turns(slow)
    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(turns, asked("/editor/one", b"first"), None)
        assert slow.entered.wait(60)
        second = threads.submit(turns, asked("/insights/two", b"second"), None)
        slow.entered.clear()
        reader = threads.submit(turns, asked("/en/"), None)
        assert slow.entered.wait(60)
        assert sorted(slow.inside) == ["/editor/one", "/en/"]
        slow.go_on.set()
        assert [first.result(60), second.result(60), reader.result(60)] == [[b"first"], [b"second"], [b""]]


def test_a_form_that_arrives_slowly_takes_no_turn():
    slow, body = Slow(), SlowSender()
    slow.go_on.set()
    turns = Turns(slow)
    with ThreadPoolExecutor(2) as threads:
        sender = threads.submit(turns, {"PATH_INFO": "/editor/a", "CONTENT_LENGTH": "3", "wsgi.input": body}, None)
        assert body.asked.wait(60)
        assert threads.submit(turns, asked("/editor/b"), None).result(60) == [b""]
        body.arrives.set()
        assert sender.result(60) == [b"xxx"]


def test_what_is_larger_than_any_form_is_not_held():
    slow = Slow()
    slow.go_on.set()
    body = BytesIO(b"all of it")
    told = {"PATH_INFO": "/editor/a", "CONTENT_LENGTH": str(LARGEST_READ_FIRST + 1), "wsgi.input": body}
    assert Turns(slow)(told, None) == [b"all of it"]
