"""Every public page opens in every language and is judged; it sets no cookie and protects its reader."""

from __future__ import annotations

import pytest
from every_language import EVERY_LANGUAGE
from page import Pages

BROWSED = (
    ("public.home", {}),
    ("public.life_events", {}),
    ("public.life_event", {"id": "having-a-baby"}),
    ("public.plan", {"id": "having-a-baby"}),
    ("public.services", {}),
    ("public.service", {"id": "register-birth"}),
    ("public.target_group", {"id": "parents"}),
    ("public.topic", {"id": "family"}),
    ("public.organisations", {}),
    ("public.service_index", {}),
    ("public.burden", {}),
    ("public.organisation", {"id": "registry"}),
    ("public.offices", {}),
    ("public.office", {"id": "centre"}),
    ("public.document", {"id": "birth-certificate"}),
    ("public.document", {"id": "consent"}),
    ("public.search", {}),
    ("public.page", {"name": "about"}),
    ("public.page", {"name": "privacy"}),
    ("public.page", {"name": "accessibility"}),
)
ANSWERED = ("public.life_event", "public.plan")
"""Addresses of plans carry codes and dates; free text is not let through."""
NAMES = [" ".join((endpoint, *values.values())) for endpoint, values in BROWSED]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize(("endpoint", "values"), BROWSED, ids=NAMES)
def test_every_page_is_sound_in_every_language(page: Pages, endpoint, values, language):
    page(endpoint, language, **values)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize(("endpoint", "values"), BROWSED, ids=NAMES)
def test_the_language_switch_keeps_page_place_day_and_everything_else(page: Pages, endpoint, values, language):
    query = [("place", "harbour"), ("as-of", "2026-12-01"), ("married", "yes")]
    if endpoint not in ANSWERED:
        query.append(("q", "birth & co"))
    shown = page(endpoint, language, query, **values)
    for link in shown.select("ul.languages a"):
        assert link["href"] == page.address(endpoint, link["lang"], query, **values)


@pytest.mark.parametrize(("endpoint", "values"), BROWSED, ids=NAMES)
def test_every_link_to_a_page_keeps_the_place(page: Pages, endpoint, values):
    shown = page(endpoint, query=[("place", "harbour")], **values)
    strays = [
        link["href"]
        for link in shown.select("a[href^='/en/']")
        if "place=harbour" not in link["href"] and "lang" not in link.attrs
    ]
    # Where a choice of place is undone, the link says so by leaving it out.
    assert not [stray for stray in strays if not stray.startswith(("/en/offices/", "/go/"))], strays


@pytest.mark.parametrize(("endpoint", "values"), BROWSED, ids=NAMES)
def test_public_reading_sets_no_cookie_and_is_protected(page: Pages, endpoint, values):
    answer = page.client.get(page.address(endpoint, **values))
    assert "Set-Cookie" not in answer.headers
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert "Permissions-Policy" in answer.headers
