"""A browser of staff over real HTTP: cookies, forms as pages draw them, and where answers lead."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPConnection, HTTPMessage
from urllib.parse import urlencode

from bs4 import BeautifulSoup, Tag
from sent_form import sent_by
from staff import PASSWORD

SECONDS_TO_ANSWER = 60

Pairs = list[tuple[str, str]]
Typing = Callable[[Pairs], Pairs]


class StaffBrowser:
    """One browser. `page` and `status` are those of the last answer, after it led somewhere else."""

    def __init__(self, port: int, saw: Callable[[str, str, int], object] = lambda method, path, status: None) -> None:
        self._port = port
        self._saw = saw
        self._cookies: dict[str, str] = {}
        self.page = ""
        self.status = 0
        self.path = ""

    def open(self, path: str) -> StaffBrowser:
        """Open a page."""
        self._ask("GET", path)
        return self

    def sign_in(self, mail: str) -> StaffBrowser:
        """Sign in with the password of all people of tests."""
        self.open("/staff/login")
        self.send(lambda pairs: typed(pairs, mail=mail, password=PASSWORD))
        assert "/staff/login" not in self.path, self.page
        return self

    def form(self) -> Tag:
        """Return the first form of the page that sends something."""
        form = BeautifulSoup(self.page, "html.parser").select_one("main form[method=post]")
        assert form is not None, self.page
        return form

    def send(self, typing: Typing = lambda pairs: pairs, press: str | None = None, form: Tag | None = None) -> int:
        """Fill the form in, press a button and go where the answer leads; return the status of the answer itself."""
        form = form or self.form()
        status = self._ask("POST", str(form["action"]), urlencode(typing(sent_by(form, press))))
        return status

    def _ask(self, method: str, path: str, body: str | None = None) -> int:
        try:
            return self._ask_once(method, path, body)
        except ConnectionError:
            # A connection over which nothing came for some seconds is closed. Browsers ask again for what is only read.
            if method != "GET":
                raise
            return self._ask_once(method, path, body)

    def _ask_once(self, method: str, path: str, body: str | None) -> int:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=SECONDS_TO_ANSWER)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Accept": "text/html",
            "Connection": "close",
        }
        if body is not None:
            # What a browser says of a form that comes from a page of ours.
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            self.page, self.status, self.path = answer.read().decode(), answer.status, path
        finally:
            connection.close()
        self._saw(method, path, self.status)
        self._take_cookies(answer.headers)
        given = self.status
        if given == 303:
            self._ask("GET", answer.headers["Location"])
        return given

    def _take_cookies(self, headers: HTTPMessage) -> None:
        for line in headers.get_all("Set-Cookie", ()):
            name, _, rest = line.partition("=")
            self._cookies[name] = rest.partition(";")[0]


def typed(pairs: Pairs, **values: str) -> Pairs:
    """Return what a form sends once these fields were filled in."""
    return [(name, values.get(name, value)) for name, value in pairs]
