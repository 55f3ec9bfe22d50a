"""The web chat as a plain form, and as JSON for its script: the memory travels in the page, and nothing is kept."""

from __future__ import annotations

import base64
from datetime import date

import pytest
from bs4 import BeautifulSoup
from page import Pages

from bots.dialogue.memory import MOST_KEPT, Memory
from bots.webchat.chat import read_memory, write_memory
from portal import create_app
from portal.settings import Settings

HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def meridia(portal_settings: Settings, shipped_and_indexed):
    return create_app(portal_settings, shipped_and_indexed)


@pytest.fixture(scope="module")
def pages(meridia):
    return Pages(meridia)


def send(meridia, language="en", headers=HERE, **form):
    return meridia.test_client().post(f"/{language}/chat", data=form, headers=headers)


def memory_of(response):
    return BeautifulSoup(response.data, "html5lib").select_one("[name=memory]")["value"]


def log_of(response):
    return BeautifulSoup(response.data, "html5lib").select_one(".chat-log").get_text(" ")


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
def test_the_page_offers_the_menu_in_its_language(pages, language):
    shown = pages("public.chat", language)
    assert len(shown.select(".choices button")) >= 5
    assert shown.select_one(".chat-box [name=text]")


def test_a_question_is_answered_and_followed_up_by_what_the_page_carries(meridia):
    first = send(meridia, text="How much is a resident parking permit in Port Alba?")
    assert first.status_code == 200
    assert "€96" in log_of(first)
    assert "How much is a resident parking permit" in log_of(first)
    second = send(meridia, text="and how long does it take?", memory=memory_of(first))
    assert "parking permit" in log_of(second)
    assert first.headers["Cache-Control"] == "no-store"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in first.headers


def test_a_button_does_what_it_says(meridia):
    pressed = send(meridia, action="tell:documents:register-birth")
    assert "What you need" in log_of(pressed)


def test_the_script_gets_the_same_answer_as_json(meridia):
    reply = send(meridia, headers={**HERE, "Accept": "application/json"}, text="register a birth").get_json()
    assert reply["subject"] == ["service", "register-birth"]
    assert {"language", "blocks", "buttons", "files", "memory", "answered"} <= set(reply)


def test_the_language_changes_by_a_button_and_the_page_with_it(meridia):
    changed = send(meridia, action="language:ar", text="")
    page = BeautifulSoup(changed.data, "html5lib")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


def test_a_page_of_a_service_opens_the_chat_about_it(pages):
    shown = pages("public.chat", query={"about": "service:register-birth"})
    assert "Register a birth" in shown.select_one(".chat-log").get_text()


def test_the_files_of_a_plan_are_the_portals_own(meridia):
    begun = send(meridia, action="event:moving-home")
    printed = send(meridia, action="print", memory=memory_of(begun))
    page = BeautifulSoup(printed.data, "html5lib")
    assert "/en/life-events/moving-home/plan" in page.select_one(".told > p > a")["href"]


@pytest.mark.parametrize("memory", ["", "junk", "e30=", "x" * 20_000, "ÿ"])
def test_a_memory_that_was_tampered_with_begins_anew(meridia, memory):
    assert send(meridia, text="register a birth", memory=memory).status_code == 200


@pytest.mark.parametrize("plain", [b"[" * 5_900, b'{"terms": ["\\ud800"]}'])
def test_json_that_no_page_wrote_begins_anew(meridia, plain):
    memory = base64.urlsafe_b64encode(plain).decode()
    assert send(meridia, text="register a birth", memory=memory).status_code == 200


def test_a_memory_with_every_table_full_comes_back_whole():
    ids = [f"a-rather-long-name-{number}" for number in range(MOST_KEPT)]
    full = Memory(
        language="en",
        answers=dict(zip(ids, ids, strict=True)),
        skipped=tuple(ids),
        ticks=dict.fromkeys(ids, "not-for-me"),
        applied=dict.fromkeys(ids, date(2026, 11, 21)),
        notices=tuple(ids),
    )
    assert read_memory(write_memory(full)) == full


@pytest.mark.parametrize("query", [{"about": "service:no-such"}, {"about": "<script>"}, {"plan": "P000-0000-00"}])
def test_a_link_to_what_is_not_there_gives_the_menu(pages, query):
    assert pages("public.chat", query=query).select(".choices button")


def test_another_site_may_send_nothing(meridia):
    assert send(meridia, headers={"Sec-Fetch-Site": "cross-site"}, text="x").status_code == 403


def test_a_failure_is_told_and_what_was_known_stays(meridia, monkeypatch):
    first = send(meridia, text="resident parking permit")
    kept = memory_of(first)
    monkeypatch.setattr("bots.dialogue.free_text.answer", lambda *rest: 1 / 0)
    broken = send(meridia, text="and how much?", memory=kept)
    assert "went wrong" in log_of(broken)
    monkeypatch.undo()
    assert "parking permit" in log_of(send(meridia, text="how much is it?", memory=memory_of(broken)))
