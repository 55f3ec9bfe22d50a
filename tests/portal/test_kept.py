"""Kept pages: answered before Flask, thrown away at a publication or when their time is over, never personal."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client

from portal import kept
from portal.kept import KEEP, Keeping, KeptPages

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@dataclass
class Country:
    """A catalogue that publishes when told to, and an application that counts how often it is asked."""

    published: int = 1
    now: datetime = NOW
    broken: bool = False
    asked: list[str] = field(default_factory=list)
    until: datetime | None = NOW + timedelta(hours=1)
    status: str = "200 OK"
    body: bytes = b"page " * 100
    headers: tuple[tuple[str, str], ...] = ()
    parameters: frozenset[str] = frozenset({"place", "topic"})

    def pulse(self) -> int:
        if self.broken:
            raise OSError
        return self.published

    def __call__(self, environ, start_response):
        self.asked.append(environ["REQUEST_METHOD"])
        if self.until is not None:
            environ[KEEP] = Keeping(self.until, self.parameters, self.published)
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [self.body]


@pytest.fixture(autouse=True)
def every_request_looks(monkeypatch):
    """Let every request see whether something was published, not only one in half a second."""
    monkeypatch.setattr(kept, "SECONDS_BETWEEN_LOOKS", 0)


@pytest.fixture
def country() -> Country:
    return Country()


def a_client(country: Country, limit: int = 100_000) -> Client:
    return Client(KeptPages(country, country.pulse, limit=limit, clock=lambda: country.now))


def test_a_kept_page_is_answered_without_asking_again(country):
    client = a_client(country)
    first, second = client.get("/en/"), client.get("/en/")
    assert country.asked == ["GET"]
    assert first.data == second.data == country.body
    assert first.headers == second.headers


def test_a_publication_throws_every_page_away(country):
    client = a_client(country)
    client.get("/en/")
    country.published += 1
    country.body = b"new"
    assert client.get("/en/").data == b"new"


def test_a_page_made_while_something_was_published_is_not_kept():
    class Interrupted(Country):
        def __call__(self, environ, start_response):
            seen = self.published
            if environ["PATH_INFO"] == "/en/" and seen == 1:
                # While this page is made something is published, and another reader notices it first.
                self.published = 2
                client.get("/en/other")
            answer = super().__call__(environ, start_response)
            environ[KEEP] = Keeping(self.until, self.parameters, seen)
            return answer

    country = Interrupted()
    client = a_client(country)
    client.get("/en/")
    asked = len(country.asked)
    client.get("/en/other")
    assert len(country.asked) == asked
    client.get("/en/")
    assert len(country.asked) == asked + 1


def test_the_first_page_made_after_a_publication_throws_the_others_away(country, monkeypatch):
    monkeypatch.setattr(kept, "SECONDS_BETWEEN_LOOKS", 3600)
    client = a_client(country)
    for address in ("/a", "/a"):
        client.get(address)
    country.published += 1
    for address in ("/b", "/b", "/a"):
        client.get(address)
    assert len(country.asked) == 3


def test_whoever_makes_a_page_asks_the_catalogue_and_nobody_asks_again(country):
    looks = []
    client = Client(KeptPages(country, lambda: looks.append(1), limit=100_000, clock=lambda: country.now))
    for address in ("/a", "/b", "/c?as-of=2026-12-01"):
        client.get(address)
    assert not looks


def test_a_page_is_thrown_away_when_its_time_is_over(country):
    client = a_client(country)
    client.get("/en/")
    country.now += timedelta(minutes=59)
    client.get("/en/")
    assert len(country.asked) == 1
    country.now += timedelta(minutes=1)
    client.get("/en/")
    assert len(country.asked) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/en/?as-of=2026-12-01",
        "/en/?place=norvale&as-of=2026-12-01",
        "/en/?place=norvale&event-date=2026-12-01",
        "/en/search?q=birth",
        "/en/x?married=yes",
        "/en/?topic=a&married=yes",
    ],
)
def test_what_carries_a_readers_choice_is_never_kept(country, address):
    client = a_client(country)
    client.get(address)
    client.get(address)
    assert len(country.asked) == 2


def test_a_page_that_no_view_allowed_is_never_kept(country):
    country.until = None
    client = a_client(country)
    client.get("/en/")
    client.get("/en/")
    assert len(country.asked) == 2


@pytest.mark.parametrize("status", ["404 Not Found", "301 Moved Permanently", "500 Internal Server Error"])
def test_only_good_answers_are_kept(country, status):
    country.status = status
    client = a_client(country)
    client.get("/en/")
    client.get("/en/")
    assert len(country.asked) == 2


def test_an_answer_with_a_cookie_is_never_kept(country):
    country.headers = (("Set-Cookie", "a=b"),)
    client = a_client(country)
    client.get("/en/")
    client.get("/en/")
    assert len(country.asked) == 2


def test_a_page_is_kept_for_each_place(country):
    client = a_client(country)
    for address in ("/en/", "/en/?place=norvale", "/en/?place=port-alba") * 2:
        client.get(address)
    assert len(country.asked) == 3


@pytest.mark.parametrize("parameters", [frozenset(), frozenset({"topic"})])
def test_a_page_for_a_place_that_its_view_does_not_know_is_never_kept(country, parameters):
    country.parameters = parameters
    client = a_client(country)
    client.get("/en/?place=atlantis")
    client.get("/en/?place=atlantis")
    assert len(country.asked) == 2


def test_a_parameter_given_twice_makes_no_page_to_keep(country):
    client = a_client(country)
    client.get("/en/?place=norvale&place=atlantis")
    client.get("/en/?place=norvale&place=atlantis")
    assert len(country.asked) == 2


def test_parameters_in_another_order_make_another_page_since_its_links_carry_them_on(country):
    client = a_client(country)
    for _ in range(2):
        client.get("/en/services/?topic=a&place=b")
        client.get("/en/services/?place=b&topic=a")
    assert len(country.asked) == 2


def test_what_a_client_knows_is_not_sent_again(country):
    client = a_client(country)
    tag = client.get("/en/").headers["ETag"]
    answer = client.get("/en/", headers={"If-None-Match": f'"other", {tag}'})
    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["ETag"] == tag
    assert client.get("/en/", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("accepted", "packed"), [("gzip, br", True), ("br", False), ("gzip;q=0, br", False), ("", False)]
)
def test_pages_are_packed_for_who_takes_them_so(country, accepted, packed):
    answer = a_client(country).get("/en/", headers={"Accept-Encoding": accepted})
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (answer.headers.get("Content-Encoding") == "gzip") is packed
    assert (gzip.decompress(answer.data) if packed else answer.data) == country.body


def test_a_page_asked_for_by_its_head_is_kept_whole(country):
    client = a_client(country)
    head = client.head("/en/")
    assert head.data == b""
    assert head.headers["Content-Length"] == str(len(country.body))
    assert client.get("/en/").data == country.body
    assert len(country.asked) == 1


def test_what_changes_something_passes_by(country):
    client = a_client(country)
    client.get("/en/")
    client.post("/en/")
    assert country.asked == ["GET", "POST"]


def test_the_store_is_bounded_in_bytes_and_the_longest_unused_page_goes_first(country):
    client = a_client(country, limit=1_200)
    for address in ("/a", "/b", "/a", "/c"):
        client.get(address)
    asked = len(country.asked)
    client.get("/a")
    assert len(country.asked) == asked
    client.get("/b")
    assert len(country.asked) == asked + 1
    assert client.application._bytes <= 1_200


def test_without_memory_nothing_is_kept(country):
    client = a_client(country, limit=0)
    client.get("/en/")
    client.get("/en/")
    assert len(country.asked) == 2


def test_kept_pages_are_answered_while_the_catalogue_cannot_be_asked(country):
    client = a_client(country)
    client.get("/en/")
    country.broken = True
    assert client.get("/en/").data == country.body
    assert len(country.asked) == 1


def test_the_catalogue_is_asked_at_most_every_half_second(country, monkeypatch):
    monkeypatch.setattr(kept, "SECONDS_BETWEEN_LOOKS", 0.5)
    asked = []
    pages = KeptPages(country, lambda: asked.append(1) or country.pulse(), limit=10_000, clock=lambda: country.now)
    client = Client(pages)
    for _ in range(20):
        client.get("/en/")
    assert len(asked) == 1
