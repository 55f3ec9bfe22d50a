"""The web chat as a plain form, and as JSON for its script: the memory travels in the page, and nothing is kept."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from every_language import EVERY_LANGUAGE
from page import Pages

from bots.dialogue.memory import MOST_KEPT, Memory
from bots.webchat.chat import read_memory, write_memory
from catalogue.languages import languages
from catalogue.queries.services import get_service
from portal import create_app
from portal.settings import Settings

HERE = {"Sec-Fetch-Site": "same-origin"}
ASKS_FOR_JSON = {**HERE, "Accept": "application/json"}


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


def has_way_out(response):
    """Tell whether the button that leaves the page is there to press, and not only kept for the script."""
    return bool(BeautifulSoup(response.data, "html5lib").select(":not(template) > .leave [data-leave]"))


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
    reply = send(meridia, headers=ASKS_FOR_JSON, text="register a birth").get_json()
    assert reply["subject"] == ["service", "register-birth"]
    assert {"language", "blocks", "buttons", "files", "memory", "answered"} <= set(reply)
    assert reply["sensitive"] is False


@pytest.mark.parametrize(
    "words", ["register a death", "how do I claim the funeral grant?", "my father has died", "my husband beats me"]
)
def test_what_nobody_else_should_see_comes_with_a_way_out(meridia, words):
    assert has_way_out(send(meridia, text=words))
    answer = send(meridia, headers=ASKS_FOR_JSON, text=words)
    assert answer.get_json()["sensitive"] is True
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_way_out_stays_while_the_plan_in_hand_is_sensitive(meridia):
    begun = send(meridia, action="event:death-of-a-relative")
    assert has_way_out(send(meridia, text="resident parking permit", memory=memory_of(begun)))
    assert not has_way_out(send(meridia, text="resident parking permit"))


def test_pages_of_the_portal_are_links_within_it_that_say_where_they_lead(meridia):
    shown = BeautifulSoup(send(meridia, "fr", action="tell:fees:apply-resident-parking").data, "html5lib")
    link = shown.select_one(".told-source a")
    assert (link.get_text(), link["href"]) == (
        "Lire toute la page",
        "/fr/services/apply-resident-parking",
    )


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_it_begins_with_questions_that_are_answered(meridia, pages, language):
    forms = pages("public.chat", language).select(".chat-examples form")
    assert 3 <= len(forms) <= 4
    for form in forms:
        fields = {field["name"]: field["value"] for field in form.select("[name]")}
        assert fields["text"] == form.button.get_text()
        answer = send(meridia, language, **fields)
        assert fields["text"] in log_of(answer)
        assert not has_way_out(answer)
        reply = send(meridia, language, ASKS_FOR_JSON, **fields).get_json()
        assert reply["answered"]
        assert reply["subject"][1] == fields["action"].split(":")[-1]


def test_the_questions_are_those_of_the_country(page, portal_catalogue):
    shown = page("public.chat")
    asked = [button["value"].split(":")[-1] for button in shown.select(".chat-examples [name=action]")]
    assert asked
    with portal_catalogue.reading("en") as reading:
        titles = [get_service(reading, id).title.value for id in asked[1:]]
    for title, example in zip(titles, shown.select(".chat-examples button")[1:], strict=True):
        assert example.get_text().startswith(f"{title}: ")


def test_who_has_asked_already_is_shown_no_examples(meridia, pages):
    assert not pages("public.chat", query={"about": "service:register-birth"}).select(".chat-examples")
    assert not BeautifulSoup(send(meridia, text="register a birth").data, "html5lib").select(".chat-examples")


def test_the_language_changes_by_a_button_and_the_page_with_it(meridia):
    changed = send(meridia, action="language:ar", text="")
    page = BeautifulSoup(changed.data, "html5lib")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


def test_the_switch_in_the_header_takes_the_conversation_along_and_no_address_does(meridia):
    first = BeautifulSoup(send(meridia, text="resident parking permit in Port Alba").data, "html5lib")
    switch = first.select_one("header form[data-languages]")
    buttons = {button["lang"]: button for button in switch.select("button")}
    assert list(buttons) == list(languages())
    assert buttons["en"]["aria-current"] == "true"
    assert buttons["ru"]["formaction"] == "/ru/chat"
    form = {"memory": switch.select_one("[name=memory]")["value"], "action": buttons["ru"]["value"]}
    changed = send(meridia, "ru", text="не отправлено", **form)
    page = BeautifulSoup(changed.data, "html5lib")
    assert page.html["lang"] == "ru"
    assert "2103" in log_of(changed)
    assert "не отправлено" not in log_of(changed)
    assert page.select_one("#chat-text")["value"] == "не отправлено"
    goes_on = send(meridia, "ru", text="сколько стоит?", memory=memory_of(changed))
    assert "96" in log_of(goes_on)


def test_who_writes_in_another_language_and_asks_for_it_is_answered_in_it_from_then_on(meridia):
    reply = send(meridia, headers=ASKS_FOR_JSON, text="по-русски, пожалуйста").get_json()
    assert (reply["language"], reply["direction"], reply["address"]) == ("ru", "ltr", "/ru/chat")


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


def test_nothing_typed_reaches_a_log_whatever_fails(meridia, monkeypatch, caplog):
    word = "annakovacs"
    typed = {"text": f"resident parking permit {word}", "memory": write_memory(Memory(terms=(word,)))}

    def fail(*arguments, **named):
        raise RuntimeError(f"cannot answer {arguments} {named}")

    with caplog.at_level(logging.DEBUG):
        assert send(meridia, **typed).status_code == 200
        assert send(meridia, text=word).status_code == 200
        for broken, status in (
            ("bots.dialogue.free_text.answer", 200),
            ("bots.conversations.ratings.count_deeds", 200),
            ("bots.webchat.chat.WebChat.turn", 500),
            ("portal.public.chat.page", 500),
        ):
            with monkeypatch.context() as patch:
                patch.setattr(broken, fail)
                assert send(meridia, text=word).status_code == status
    assert "web chat failed: RuntimeError" in caplog.text
    assert "could not be counted: RuntimeError" in caplog.text
    assert word not in caplog.text


def test_every_page_leads_to_the_chat_and_none_does_where_there_is_no_chat(
    page, build_app, portal_catalogue, monkeypatch
):
    seen = (("public.home", {}), ("public.search", {"query": {"q": "birth"}}), ("public.search", {}))
    for endpoint, values in seen:
        shown = page(endpoint, **values)
        assert shown.select_one("footer nav a[href='/en/chat']")
        assert shown.select_one("main a[href='/en/chat'], main form[action='/en/chat']")
    monkeypatch.setattr("portal.chatting._point", lambda: None)
    without = Pages(build_app(portal_catalogue))
    for endpoint, values in (*seen, ("public.service", {"id": "register-birth"})):
        assert not without(endpoint, **values).select("[href*='/chat'], [action*='/chat']")
    assert without.client.get("/en/chat").status_code == 404


def test_a_sensitive_plan_shows_the_way_into_a_messenger_to_nobody_who_looks_on(portal_settings, shipped_and_indexed):
    shown = Pages(create_app(replace(portal_settings, telegram_bot="a_bot"), shipped_and_indexed))
    for event, folded in (("death-of-a-relative", True), ("moving-home", False)):
        plan = shown.open(f"/en/life-events/{event}/plan?place=norvale")
        details = plan.select_one("details:has(.messenger)")
        assert details.has_attr("open") is not folded
        assert len(plan.select(".messenger svg")) == 1
