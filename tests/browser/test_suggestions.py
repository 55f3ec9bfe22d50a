"""Suggestions in a real browser: by keyboard, by finger and by ear, from the right and from the left."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import middle, violations
from playwright.sync_api import Page, expect
from search_box import BOX, LIST, OPTION
from served import wait_until

pytestmark = pytest.mark.browser

STATUS = "form[role=search] [role=status]"


@pytest.fixture
def typing(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open a page, type into its search box and wait for the list: `typing("/en/", "birth")`."""

    def typed(path: str, words: str, **settings: object) -> Page:
        page = visit(path, **settings)
        page.locator(BOX).first.fill("")
        page.locator(BOX).first.press_sequentially(words)
        expect(page.locator(LIST).first).to_be_visible()
        return page

    return typed


def active(page: Page) -> str | None:
    """Return the text of the option that a screen reader stands on, as the box names it."""
    return page.locator(BOX).first.evaluate(
        "box => { const id = box.getAttribute('aria-activedescendant');"
        " return id && document.getElementById(id).firstElementChild.textContent; }"
    )


def titles(page: Page) -> list[str]:
    """Return the titles in the list."""
    return page.locator(f"{OPTION} > :first-child").all_inner_texts()


@pytest.mark.parametrize("path", ["/en/", "/en/services/", "/en/search?q=passport", "/en/nowhere"])
def test_every_box_suggests_and_keeps_the_focus(typing, path):
    page = typing(path, "having")
    assert titles(page)[0] == "Having a baby"
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_screen_reader_hears_a_combobox_with_a_list(typing):
    page = typing("/en/", "having a b")
    page.keyboard.press("ArrowDown")
    heard = page.locator("main form[role=search]").aria_snapshot()
    assert re.search(r'combobox "Search services, papers and offices" \[expanded\]', heard)
    assert 'listbox "Suggestions"' in heard
    assert 'option "Having a baby Life event" [selected]' in heard
    assert "status: 2 suggestions" in heard
    box = page.locator(BOX)
    assert box.get_attribute("aria-autocomplete") == "list"
    assert box.get_attribute("aria-controls") == page.locator(LIST).get_attribute("id")
    page.keyboard.press("Escape")
    assert 'combobox "Search services, papers and offices"' in page.locator("main form[role=search]").aria_snapshot()
    assert box.get_attribute("aria-expanded") == "false"


def test_the_arrows_walk_through_the_list_and_the_box(typing):
    page = typing("/en/", "regis")
    offered = titles(page)
    assert len(offered) >= 3
    assert active(page) is None
    walked = []
    for _ in offered:
        page.keyboard.press("ArrowDown")
        walked.append(active(page))
    assert walked == offered
    page.keyboard.press("ArrowDown")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    assert active(page) == offered[-1]
    assert page.locator(f"{OPTION}[aria-selected=true]").count() == 1


@pytest.mark.parametrize(("key", "position"), [("Home", 0), ("End", 5)])
def test_home_and_end_lead_back_into_the_words(typing, key, position):
    page = typing("/en/", "regis")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(key)
    assert active(page) is None
    assert page.locator(BOX).evaluate("box => box.selectionStart") == position
    expect(page.locator(LIST)).to_be_visible()


def test_enter_on_an_option_opens_its_page_in_the_readers_place(typing):
    page = typing("/en/?place=norvale", "register a bir")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/services/register-birth?place=norvale")
    expect(page.locator("h1")).to_have_text("Register a birth")


def test_enter_without_an_option_searches_as_always(typing):
    page = typing("/en/?place=norvale", "register a bir")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search?place=norvale&q=register+a+bir")
    expect(page.locator(BOX)).to_have_value("register a bir")
    expect(page.locator("ol.rows li").first).to_contain_text("Register a birth")


def test_escape_closes_the_list_and_keeps_the_words_and_arrows_open_it_again(typing):
    page = typing("/en/", "regis")
    page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_be_hidden()
    assert page.locator(BOX).input_value() == "regis"
    page.keyboard.press("ArrowDown")
    expect(page.locator(LIST)).to_be_visible()
    assert active(page) is None


def test_tab_leaves_the_box_and_closes_the_list(typing):
    page = typing("/en/", "regis")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator(LIST)).to_be_hidden()
    assert page.evaluate("document.activeElement.type") == "submit"
    assert page.url.endswith("/en/")


def test_a_pointer_opens_what_it_clicks(typing):
    page = typing("/en/", "having a b")
    page.locator(OPTION).first.click()
    page.wait_for_url("**/en/life-events/having-a-baby")
    expect(page.locator("h1")).to_have_text("Having a baby")


def test_options_are_large_enough_for_a_finger(typing):
    page = typing("/en/", "having a b", width=360)
    assert page.locator(OPTION).first.bounding_box()["height"] >= 44


def test_a_code_shows_whose_it_is(typing):
    page = typing("/en/", "1103")
    expect(page.locator(OPTION)).to_have_text("Register a birth Service 1103")


def asked(page: Page) -> list[str]:
    """Return what the page will have asked for suggestions, filled from now on."""
    found: list[str] = []
    page.on("request", lambda request: "/suggestions?" in request.url and found.append(request.url.rpartition("q=")[2]))
    return found


def test_quick_typing_asks_once_and_a_single_letter_never(visit):
    page = visit("/en/")
    heard = asked(page)
    # By the page's own clock, which stands still: a busy machine may take long between two letters.
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    page.locator(BOX).press_sequentially("b")
    page.clock.run_for(300)
    page.locator(BOX).press_sequentially("irth")
    page.clock.run_for(300)
    expect(page.locator(LIST)).to_be_visible()
    assert heard == ["birth"]


def test_an_answer_that_comes_late_is_dropped(visit):
    page = visit("/en/")
    late = []
    page.route("**/suggestions?q=re", lambda route: late.append(route))
    with page.expect_request("**/suggestions?q=re"):
        page.locator(BOX).press_sequentially("re")
    page.locator(BOX).press_sequentially("gister a bir")
    expect(page.locator(OPTION).first).to_contain_text("Register a birth")
    offered = titles(page)
    for route in late:
        route.fulfill(json={"query": "re", "suggestions": []})
    page.wait_for_timeout(200)
    assert titles(page) == offered


def test_nothing_is_asked_while_an_input_method_composes(visit):
    page = visit("/zh/")
    heard = asked(page)
    box = page.locator(BOX)
    box.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "chu", "selectionStart": 3, "selectionEnd": 3})
    page.wait_for_timeout(300)
    assert heard == []
    session.send("Input.insertText", {"text": "出"})
    expect(page.locator(LIST)).to_be_visible()
    assert len(heard) == 1


def test_nothing_found_and_a_server_that_fails_are_borne(visit):
    page = visit("/en/")
    page.locator(BOX).press_sequentially("zzzz")
    expect(page.locator(STATUS)).to_have_text("No suggestions")
    expect(page.locator(LIST)).to_be_hidden()
    page.route("**/suggestions?**", lambda route: route.fulfill(status=200, body="<html>"))
    page.locator(BOX).press_sequentially("yy")
    page.wait_for_timeout(300)
    expect(page.locator(LIST)).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=zzzzyy")


def test_a_title_in_another_language_says_so(visit):
    page = visit("/ar/")
    other = {"kind": "service", "id": "x", "code": None, "title": "Register", "language": "en", "url": "/ar/"}
    page.route("**/suggestions?**", lambda route: route.fulfill(json={"query": "re", "suggestions": [other]}))
    page.locator(BOX).press_sequentially("re")
    title = page.locator(f"{OPTION} > :first-child")
    expect(title).to_have_attribute("lang", "en")
    expect(title).to_have_attribute("dir", "ltr")


@pytest.mark.parametrize(
    ("path", "from_the_store"),
    [("/en/life-events/having-a-baby", True), ("/en/life-events/death-of-a-relative", False)],
)
def test_on_a_sensitive_page_nothing_that_was_typed_is_stored(typing, path, from_the_store):
    page = typing(path, "regis")
    come = "performance.getEntriesByType('resource').filter(one => one.name.includes('/suggestions?'))"
    wait_until(lambda: page.evaluate(f"{come}.at(-1)?.name.endsWith('q=regis')"))
    for key, words in (("t", "regist"), ("Backspace", "regis")):
        before = page.evaluate(f"{come}.length")
        page.keyboard.press(key)
        last = f"{come}.slice({before}).at(-1)?.name.endsWith('q={words}')"
        wait_until(lambda last=last: page.evaluate(last))
    # What comes from the browser's own store has taken nothing over the line.
    assert (page.evaluate(f"{come}.at(-1).transferSize") == 0) == from_the_store
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_arabic_runs_from_the_right(typing):
    english, arabic = typing("/en/services/", "regis"), typing("/ar/services/", "تسجيل")
    for selector in (f"{OPTION} > :first-child", BOX):
        other = f"{OPTION} .tag" if selector != BOX else "form[role=search] button"
        assert middle(english, selector) < middle(english, other)
        assert middle(arabic, selector) > middle(arabic, other)
    for page in (english, arabic):
        box, form = page.locator(LIST).bounding_box(), page.locator("form[role=search]").bounding_box()
        assert abs(box["x"] - form["x"]) < 1
        assert abs(box["width"] - form["width"]) < 1


@pytest.mark.parametrize(("language", "words"), [("en", "regis"), ("ar", "تسجيل"), ("zh", "出生"), ("ru", "рожде")])
def test_the_open_list_has_no_violation_and_no_sideways_scrolling_at_the_largest_zoom(typing, language, words):
    page = typing(f"/{language}/services/", words, width=320)
    page.keyboard.press("ArrowDown")
    assert not violations(Axe(), page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("settings", [{"colour": "dark"}, {"forced": "active"}])
def test_the_active_option_is_seen_in_every_colour_scheme(typing, settings):
    page = typing("/en/", "regis", **settings)
    page.keyboard.press("ArrowDown")
    grounds = page.locator(OPTION).evaluate_all("tags => tags.map(tag => getComputedStyle(tag).backgroundColor)")
    assert grounds[0] not in grounds[1:]


def test_the_open_dark_list_has_no_violation(typing):
    page = typing("/en/", "regis", colour="dark")
    page.keyboard.press("ArrowDown")
    assert not violations(Axe(), page)
