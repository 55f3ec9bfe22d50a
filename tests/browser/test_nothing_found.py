"""The page when nothing is found, in a real browser: a report without JavaScript, right to left, nothing to mend."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
STATES = {
    "nothing": "q=zzzzzz",
    "nothing in a place": "q=zzzzzz&place=norvale",
    "hidden by filters": "q=passport&kind=office&free=yes&place=norvale",
    "told": "q=zzzzzz&told=yes",
    "as typed": "q=certifcate&spelling=as-typed",
}


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_one_tap_reports_and_a_reload_reports_nothing_again(visit, language, javascript):
    page = visit(f"/{language}/search?q=zzzzzz", width=360, javascript=javascript)
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.post_data))
    page.locator("form.report button").press("Enter")
    page.locator(".notice[role=status]").wait_for()
    page.reload()
    page.locator(".notice[role=status]").wait_for()
    assert page.locator("form.report").count() == 0
    assert posts == ["q=zzzzzz"]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("width", "colour"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_any_state(visit, state, language, width, colour):
    page = visit(f"/{language}/search?{STATES[state]}", width=width, colour=colour)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_right_to_left_the_phone_is_to_be_dialled_and_keeps_its_order(visit):
    page = visit("/ar/search?q=zzzzzz")
    call = page.locator(".ask .call")
    assert call.get_attribute("href") == "tel:+9995550199"
    assert call.evaluate("link => getComputedStyle(link.querySelector('bdi')).direction") == "ltr"
    # The box with the phone stands at the end of the line, which is on the left.
    ask, events = page.locator(".ask").bounding_box(), page.locator("ul.events").bounding_box()
    assert ask["x"] + ask["width"] <= events["x"]


def test_filters_that_hide_everything_go_with_one_link(visit):
    page = visit(f"/en/search?{STATES['hidden by filters']}", javascript=False)
    page.get_by_role("link", name="Search again without filters").click()
    assert page.locator("ol.rows > li").count() > 3
    assert page.locator("h1").inner_text() == "Results for “passport”"
