"""Behind a preview's secret address lies the whole portal as it will be; nowhere else does anything of it."""

from __future__ import annotations

import json
import secrets
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from content_builder import SERVICE, SERVICE_SECTIONS
from page import markup_faults

from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.save_draft import save_draft
from catalogue.facts import Kind
from catalogue.models import Preview
from catalogue.queries.previews import digest_of_secret
from portal import create_app

KEY = "register-birth"
PATH = f"/en/services/{KEY}"


def save(catalogue, part, body):
    with catalogue.work("ada") as work:
        target = find_object(work.session, Kind.SERVICE, KEY)
        lock = get_part_state(work.session, target, part, work.now).lock
        save_draft(work, Kind.SERVICE, KEY, part, body, lock=lock)


@pytest.fixture
def catalogue(own_catalogue):
    save(own_catalogue, "en", {"sections": {**SERVICE_SECTIONS, "title": "Declare a birth"}})
    return own_catalogue


@pytest.fixture
def portal(portal_settings, catalogue):
    return create_app(portal_settings, catalogue).test_client()


def link(catalogue, day=None, objects=(("service", KEY),), **changes):
    secret = secrets.token_urlsafe(24)
    with catalogue.work("ada") as work:
        row = Preview(
            digest=digest_of_secret(secret),
            kind=Kind.SERVICE,
            key=KEY,
            objects=None if objects is None else [list(pair) for pair in objects],
            day=day,
            made_by="ada",
            made_at=work.now,
            ends_at=work.now + timedelta(days=30),
        )
        for name, value in changes.items():
            setattr(row, name, value)
        work.session.add(row)
    return f"/preview/{secret}"


def opened(portal, address, status=200):
    response = portal.get(address)
    assert response.status_code == status, response.status
    html = response.get_data(as_text=True)
    assert not markup_faults(html)
    return response, BeautifulSoup(html, "html5lib")


def test_the_draft_is_shown_and_said_to_be_one(portal, catalogue):
    _, page = opened(portal, link(catalogue) + PATH)
    assert page.h1.get_text(strip=True) == "Declare a birth"
    assert "not published" in page.select_one(".preview-band").get_text()


def test_the_published_page_knows_nothing_of_it(portal, catalogue):
    opened(portal, link(catalogue) + PATH)
    _, page = opened(portal, PATH)
    assert page.h1.get_text(strip=True) == "Register a birth"
    assert page.select_one(".preview-band") is None


def test_every_link_stays_within_the_preview(portal, catalogue):
    root = link(catalogue)
    _, page = opened(portal, root + PATH)
    leaving = [
        tag[name]
        for tag in page.select("a[href], form[action]")
        for name in ("href", "action")
        if tag.get(name, "").startswith("/") and not tag[name].startswith(root)
    ]
    assert not leaving
    assert portal.get(page.select_one("link[rel=stylesheet]")["href"]).status_code == 200


def test_no_search_engine_cache_or_other_site_learns_the_address(portal, catalogue):
    response, _ = opened(portal, link(catalogue) + PATH)
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


def test_two_previews_do_not_show_each_other(portal, catalogue):
    with_draft, without = link(catalogue), link(catalogue, objects=())
    for _ in range(2):
        assert opened(portal, with_draft + PATH)[1].h1.get_text(strip=True) == "Declare a birth"
        assert opened(portal, without + PATH)[1].h1.get_text(strip=True) == "Register a birth"


@pytest.mark.parametrize("change", ["revoked", "ended", "made up"])
def test_a_link_that_leads_nowhere_looks_like_one_that_never_was(portal, catalogue, portal_clock, change):
    match change:
        case "revoked":
            root = link(catalogue, revoked_at=portal_clock())
        case "ended":
            root = link(catalogue, ends_at=portal_clock() - timedelta(seconds=1))
        case _:
            root = f"/preview/{secrets.token_urlsafe(24)}"
    assert portal.get(root + PATH).status_code == 404


def test_a_day_to_come_shows_the_fee_of_that_day(portal, catalogue):
    fee = {"id": "copy", "amounts": [{"from": "2026-01-01", "until": "2029-12-31", "amount": "7.00"}]}
    fee["amounts"].append({"from": "2030-01-01", "amount": "9.50"})
    save(catalogue, "facts", {**SERVICE, "fees": [fee]})
    said = {**SERVICE_SECTIONS, "title": "Declare a birth", "fees.copy": "Copy"}
    said = {key: text for key, text in said.items() if not key.startswith("fees.") or key == "fees.copy"}
    save(catalogue, "en", {"sections": said})
    text = opened(portal, link(catalogue, day=date(2030, 1, 1)) + PATH)[1].get_text()
    assert "9.50" in text


def test_the_bot_answers_from_the_draft(portal, catalogue):
    root = link(catalogue)
    response = portal.post(
        f"{root}/en/chat",
        data={"action": f"about:service:{KEY}"},
        headers={"Accept": "application/json", "Sec-Fetch-Site": "same-origin"},
    )
    assert response.status_code == 200
    assert "Declare a birth" in response.get_data(as_text=True)


def test_a_draft_that_could_not_be_published_says_why(portal, catalogue):
    save(catalogue, "en", {"sections": {**SERVICE_SECTIONS, "overview": "It costs {fee.nowhere}."}})
    _, page = opened(portal, link(catalogue) + PATH, status=422)
    assert "fee.nowhere" in page.select_one("main").get_text()


def test_a_plan_is_shown_for_answers_and_place(portal, catalogue):
    root = link(catalogue)
    address = "/en/life-events/having-a-baby/plan"
    assert portal.get(f"{root}{address}.json?place=norvale").status_code == 200
    assert json.loads(portal.get(f"{root}{address}.json").get_data())["life_event"] == "having-a-baby"
