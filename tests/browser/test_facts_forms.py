"""Forms of facts in a real browser: no violation, by keyboard alone, without scripts, and saved by themselves."""

from __future__ import annotations

from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import violations
from playwright.sync_api import expect
from staff import a_person

from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.queries.open_facts import find_open_facts
from catalogue.rights import Role

pytestmark = pytest.mark.browser
numbers = count()
RICHEST = "/editor/service/register-birth/facts"
SHORT = "/editor/office/court-port-alba/facts"
FORMS = (
    RICHEST,
    "/editor/life-event/moving-home/facts",
    "/editor/variant/apply-nursery-place/norvale/facts",
    SHORT,
    "/editor/place/meridia/facts",
    "/editor/service/new",
)


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def an_editor(running_site):
    """Add an editor with pages in a language; return their mail."""

    def add(language: str = "en") -> str:
        mail = f"forms{next(numbers)}@example.org"
        a_person(running_site.catalogue, mail, Role.EDITOR, language=language)
        return mail

    return add


def draft(running_site, kind=Kind.SERVICE, key="register-birth"):
    with running_site.catalogue.reading("en") as reading:
        return find_open_facts(reading, kind, key)


def unfold(page) -> None:
    page.evaluate("for (const row of document.querySelectorAll('details')) row.open = true")


def judged(axe, page) -> None:
    assert not violations(axe, page), page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


@pytest.mark.parametrize("language", languages())
def test_forms_have_no_violation(visit_as, axe, running_site, an_editor, language):
    # The richest form has thousands of controls; a shorter one speaks the same phrases of the page around it.
    page = visit_as(an_editor(language), RICHEST if language in ("en", "ar") else SHORT, width=360)
    unfold(page)
    judged(axe, page)
    page.fill(".fact-form input[inputmode=numeric] >> nth=0", "many")
    page.click("button[value=check]")
    page.locator("[role=alert]").wait_for()
    judged(axe, page)


@pytest.mark.parametrize(("language", "width"), [("en", 360), ("ar", 1280)])
def test_forms_of_other_nouns_have_none_either(visit_as, axe, running_site, an_editor, language, width):
    page = visit_as(an_editor(language), FORMS[1], width=width)
    for path in FORMS[1:]:
        page.goto(running_site.address + path)
        unfold(page)
        judged(axe, page)


@pytest.mark.parametrize(("language", "javascript"), [("en", False), ("ar", True)])
def test_a_fee_changes_from_a_day_by_keyboard_alone(visit_as, running_site, an_editor, language, javascript):
    page = visit_as(an_editor(language), "/editor/service/apply-child-passport/facts", javascript=javascript)
    before = draft(running_site, key="apply-child-passport").body["fees"][0]["amounts"]
    page.focus("#fees-0 > summary")
    if page.locator("#fees-0").get_attribute("open") != "":
        page.keyboard.press("Enter")
    last = f"#fees-0-amounts-{len(before) - 1}"
    page.focus("button[value='add:fees-0-amounts']")
    page.keyboard.press("Enter")
    row = f"fees-0-amounts-{len(before)}"
    page.locator(f"#{row}").wait_for()
    assert page.evaluate("document.activeElement.parentElement.id") == row
    page.locator(f"{last}-until").fill("2027-12-31")
    page.locator(f"#{row}-from").fill("2028-01-01")
    page.focus(f"#{row}-amount")
    page.keyboard.type("31.50")
    # The enter key saves, as the first button of the form does.
    page.keyboard.press("Enter")
    page.wait_for_url("**saved=draft")
    after = draft(running_site, key="apply-child-passport").body["fees"][0]["amounts"]
    assert after[-1] == {"from": "2028-01-01", "amount": "31.50"}


def test_whoever_follows_an_error_sees_the_name_of_the_field_above_it(visit_as, an_editor):
    page = visit_as(an_editor(), "/editor/service/renew-passport/facts")
    page.locator("#fees-0 > summary").click()
    page.fill("#fees-0-amounts-0-amount", "ninety")
    page.click(".save button[value=check]")
    # The summary has the focus, so that it is read out, and the next stop is its first line.
    page.locator("[role=alert]:focus").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "fees-0-amounts-0-amount"
    expect(page.locator("label[for='fees-0-amounts-0-amount']")).to_be_in_viewport()


def test_a_draft_saves_itself(visit_as, running_site, an_editor):
    page = visit_as(an_editor(), RICHEST)
    page.fill("#note", "written and left alone")
    page.wait_for_function("document.getElementById('saving').textContent.includes('saved')", timeout=20_000)
    page.locator("#saving").get_by_text("The draft is saved.").wait_for(timeout=20_000)
    assert draft(running_site).body["note"] == "written and left alone"
    page.fill("#note", "and then by hand")
    page.click(".save button[value=save]")
    page.wait_for_url("**saved=draft")
    assert draft(running_site).body["note"] == "and then by hand"
