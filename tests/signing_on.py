"""Going to a provider of identities and back, as a browser does."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from staff import send
from werkzeug.test import TestResponse

OUT, BACK = "/staff/single-sign-on", "/staff/single-sign-on/return"


class _Stay(HTTPRedirectHandler):
    def http_error_302(self, request, file, code, message, headers):
        return file


def way_there(client: FlaskClient, **fields: str) -> str:
    """Press the button; return the address at the provider that the page leads to."""
    answer = send(client, OUT, "/staff/login", **fields)
    assert answer.status_code == 200, answer.text
    page = BeautifulSoup(answer.text, "html5lib")
    address = page.select_one("main a")["href"]
    assert page.select_one("meta[http-equiv=refresh]")["content"] == f"0;url={address}"
    return address


def way_back(address: str) -> str:
    """Visit the provider as a browser; return the path and query that it sends back to."""
    with build_opener(_Stay).open(address) as answer:
        back = urlsplit(answer.headers["Location"])
    assert f"{back.scheme}://{back.netloc}" == "https://services.example.org"
    return f"{back.path}?{back.query}"


def sign_on(client: FlaskClient, **fields: str) -> TestResponse:
    """Go to the provider and back; return the answer to who comes back."""
    return client.get(way_back(way_there(client, **fields)))


def comes_in(client: FlaskClient) -> bool:
    return client.get("/editor/").status_code == 200


def heading(answer: TestResponse) -> str:
    return BeautifulSoup(answer.text, "html5lib").h1.get_text()


def refused(client: FlaskClient, answer: TestResponse, status: int = 400) -> str:
    """Judge an answer that opens nothing; return its sentence."""
    assert answer.status_code == status, answer.text
    assert heading(answer) == "You are not signed in"
    assert not comes_in(client)
    return BeautifulSoup(answer.text, "html5lib").select_one("main .lead").get_text()
