"""What protects a reader: no foreign form, nothing said to other sites, nothing stored of sensitive pages."""

import pytest

from portal.security import mark_sensitive
from portal.work import reading


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
        ({"Origin": "http://localhost"}, 405),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 405),
    ],
)
def test_a_form_must_come_from_a_page_of_ours(client, headers, status):
    assert client.post("/en/", headers=headers, data={"a": "b"}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "null"}, 200),
        ({"Origin": "https://elsewhere.example.org"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_an_older_browser_that_hides_where_it_was_can_go_on_with_the_chat(client, headers, status):
    assert client.post("/en/chat", headers=headers, data={"text": "hello"}).status_code == status


def test_a_sensitive_page_tells_nobody_and_is_stored_nowhere(catalogue, build_app):
    app = build_app(catalogue)
    app.before_request(mark_sensitive)
    for _ in range(2):
        answer = app.test_client().get("/en/")
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def test_a_reading_belongs_to_its_request_and_is_closed_with_it(app):
    with app.test_request_context("/en/"):
        app.preprocess_request()
        opened = reading()
        assert reading() is opened
        assert opened.session.in_transaction()
    assert not opened.session.in_transaction()


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(portal_settings):
    first = portal_settings.secret_key()
    assert first == portal_settings.secret_key()
    assert len(first) >= 40
    assert (portal_settings.home / "secret-key").stat().st_mode & 0o077 == 0
