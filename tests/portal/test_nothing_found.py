"""When nothing is found: a page that helps on, a note for the editors, and a report with one tap that counts once."""

from __future__ import annotations

import logging
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from every_language import EVERY_LANGUAGE
from page import Pages

from catalogue.settings import PROJECT
from catalogue.tally import Times

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def nothing_noted(portal_catalogue):
    portal_catalogue.tally.take()


@pytest.fixture
def shipped_pages(build_app, shipped_and_indexed):
    """Opens pages of the shipped country."""
    return Pages(build_app(shipped_and_indexed))


def noted(catalogue) -> dict[tuple[str, str], Times]:
    return {(sought.language, sought.text): times for sought, times in catalogue.tally.take().items()}


def test_the_page_says_what_was_sought_and_where_to_go_on(shipped_pages):
    shown = shipped_pages("public.search", query=[("q", "qqqqzzzz")])
    assert shown.h1.get_text() == "Nothing found for “qqqqzzzz”"
    assert shown.select_one("main input[name=q]")["value"] == "qqqqzzzz"
    assert len(shown.select("ul.events a")) >= 3
    assert shown.select_one(".ask a[href^='tel:']")
    assert shown.select_one(".ask .tag.open, .ask .tag.closed")
    assert shown.select(".ask a[href='/en/offices/']")
    assert shown.select("main a[href='/en/services/']")


def test_what_was_sought_can_be_asked_in_the_chat_and_stands_in_no_address(shipped_pages):
    shown = shipped_pages("public.search", query=[("q", "could you tell qqqqzzzz"), ("place", "norvale")])
    form = shown.select_one("main form[action^='/en/chat']")
    assert (form["method"], form["action"]) == ("post", "/en/chat?place=norvale")
    assert [(field["name"], field["value"]) for field in form.select("[name]")] == [("text", "could you tell qqqqzzzz")]
    answer = shipped_pages.client.post(form["action"], data={"text": "could you tell qqqqzzzz"}, headers=HERE)
    assert answer.status_code == 200
    assert "could you tell qqqqzzzz" in answer.text


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_it_stands_in_every_language_before_and_after_a_report(page, language):
    before = page("public.search", language, [("q", "qqqqzzzz")])
    assert before.select_one("form.report button")
    after = page("public.search", language, [("q", "qqqqzzzz"), ("told", "yes")])
    assert after.select_one("[role=status] h2")
    assert not after.select("form.report")


def test_filters_that_hide_everything_are_named_with_what_there_is_without_them(page, portal_catalogue):
    query = [("q", "birth"), ("kind", "office"), ("free", "yes"), ("place", "harbour")]
    shown = page("public.search", query=query)
    count = page("public.search", query=[("q", "birth")]).select_one("[role=status]").get_text()
    section = shown.select_one("main section")
    assert section.h2.get_text() == f"Without filters: {count}"
    removable = [link["aria-label"] for link in shown.select(".chosen a[aria-label]")]
    assert removable == ["Remove filter: Harbour", "Remove filter: Office", "Remove filter: Free of charge"]
    assert "/en/services/register-birth" in {link["href"].partition("?")[0] for link in section.select("ol.rows a")}
    again = section.select_one("a.button")["href"]
    assert parse_qs(urlsplit(again).query) == {"q": ["birth"]}
    # What only the filters hide is not missing.
    assert not shown.select("form.report")
    assert noted(portal_catalogue) == {}


def test_a_slip_that_was_searched_as_typed_is_offered_corrected(page, portal_catalogue):
    shown = page("public.search", query=[("q", "certifcate"), ("spelling", "as-typed")])
    assert "Did you mean “certificate”?" in shown.main.get_text()
    assert shown.select_one(".notice a")["href"] == "/en/search?q=certificate"
    assert noted(portal_catalogue) == {}


def test_offices_in_reach_of_the_place_are_named_its_own_first_where_most_can_be_done(shipped_pages):
    def offices(**narrowed):
        shown = shipped_pages("public.search", query={"q": "qqqqzzzz", **narrowed})
        return [link["href"].partition("?")[0] for link in shown.select(".near li p:first-child a")]

    assert offices() == []
    offered = {}
    for file in (PROJECT / "content" / "offices").glob("*/office.yaml"):
        office = yaml.safe_load(file.read_text("utf-8"))
        if office["place"] == "norvale" and office["kind"] != "centre":
            offered[f"/en/offices/{file.parent.name}"] = len(office["services"])
    first, *others = offices(place="norvale")
    assert first == "/en/offices/onedoor-norvale"
    assert others == sorted(offered, key=lambda office: -offered[office])[:2]


def test_a_search_in_vain_is_noted_masked_with_its_language_and_nothing_else_is(page, portal_catalogue):
    page("public.search", "fr", [("q", "qqqqzzzz anna@example.org 0170 1234567")])
    page("public.search", "fr", [("q", "qqqqzzzz"), ("place", "harbour"), ("kind", "service")])
    page("public.search", query=[("q", "birth")])
    page("public.search", query=[("q", "")])
    assert noted(portal_catalogue) == {("fr", "qqqqzzzz █"): Times(1), ("fr", "qqqqzzzz"): Times(1)}


def test_a_search_in_vain_writes_nothing_to_the_database(app, portal_catalogue, count_queries):
    client = app.test_client()
    with count_queries(portal_catalogue.engine) as queries:
        client.get("/en/search?q=qqqqzzzz+1002")
    assert queries.statements
    # A read may begin with what it reads from; a write says so after it.
    writes = re.compile(r"\b(?:INSERT INTO|UPDATE \w+ SET|DELETE FROM|REPLACE INTO)\b", re.IGNORECASE)
    assert not [one for one in queries.statements if writes.search(one)]


def test_a_report_is_counted_once_however_often_its_page_is_loaded_anew(page, portal_catalogue):
    form = page("public.search", query=[("q", "qqqqzzzz"), ("place", "harbour")]).select_one("form.report")
    assert form["method"] == "post"
    assert [(field["name"], field["value"]) for field in form.select("input")] == [("q", "qqqqzzzz")]
    portal_catalogue.tally.take()
    answer = page.client.post(form["action"], data={"q": "qqqqzzzz"}, headers=HERE)
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {
        "q": ["qqqqzzzz"],
        "place": ["harbour"],
        "told": ["yes"],
    }
    for _ in range(3):
        thanks = page.open(answer.headers["Location"])
        assert "We have counted your report" in thanks.select_one("[role=status]").get_text()
    assert noted(portal_catalogue) == {("en", "qqqqzzzz"): Times(0, 1)}


@pytest.mark.parametrize(
    ("typed", "leads_to"), [("birth", "/en/search?q=birth"), ("  ", "/en/search"), ("1001", "/en/search?q=1001")]
)
def test_what_is_not_missing_cannot_be_reported(client, portal_catalogue, typed, leads_to):
    answer = client.post("/en/search", data={"q": typed}, headers=HERE)
    assert (answer.status_code, answer.headers["Location"]) == (303, leads_to)
    assert noted(portal_catalogue) == {}


def test_a_report_from_another_site_is_refused(client, portal_catalogue):
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example.org"}):
        assert client.post("/en/search", data={"q": "qqqqzzzz"}, headers=headers).status_code == 403
    assert noted(portal_catalogue) == {}


def test_nothing_typed_reaches_a_log(client, portal_catalogue, monkeypatch, caplog):
    def fail(*arguments, **named):
        raise RuntimeError(f"cannot note {arguments}")

    monkeypatch.setattr("portal.public.nothing_found.note_failed_search", fail)
    with caplog.at_level(logging.DEBUG):
        assert client.get("/en/search?q=annakovacs").status_code == 500
        assert client.post("/en/search", data={"q": "annakovacs"}, headers=HERE).status_code == 500
    assert caplog.records
    assert "annakovacs" not in caplog.text
