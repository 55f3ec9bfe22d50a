"""Errors: each of the catalogue's has its status and page; the unknown is an apology, and nothing typed is logged."""

import logging

import pytest
from flask import request

from catalogue.commands.import_content import import_content
from catalogue.facts import Kind


def test_a_page_that_is_not_there_helps_on(page):
    shown = page.open("/ar/services/nothing-like-it", "ar", status=404)
    assert shown.select_one("main form[role=search] input[name=q]")
    assert [link["href"] for link in shown.select("ul.events a")] == ["/ar/life-events/having-a-baby"]
    assert shown.select_one("meta[name=robots]")["content"] == "noindex"


def test_an_address_without_a_language_that_leads_nowhere_helps_on(page):
    page.open("/nothing", status=404)


def test_what_was_withdrawn_is_gone_and_its_page_helps_on(catalogue, build_app):
    from content_builder import small_content, without
    from page import Pages

    import_content(catalogue, without(small_content(), Kind.LIFE_EVENT, "having-a-baby"), withdraw_absent=True)
    Pages(build_app(catalogue)).open("/en/life-events/having-a-baby", status=410)


def test_the_unknown_becomes_an_apology_with_a_reference_and_logs_nothing_typed(app, caplog, monkeypatch):
    import portal.public.search as search

    def break_down(reading):
        raise RuntimeError(request.args["q"])

    monkeypatch.setattr(search, "asked_filters", break_down)
    with caplog.at_level(logging.ERROR):
        answer = app.test_client().get("/fr/search?q=my+secret")
    assert answer.status_code == 500
    assert '<html lang="fr"' in answer.text
    reference = caplog.records[0].message.split()[1].rstrip(":")
    assert reference in answer.text
    assert "public.search failed: RuntimeError\n" in caplog.text
    assert "secret" not in caplog.text


def test_the_apology_stands_without_a_database(app, portal_catalogue, monkeypatch):
    def break_down(*arguments, **named):
        raise OSError("no database")

    monkeypatch.setattr(portal_catalogue, "reading", break_down)
    answer = app.test_client().get("/ar/?place=harbour&as-of=2026-12-01")
    assert answer.status_code == 500
    assert '<html lang="ar" dir="rtl">' in answer.text
    assert 'href="/ar/"' in answer.text


@pytest.mark.parametrize("address", ["/en/", "/en/services/register-birth", "/en/offices/"])
def test_pages_of_readers_take_no_posts(client, address):
    answer = client.post(address, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
