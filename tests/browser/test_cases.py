"""Cases in a real browser: a complaint from receipt to public page by keys, and every page without a violation."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from cases import a_case
from judging import violations
from keyboard import press_on, type_into
from staff import a_person

from catalogue.languages import languages
from catalogue.rights import Grant, Role

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


def judged(axe, page):
    assert not violations(axe, page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def main_of(page):
    return page.locator("main").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_complaint_by_keys_from_receipt_to_the_public_page(visit_own, own_site, javascript):
    a_person(own_site.catalogue, "clara@example.org", Grant(Role.DESK, "civil-registry"))
    a_person(own_site.catalogue, "rita@example.org", Grant(Role.REVIEWER, "civil-registry"))
    page = visit_own(None, "/en/services/register-birth", javascript=javascript)
    press_on(page, 'main a[href*="/help/?about="]')
    press_on(page, 'main a[href*="/help/new"]')
    press_on(page, "#kind-question", " ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator("#kind-complaint").is_checked()
    type_into(page, "#text", "They asked for a stamp.")
    press_on(page, "main .buttons button")
    page.get_by_text("We have received your case").wait_for()
    number, code = re.search(r"(\d\d-\d{6}-\d).*?(C[0-9A-Z]{3}(?:-[0-9A-Z]{4}){4})", main_of(page), re.DOTALL).groups()

    clerk = visit_own("clara@example.org", "/desk/cases/", javascript=javascript)
    type_into(clerk, "#number", number)
    clerk.keyboard.press("Enter")
    clerk.wait_for_url(f"**/desk/cases/{number.replace('-', '')}")
    press_on(clerk, "button[value=take]")
    type_into(clerk, "#text", "No stamp is needed.")
    press_on(clerk, "button[value=answer]")
    press_on(clerk, "#outcome-changed", " ")
    type_into(clerk, "#text", "The page says so now.")
    press_on(clerk, "button[value=note]")
    clerk.get_by_text("not published yet").wait_for()

    reviewer = visit_own("rita@example.org", f"/desk/cases/{number.replace('-', '')}", javascript=javascript)
    press_on(reviewer, "button[value=publish]")
    reviewer.locator("button[value=unpublish]").wait_for()

    page.goto(f"{own_site.address}/en/help/follow")
    type_into(page, "#code", code)
    page.keyboard.press("Enter")
    page.get_by_text("No stamp is needed.").wait_for()
    type_into(page, "#text", "They still do.")
    press_on(page, "main .buttons button")
    page.get_by_text("They still do.").wait_for()
    assert "Opened again" in main_of(page)
    page.goto(f"{own_site.address}/en/help/answered")
    assert "The page says so now." in main_of(page)
    assert "stamp" not in main_of(page)


@pytest.mark.parametrize("language", languages())
def test_no_page_of_a_case_has_a_violation(visit_own, own_site, axe, language):
    a_person(own_site.catalogue, "all@example.org", Role.DESK, Role.REVIEWER, language=language)
    receipt = a_case(own_site.catalogue, about=("service", "register-birth"), language=language)
    desk = visit_own("all@example.org", f"/desk/cases/{receipt.number}", width=360)
    judged(axe, desk)
    desk.click("button[value=transfer]")
    judged(axe, desk)
    desk.click("button[value=take]")
    desk.click("button[value=answer]")
    desk.locator("[role=alert]").wait_for()
    judged(axe, desk)
    desk.fill("#text", "No.")
    desk.click("button[value=answer]")
    desk.click("button[value=note]")
    desk.locator("[role=alert]").wait_for()
    judged(axe, desk)
    desk.check("#outcome-nothing")
    desk.fill("#text", "The law asks for it.")
    desk.click("button[value=note]")
    desk.click("button[value=publish]")
    judged(axe, desk)

    page = visit_own(None, f"/{language}/help/new", width=360)
    page.click("main .buttons button")
    page.locator("[role=alert]").wait_for()
    judged(axe, page)
    page.check("#kind-question")
    page.fill("#text", "Why?")
    page.click("main .buttons button")
    judged(axe, page)
    page.goto(f"{own_site.address}/{language}/help/follow")
    page.fill("#code", "C")
    page.click("main .buttons button")
    page.locator("[role=alert]").wait_for()
    judged(axe, page)
    page.fill("#code", receipt.code)
    page.click("main .buttons button")
    judged(axe, page)
    page.goto(f"{own_site.address}/{language}/help/answered")
    judged(axe, page)
