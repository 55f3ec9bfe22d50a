"""What readers do on the portal is counted, kept pages as well – and what machines, errors and previews do is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from content_builder import changed, entry, small_content, words
from counted import stored

from catalogue.commands.counts.record_deeds import record_deeds
from catalogue.commands.import_content import import_content
from catalogue.context import Catalogue
from catalogue.facts import Kind
from portal.counting import is_asked_by_a_person

SERVICE = "/en/services/register-birth"
READ = ("read", "portal", "en", "service", "register-birth", "", "")
PHONE = "Mozilla/5.0 (Linux; Android 14; CUBOT X90) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"


@pytest.fixture
def client(own_catalogue, build_app):
    """A browser before a portal of its own."""
    return build_app(own_catalogue).test_client()


@pytest.fixture
def counted(own_catalogue):
    """Return what was counted up to now, without its day."""

    def read() -> dict[tuple, int]:
        record_deeds(own_catalogue)
        return {key[1:]: times for key, times in stored(own_catalogue).items()}

    return read


def test_a_page_is_counted_when_it_is_made_and_when_it_is_kept(client, counted):
    for _ in range(5):
        assert client.get(SERVICE).status_code == 200
    assert counted() == {READ: 5}


def test_a_page_that_the_browser_still_has_is_read_again(client, counted):
    tag = client.get(SERVICE).headers["ETag"]
    assert client.get(SERVICE, headers={"If-None-Match": tag}).status_code == 304
    assert counted() == {READ: 2}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/fr/life-events/having-a-baby", ("read", "portal", "fr", "life_event", "having-a-baby", "", "")),
        ("/en/offices/centre?place=harbour", ("read", "portal", "en", "office", "centre", "harbour", "")),
        ("/en/organisations/registry", ("read", "portal", "en", "organisation", "registry", "", "")),
        ("/en/documents/consent", ("read", "portal", "en", "document", "consent", "", "")),
        ("/en/for/parents", ("read", "portal", "en", "target_group", "parents", "", "")),
        ("/en/topics/family", ("read", "portal", "en", "topic", "family", "", "")),
        (f"{SERVICE}?place=harbour", ("read", "portal", "en", "service", "register-birth", "harbour", "")),
        # A place that strangers make up is none.
        (f"{SERVICE}?place=atlantis", READ),
        (f"{SERVICE}?place=littleland", READ),
        ("/en/life-events/having-a-baby/plan", ("planned", "portal", "en", "life_event", "having-a-baby", "", "")),
        (
            "/en/life-events/having-a-baby/plan?married=yes&place=harbour",
            ("planned", "portal", "en", "life_event", "having-a-baby", "harbour", ""),
        ),
        ("/en/search?q=birth", ("search_answered", "portal", "en", "", "", "", "")),
        ("/en/search?q=birth&for=parents", ("search_answered", "portal", "en", "", "", "", "parents")),
        ("/en/search?q=birth&for=pirates", ("search_answered", "portal", "en", "", "", "", "")),
        ("/en/search?q=unicorn", ("search_failed", "portal", "en", "", "", "", "")),
    ],
)
def test_what_is_counted(client, counted, address, expected):
    for _ in range(2):
        assert client.get(address).status_code == 200
    assert counted() == {expected: 2}


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/services/",
        "/en/services/nothing",
        "/en/nothing",
        "/en/services/birth",
        "/go/1001",
        "/en/search",
        "/en/search?q=1001",
        "/en/search?q=unicorn&told=yes",
        "/en/search?q=birth&page=2",
        "/en/services/register-birth?as-of=never",
        "/en/life-events/having-a-baby/plan.json",
        "/robots.txt",
        "/staff/login",
        "/desk/",
    ],
)
def test_what_is_not_counted(client, counted, address):
    client.get(address)
    assert {key[0] for key in counted()} <= ({"search_answered"} if "page=2" in address else set())


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "Mozilla/5.0 (compatible; YandexBot/3.0)"},
        {"User-Agent": "curl/8.1"},
        {"User-Agent": "Baiduspider+(+http://www.baidu.com/search/spider.htm)"},
    ],
)
def test_machines_and_what_is_fetched_ahead_are_no_readers(client, counted, headers):
    client.get(SERVICE, headers=headers)
    client.get(SERVICE, headers=headers)
    client.head(SERVICE)
    assert counted() == {}
    # What a machine had kept counts for the next reader.
    client.get(SERVICE, headers={"User-Agent": PHONE})
    assert counted() == {READ: 1}


def test_a_phone_whose_maker_sounds_like_a_machine_is_a_reader():
    asked = {"REQUEST_METHOD": "GET", "HTTP_USER_AGENT": PHONE}
    assert is_asked_by_a_person(asked)
    assert is_asked_by_a_person({"REQUEST_METHOD": "GET"})
    assert not is_asked_by_a_person(asked | {"HTTP_USER_AGENT": f"{PHONE} Bot"})


def test_the_day_is_that_of_the_country_and_kept_pages_do_not_outlive_it(client, own_catalogue, portal_clock):
    now = portal_clock.now
    try:
        client.get(SERVICE)
        portal_clock.move(hours=1)
        client.get(SERVICE)
        record_deeds(own_catalogue)
        assert Counter(key[0].isoformat() for key in stored(own_catalogue)) == {"2026-11-21": 1, "2026-11-22": 1}
    finally:
        portal_clock.now = now


def test_of_a_page_that_nobody_else_should_see_the_place_is_not_counted(client, own_catalogue, counted):
    event = small_content().objects[Kind.LIFE_EVENT, "having-a-baby"]
    facts = event.facts.to_plain() | {"sensitive": True}
    title = words(title="Having a baby", summary="S", event="Birth", stages__after="After", steps__notice="Notice")
    import_content(own_catalogue, changed(small_content(), entry(Kind.LIFE_EVENT, "having-a-baby", facts, en=title)))
    for address in ("/en/life-events/having-a-baby", "/en/life-events/having-a-baby/plan", SERVICE):
        assert client.get(f"{address}?place=harbour").status_code == 200
    assert {key[0] for key in counted()} == {"read", "planned"}
    assert {key[5] for key in counted()} == {""}


def test_reading_writes_nothing_to_the_database(client, own_catalogue):
    client.get(SERVICE)
    assert stored(own_catalogue) == {}
    assert own_catalogue.deeds.waits() > 0


def test_where_counting_is_off_nothing_is_counted(own_catalogue, build_app, portal_clock):
    with Catalogue(replace(own_catalogue.settings, counting=False), clock=portal_clock) as off:
        client = build_app(off).test_client()
        for _ in range(2):
            assert client.get(SERVICE).status_code == 200
        client.get("/en/search?q=unicorn")
        record_deeds(off)
        assert stored(off) == {}


def test_nothing_of_the_reader_is_stored(client, own_catalogue, counted):
    secrets = {
        "User-Agent": "Secretbrowser/1",
        "X-Forwarded-For": "198.51.100.7",
        "Referer": "https://from.example.org/",
    }
    client.get(f"{SERVICE}?place=harbour", headers=secrets)
    client.get("/en/search?q=unicornlicence", headers=secrets)
    assert counted()
    written = str(stored(own_catalogue))
    for secret in ("Secretbrowser", "198.51", "from.example", "unicornlicence"):
        assert secret not in written
