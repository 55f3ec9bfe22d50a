"""Feedback in a real browser: without JavaScript, by keyboard, in six languages, and nothing that axe can find."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from reporting import tell, tell_of_office
from staff import a_person

from catalogue.languages import languages
from catalogue.rights import Role

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SERVICE = "services/register-birth"
PAGES = {
    "page": SERVICE,
    "plan": "life-events/having-a-baby/plan",
    "wrong": "feedback?about=service:register-birth",
    "office": "feedback/office?about=service:register-birth",
    "thanks": "feedback/thanks?said=no&about=service:register-birth",
    "sensitive": "feedback?about=life_event:death-of-a-relative",
}


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(visit, name, language):
    page = visit(f"/{language}/{PAGES[name]}", width=360)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("language", languages())
def test_a_page_is_rated_and_reported_by_keyboard_without_javascript(visit_as, language):
    page = visit_as(None, f"/{language}/{SERVICE}?place=norvale", javascript=False)
    page.locator(".feedback button[value=no]").press("Enter")
    page.wait_for_url("**/feedback/thanks?**")
    assert "place=norvale" in page.url
    page.locator("main p a[href*='/feedback?']").press("Enter")
    page.wait_for_url("**/feedback?**")
    page.locator("main form .button").press("Enter")
    page.locator(".notice.bad a").press("Enter")
    assert page.evaluate("document.activeElement.id") == "matter-1"
    # Axe needs JavaScript: what is wrong is named, at least.
    named = page.locator("fieldset.wrong").get_attribute("aria-describedby")
    assert page.locator(f"#{named}").inner_text()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("15")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feedback/thanks?**said=report**")
    assert page.locator("h1").count() == 1
    assert page.context.cookies() == []


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
@pytest.mark.parametrize(("width", "colour"), [(360, "dark"), (1280, "light")])
def test_a_form_with_faults_has_no_violation(visit_as, language, width, colour):
    page = visit_as(None, f"/{language}/{PAGES['office']}", width=width, colour=colour)
    page.locator("main form .button").press("Enter")
    page.locator(".notice.bad").wait_for()
    assert violations(page) == []


def test_an_office_is_reported_without_javascript(visit):
    page = visit(f"/en/{PAGES['office']}", javascript=False)
    page.locator("#happened-2").check()
    page.locator("#office").select_option(index=1)
    page.locator("#item").select_option("other")
    page.locator("#day").fill("2026-11-19")
    page.locator("#text").fill("A copy of my bank card")
    page.locator("main form .button").press("Enter")
    page.wait_for_url("**/feedback/thanks?**said=office**")


def test_a_double_click_makes_one_report(own_site, chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{own_site.address}/en/{PAGES['wrong']}")
    page.locator("#matter-2").check()
    page.locator("main form .button").dblclick()
    page.wait_for_url("**/feedback/thanks?**")
    context.close()
    with own_site.catalogue.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM reports").scalar() == 1


@pytest.mark.parametrize("language", languages())
def test_the_inbox_has_no_violation_and_is_worked_by_keyboard(own_site, visit_own, language):
    mail = "inbox@example.org"
    a_person(own_site.catalogue, mail, Role.EDITOR, Role.REVIEWER, language=language)
    tell(own_site.catalogue, "The number is wrong.")
    tell_of_office(own_site.catalogue, "onedoor-port-alba", times=3)
    page = visit_own(mail, "/editor/reports", width=360, language=language)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#reports > ul > li details input[name=reason]").last.fill("Done.")
    page.locator("#reports > ul > li button[value=fixed]").last.press("Enter")
    page.locator(".notice").first.wait_for()
    page.goto(f"{own_site.address}/editor/reports?state=fixed")
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert violations(page) == []
