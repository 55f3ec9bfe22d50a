"""The web chat in a real browser: by keyboard, by ear, right to left, without JavaScript, and when the line fails."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import TOO_WIDE, middle, violations
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTIONS = {
    "en": ("How much is a resident parking permit in Port Alba?", "96"),
    "ar": ("كم رسوم تصريح وقوف السيارة للسكان في بورت ألبا؟", "96"),
    "zh": ("阿尔巴港的居民停车证多少钱？", "96"),
}


def ask(page: Page, words: str) -> None:
    """Type and press Enter, as one does."""
    page.locator("#chat-text").fill(words)
    page.locator("#chat-text").press("Enter")


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_and_what_follows_with_and_without_script(visit, language, javascript):
    question, expected = QUESTIONS[language]
    page = visit(f"/{language}/chat", width=360, javascript=javascript)
    ask(page, question)
    expect(page.locator(".turn.told").last).to_contain_text(expected)
    expect(page.locator(".turn.said").last).to_contain_text(question)
    page.locator(".choices button").nth(2).click()
    expect(page.locator(".turn.told")).to_have_count(3 if javascript else 1)
    expect(page.locator(".turn.told").last).to_contain_text("2103")


def test_by_keyboard_alone_and_the_focus_stays_in_the_box(visit):
    page = visit("/en/chat")
    page.locator("#chat-text").focus()
    page.keyboard.type("register a birth")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.told").last).to_contain_text("Register a birth")
    expect(page.locator("#chat-text")).to_be_focused()
    expect(page.locator("#chat-text")).to_have_value("")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".turn.said")).to_have_count(2)
    # The focus is where reading goes on, and from there the next stop is what one may choose.
    expect(page.locator(".turn.told").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(
        page.locator(".turn.told a, .choices button").locator("visible=true").and_(page.locator(":focus"))
    ).to_have_count(1)


def test_answers_are_read_aloud(visit):
    page = visit("/en/chat")
    log = page.locator("[role=log]")
    expect(log).to_have_attribute("aria-live", "polite")
    expect(log).to_have_attribute("aria-label", "Conversation")


@pytest.mark.parametrize(("language", "person_is_right"), [("en", True), ("ar", False)])
def test_who_speaks_is_seen_by_the_side(visit, language, person_is_right):
    page = visit(f"/{language}/chat", width=1280)
    ask(page, QUESTIONS[language][0])
    expect(page.locator(".turn.said")).to_have_count(1)
    assert (middle(page, ".turn.said") > middle(page, ".turn.told")) is person_is_right


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_long_conversation_has_no_violation_and_fits_the_narrowest_phone(visit, language):
    page = visit(f"/{language}/chat?about=service:register-birth", width=320)
    for turn in range(1, 5):
        page.locator(".choices button").nth(turn + 1).click()
        expect(page.locator(".turn.said")).to_have_count(turn)
    assert page.evaluate(TOO_WIDE) == []
    assert not violations(Axe(), page)


def test_a_line_that_fails_is_told_and_nothing_typed_is_lost(visit):
    page = visit("/en/chat")
    page.evaluate("window.whole = window.fetch; window.fetch = () => Promise.reject(new Error('no line')); null")
    ask(page, "register a birth")
    expect(page.locator("[data-problem]")).to_be_visible()
    expect(page.locator("#chat-text")).to_have_value("register a birth")
    page.evaluate("window.fetch = window.whole; null")
    page.locator(".chat-box button").click()
    expect(page.locator(".turn.told").last).to_contain_text("Register a birth")


def test_a_line_that_stays_silent_is_told_in_time_and_nothing_typed_is_lost(visit):
    page = visit("/en/chat")
    page.clock.install()
    page.evaluate("""window.fetch = (address, { signal }) => new Promise((answer, fail) =>
        signal.addEventListener("abort", () => fail(signal.reason))); null""")
    ask(page, "register a birth")
    expect(page.locator("[data-chat]")).to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-problem]")).to_be_hidden()
    page.clock.fast_forward(21_000)
    expect(page.locator("[data-problem]")).to_contain_text("taking very long")
    expect(page.locator("#chat-text")).to_have_value("register a birth")
    expect(page.locator("[data-chat]")).not_to_have_attribute("aria-busy", "true")


def test_browsers_that_know_no_button_in_a_form_answer_all_the_same(visit):
    page = visit("/en/chat")
    page.evaluate("""const Whole = window.FormData;
        window.FormData = class extends Whole {
          constructor(form, ...rest) { if (rest.length) throw new TypeError("one argument"); super(form); }
        }; null""")
    page.locator(".choices button").first.click()
    expect(page.locator(".turn.told").last).to_contain_text("What has happened")
    ask(page, "register a birth")
    expect(page.locator(".turn.told").last).to_contain_text("Register a birth")


@pytest.mark.parametrize(("language", "you"), [("en", "You"), ("ar", "أنت")])
def test_both_who_speak_are_named_with_script_too(visit, language, you):
    page = visit(f"/{language}/chat")
    ask(page, QUESTIONS[language][0])
    expect(page.locator(".turn.said .who")).to_have_text(you)
    expect(page.locator(".turn.told .who")).to_have_count(2)


def test_an_answer_in_another_language_says_so_and_the_conversation_goes_on_in_it(visit):
    page = visit("/en/chat")
    ask(page, "register a birth")
    expect(page.locator(".turn.told")).to_have_count(2)
    assert page.locator(".turn.told").last.get_attribute("lang") is None
    ask(page, "بالعربية من فضلك")
    turn = page.locator(".turn.told").last
    expect(turn).to_have_attribute("lang", "ar")
    expect(turn).to_have_attribute("dir", "rtl")
    expect(turn.locator(".who")).to_have_attribute("lang", "en")
    expect(turn.locator("a[hreflang=ar]").first).to_have_attribute("href", "/ar/services/register-birth")
    expect(page.locator(".choices")).to_have_attribute("dir", "rtl")
    page.locator(".choices button").nth(2).click()
    expect(page.locator(".turn.told")).to_have_count(4)
    expect(page.locator(".turn.told").last).to_have_attribute("lang", "ar")
    assert not violations(Axe(), page)


def test_words_that_fell_back_to_another_language_say_so(visit):
    page = visit("/en/chat")

    def fall_back(route):
        answer = route.fetch()
        reply = answer.json()
        line = {"text": "كلب", "language": "ar", "direction": "rtl", "address": None}
        reply["blocks"] = [{"kind": "text", "lines": [line, {**line, "address": "/en/services/register-dog"}]}]
        route.fulfill(response=answer, body=json.dumps(reply))

    page.route("**/chat", fall_back)
    ask(page, "register a dog")
    for tag in ("bdi", "a"):
        expect(page.locator(f".turn.told >> css={tag}")).to_have_attribute("dir", "rtl")
        expect(page.locator(f".turn.told >> css={tag}")).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("by_keyboard", [True, False])
def test_the_way_out_comes_when_the_subject_turns_sensitive_and_works(visit, by_keyboard):
    page = visit("/en/chat")
    for _ in range(3):
        page.keyboard.press("Shift")
    ask(page, "register a birth")
    expect(page.locator(".turn.told")).to_have_count(2)
    expect(page.locator("[data-leave]")).to_have_count(0)
    ask(page, "my father has died")
    expect(page.locator("[data-leave]")).to_be_visible()
    assert not violations(Axe(), page)
    # The neutral page of the country is elsewhere, where no test goes.
    page.locator("[data-leave]").evaluate("tag => tag.href = '/en/'")
    if by_keyboard:
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.locator("[data-leave]").click()
    page.wait_for_url("**/en/")
    page.go_back()
    assert "/chat" not in page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_the_switch_in_the_header_keeps_the_conversation(visit, javascript):
    page = visit("/en/chat", javascript=javascript)
    ask(page, QUESTIONS["en"][0])
    expect(page.locator(".turn.told").last).to_contain_text("96")
    page.locator("#chat-text").fill("not sent yet")
    page.locator("header button[lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.url.endswith("/ar/chat")
    expect(page.locator(".turn.told")).to_contain_text("2103")
    expect(page.locator("#chat-text")).to_have_value("not sent yet" if javascript else "")


@pytest.mark.parametrize("javascript", [True, False])
def test_an_example_is_asked_by_pressing_it(visit, javascript):
    page = visit("/en/chat", width=360, javascript=javascript)
    example = page.locator(".chat-examples button").nth(2)
    words = example.inner_text()
    example.click()
    expect(page.locator(".turn.said").last).to_contain_text(words)
    expect(page.locator(".turn.told").last).to_contain_text(words.split(":")[0])
    expect(page.locator(".chat-examples")).to_have_count(0)


def test_another_language_is_another_page(visit):
    page = visit("/en/chat")
    page.locator(".choices button", has_text="Language").click()
    page.locator(".choices button", has_text="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
