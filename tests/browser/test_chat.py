"""The web chat in a real browser: by keyboard, by ear, right to left, without JavaScript, and when the line fails."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.test_accessibility import violations
from browser.test_direction import middle
from browser.test_reflow import TOO_WIDE
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


def test_another_language_is_another_page(visit):
    page = visit("/en/chat")
    page.locator(".choices button", has_text="Language").click()
    page.locator(".choices button", has_text="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
