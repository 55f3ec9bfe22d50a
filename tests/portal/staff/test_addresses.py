"""Addresses to go on to after signing in, and those from which people come."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.extensions import House
from portal.staff.addresses import own_path, own_target
from portal.staff.network import network

HERE = "https://services.example.org/staff/login"
PIECES = st.lists(
    st.sampled_from(
        [
            "/",
            "//",
            "\\",
            "editor",
            "staff",
            "account",
            "people",
            "..",
            ".",
            "@",
            ":",
            "https:",
            "evil.example",
            "%2f",
            "%5c",
            "%00",
            "?",
            "#",
            "&",
            "=",
            "next",
            "\t",
            "\n",
            "\r",
            " ",
            "\u3002",
            "\uff0f",
            ";",
            "javascript:",
            "é",
        ]
    ),
    max_size=8,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
@given(PIECES)
def test_whatever_is_asked_for_it_leads_to_a_page_of_staff_or_nowhere(app, path):
    with app.test_request_context("/staff/login"):
        for found in (own_path(path), own_target(path)):
            if found is not None:
                there = urlsplit(urljoin(HERE, found))
                assert (there.scheme, there.netloc) == ("https", "services.example.org")
                assert there.path.startswith(("/staff/", "/editor/"))


@pytest.mark.parametrize("path", ["/editor/", "/staff/account", "/staff/people?page=2&q=a%20b"])
def test_pages_of_staff_are_such_addresses(app, path):
    with app.test_request_context("/staff/login"):
        assert own_path(path) == path


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "found"),
    [
        (0, "192.0.2.7", None, "192.0.2.7"),
        # Whoever is asked for nothing is believed nothing.
        (0, "192.0.2.7", "198.51.100.1", "192.0.2.7"),
        (0, "127.0.0.1", None, None),
        (0, "::1", None, None),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.7", None, "192.0.2.7"),
        (1, "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        # What stands left of our proxy's word the reader wrote.
        (1, "127.0.0.1", "203.0.113.5, 198.51.100.1", "198.51.100.1"),
        (2, "127.0.0.1", "203.0.113.5, 198.51.100.1, 10.0.0.3", "198.51.100.1"),
        (1, "127.0.0.1", None, None),
        (2, "127.0.0.1", "198.51.100.1", None),
        (1, "127.0.0.1", "nonsense", None),
    ],
)
def test_from_where_somebody_comes(app, monkeypatch, proxies, remote, forwarded, found):
    house: House = app.extensions["onedoor"]
    monkeypatch.setitem(app.extensions, "onedoor", replace(house, settings=replace(house.settings, proxies=proxies)))
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    with app.test_request_context("/staff/login", environ_base={"REMOTE_ADDR": remote}, headers=headers):
        assert network() == found
