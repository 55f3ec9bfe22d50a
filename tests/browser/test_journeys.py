"""What people do, from the first page to the plan: by keyboard, without JavaScript, and away from a page at once."""

from __future__ import annotations

import re

import pytest
from keyboard import tab_to_what_is_seen
from page_types import PAGE_TYPES
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_plan_is_made_by_keyboard_alone(visit):
    page = visit("/en/", width=360)
    tab_to_what_is_seen(page, "main a[href*='/life-events/having-a-baby']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/life-events/having-a-baby")
    tab_to_what_is_seen(page, "#life-place")
    page.keyboard.type("Port")
    tab_to_what_is_seen(page, "#life-date")
    page.keyboard.type("12032026")
    tab_to_what_is_seen(page, "input[name=parents-married]")
    page.keyboard.press("ArrowDown")
    tab_to_what_is_seen(page, "form.questions button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan?**")
    assert "place=port-alba" in page.url
    assert "event-date=2026-12-03" in page.url
    assert re.search(r"parents-married=(yes|no)", page.url)
    tab_to_what_is_seen(page, ".step-more summary")
    page.keyboard.press("Enter")
    expect(page.locator(".step-details").first).to_be_visible()
    tab_to_what_is_seen(page, ".step-more > p a")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=**")


def test_the_first_tab_leads_past_the_header(visit):
    page = visit("/en/services/register-birth")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_is_done_without_javascript(visit, language):
    page = visit(f"/{language}/", width=360, javascript=False)
    page.locator("main a[href*='/life-events/having-a-baby']").first.click()
    page.locator("#life-place").select_option("norvale")
    page.locator("#life-date").fill("2026-12-03")
    page.locator("input[name=parents-married][value=no]").check()
    page.locator("form.questions button[type=submit]").click()
    page.locator(".answers a[href$='#question-parents-married']").evaluate("tag => tag.closest('details').open = true")
    assert "parents-married=no" in page.locator(".answers a[href$='#question-parents-married']").get_attribute("href")
    step = page.locator("#step-registration")
    step.locator("summary").click()
    ways = step.locator(".ways-to a:not([aria-current])")
    expect(ways.first).to_be_visible()
    ways.first.click()
    assert "channel.registration=" in page.url
    page.locator("#step-registration .step-more > p a").click()
    assert "done=registration" in page.url
    page.locator("#step-registration h4 a").click()
    assert "/services/register-birth" in page.url
    assert "place=norvale" in page.url
    page.locator("#applied-on").fill("2026-11-02")
    page.locator("#applied button").click()
    expect(page.locator("#applied [role=status]")).to_be_visible()


def test_changing_one_answer_keeps_the_others(visit):
    page = visit(PAGE_TYPES["plan"].format(language="en"))
    page.locator(".answers a[href$='#question-parents-married']").click()
    page.locator("input[name=parents-married][value=yes]").check()
    page.locator("form.questions button[type=submit]").click()
    for kept in ("place=port-alba", "event-date=2026-12-03", "baby-outcome=living", "parents-married=yes", "done="):
        assert kept in page.url


def test_a_plan_is_remembered_only_where_its_owner_asks_for_it(visit):
    page = visit(PAGE_TYPES["plan"].format(language="en"))
    assert page.evaluate("localStorage.length") == 0
    page.locator("[data-remember] input").check()
    page.locator("#step-registration .step-more > p a").click()
    page.wait_for_load_state()
    kept = page.evaluate("localStorage.getItem('onedoor.plan.having-a-baby')")
    assert kept == page.evaluate("location.search")
    page.goto(page.url.partition("/plan")[0])
    page.locator("[data-remembered] a").click()
    assert page.evaluate("location.search") == kept
    page.locator("[data-remember] input").uncheck()
    assert page.evaluate("localStorage.length") == 0


def test_an_open_question_opens_when_a_step_leads_to_it(visit):
    page = visit(PAGE_TYPES["general plan"].format(language="en"))
    expect(page.locator("#questions")).not_to_have_attribute("open", "")
    link = page.locator(".depends a").first
    target = link.get_attribute("href")
    link.click()
    expect(page.locator(target)).to_be_visible()


@pytest.fixture
def neutral_page(visit):
    """A sensitive page whose way out leads to a stand-in for the neutral site, since tests know no other host."""

    def opened(javascript: bool = True) -> Page:
        page = visit("/en/life-events/", javascript=javascript)
        page.goto(page.url.removesuffix("/life-events/") + "/life-events/death-of-a-relative")
        away = page.locator("[data-leave]").get_attribute("href")
        assert away.startswith("https://")
        neutral = page.url.partition("/life-events")[0] + "/accessibility"
        if javascript:
            page.locator("[data-leave]").evaluate("(tag, address) => tag.href = address", neutral)
        return page

    return opened


def test_leaving_replaces_the_page_in_the_history(neutral_page):
    page = neutral_page()
    length = page.evaluate("history.length")
    page.locator("[data-leave]").click()
    page.wait_for_url("**/accessibility")
    assert page.evaluate("history.length") == length
    page.go_back()
    assert page.url.endswith("/life-events/")


def test_three_times_shift_leaves_and_covers_the_page_at_once(neutral_page):
    page = neutral_page()
    # The neutral page does not come here: what counts is that nothing can be read meanwhile.
    page.route("**/accessibility", lambda route: route.abort("aborted"))
    for key in ("Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.locator(".left").count() == 0
    page.keyboard.press("Shift")
    assert page.evaluate("document.body.innerText") == ""
    assert page.evaluate("document.title") == ""


def test_the_way_out_stays_in_sight_and_covers_nothing_at_the_end(visit):
    page = visit(PAGE_TYPES["sensitive plan"].format(language="en"), width=360, height=740)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    leave = page.locator(".leave").bounding_box()
    assert leave["y"] + leave["height"] <= 741
    foot = page.locator("footer").bounding_box()
    assert foot["y"] + foot["height"] <= leave["y"] + 1
