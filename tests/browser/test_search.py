"""Searching in a real browser: with and without a script, filters by keyboard, and words in Chinese."""

from __future__ import annotations

import re

import pytest
from keyboard import tab_to_what_is_seen
from playwright.sync_api import Page, expect
from search_box import BOX, LIST, OPTION

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_a_script_the_box_is_a_plain_form_and_filters_apply(visit, language):
    page = visit(f"/{language}/", width=360, javascript=False)
    box = page.locator(BOX)
    assert box.get_attribute("role") is None
    assert page.locator("[role=listbox], [aria-controls]").count() == 0
    box.fill("1103" if language == "ar" else "certificate")
    page.keyboard.press("Enter")
    if language == "ar":
        page.wait_for_url("**/ar/services/register-birth")
        return
    page.locator(".filter-list summary").first.click()
    page.locator("input[name=kind][value=document]").check()
    page.locator("form.filters button").click()
    assert "kind=document" in page.url
    page.get_by_role("link", name="Remove filter: Paper").click()
    assert "kind" not in page.url


def number_of(page: Page) -> int:
    """Return how many results the page says it has."""
    return int(re.search(r"\d+", page.locator("p[role=status].lead").inner_text())[0])


@pytest.mark.parametrize("width", [360, 1280])
def test_filters_are_ticked_by_keyboard_and_their_numbers_hold(visit, width):
    page = visit("/en/search?q=certificate", width=width)
    if width == 360:
        tab_to_what_is_seen(page, ".filter-list > summary")
        page.keyboard.press("Enter")
    tab_to_what_is_seen(page, "input[name=for][value=parents]")
    promised = int(re.search(r"\((\d+)\)", page.locator("label:has(input[value=parents])").inner_text())[1])
    assert 0 < promised < number_of(page)
    page.keyboard.press("Space")
    tab_to_what_is_seen(page, "form.filters button")
    page.keyboard.press("Enter")
    page.wait_for_url("**for=parents**")
    assert number_of(page) == promised
    tab_to_what_is_seen(page, "ul.chosen a")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").startswith("Remove filter: ")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "for=" not in address)
    assert number_of(page) > promised


def test_a_box_with_the_focus_is_never_under_the_button_that_stays_in_sight(visit):
    page = visit("/en/search?q=certificate", height=600)
    tab_to_what_is_seen(page, "input[name=kind]")
    for _ in range(25):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => { const tag = document.activeElement, box = tag.getBoundingClientRect();
            if (tag.type !== "checkbox") return false;
            const button = document.querySelector(".apply").getBoundingClientRect();
            return box.bottom > button.top && box.top < button.bottom; }"""
        )
        assert not hidden


def test_chinese_finds_by_chinese_words(visit):
    page = visit("/zh/search?q=出生证明")
    expect(page.locator("ol.rows h2 a").first).to_be_visible()
    assert "/zh/services/register-birth" in page.locator("ol.rows h2 a").evaluate_all(
        "links => links.map(link => link.pathname)"
    )
    expect(page.locator("h1")).to_contain_text("出生证明")
    page.locator(BOX).fill("")
    page.locator(BOX).press_sequentially("生")
    expect(page.locator(LIST)).to_be_visible()
    expect(page.locator(f"{OPTION} .tag").filter(has_text="人生大事").first).to_be_visible()


def test_a_slip_offers_the_way_back(visit):
    page = visit("/en/search?q=birth certifcate")
    expect(page.locator(".meant")).to_have_text(re.compile("Showing results for birth certificate."))
    page.get_by_role("link", name="Search instead for birth certifcate").click()
    assert "spelling=as-typed" in page.url
    expect(page.locator(".meant")).to_have_count(0)
