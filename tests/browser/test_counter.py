"""The counter in a real browser: a few keys for a service, live switches, two languages, one page of A4."""

from __future__ import annotations

import re
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import is_whole, violations
from staff import a_person

from catalogue.languages import languages
from catalogue.rights import Role

pytestmark = pytest.mark.browser
numbers = count()

MOST_KEYSTROKES = 6
SERVICES = {
    "1103": "register-birth",
    "1111": "apply-child-passport",
    "dog": "register-dog",
    "bin": "order-waste-collection",
    "dea": "register-death",
    "tax": "get-tax-number",
    "inc": "get-income-certificate",
    "enr": "enrol-child-in-school",
    "1112": "apply-nursery-place",
    "lic": "exchange-driving-licence",
}
"""What a clerk types, and the service that it shows."""


PAGES = ("", "?q=zzzz", "?q=1103", "?q=1111&beside={0}", "slip?service=register-birth&beside={0}", "changes")
LONGEST = ["register-birth", "apply-child-passport", "register-address", "register-first-address"]
"""The services that tell most: what is short fits as well."""


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def clerk(running_site):
    """Add a clerk with pages in a language; return their mail."""

    def add(language: str = "en") -> str:
        mail = f"clerk{next(numbers)}@example.org"
        a_person(running_site.catalogue, mail, Role.DESK, language=language)
        return mail

    return add


def press(page, keys: list[str]) -> int:
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def pages_of(page) -> int:
    return len(re.findall(rb"/MediaBox", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("javascript", [True, False])
def test_ten_services_are_found_with_six_keystrokes_at_most(visit_as, clerk, javascript):
    page = visit_as(clerk(), "/desk/", javascript=javascript)
    if not javascript:
        # Without a script the browser itself puts the focus into the field.
        assert page.locator("#q-desk[autofocus]").count() == 1
    for typed, service in SERVICES.items():
        strokes = 0
        if not javascript:
            page.focus("#q-desk")
            page.fill("#q-desk", "")
        assert page.evaluate("document.activeElement.id") == "q-desk"
        with page.expect_navigation():
            strokes += press(page, [*typed, "Enter"])
        assert strokes <= MOST_KEYSTROKES
        assert page.locator("#sheet").get_attribute("data-service") == service
        for block in ("bring", "cost", "time", "how"):
            assert page.locator(f"#block-{block}").is_visible()
        assert page.locator('[data-field="cost.total"]').is_visible()
        assert page.locator('[data-field^="deadlines."]').first.is_visible()


def test_another_service_is_chosen_with_an_arrow(visit_as, clerk):
    page = visit_as(clerk(), "/desk/")
    press(page, [*"reg"])
    page.locator("#q-desk-suggestions [role=option]").nth(1).wait_for()
    wanted = page.locator("#q-desk-suggestions [role=option] span").nth(2).inner_text()
    with page.expect_navigation():
        press(page, ["ArrowDown", "ArrowDown", "Enter"])
    assert page.locator("#sheet h2").inner_text() == wanted


def test_a_switch_changes_the_list_and_not_the_place_on_the_page(visit_as, clerk):
    page = visit_as(clerk(), "/desk/?q=1103", height=500)
    row = page.locator('[data-field="requirements.parentage"]')
    assert row.count() == 1
    page.locator("#answer-parents-married-yes").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 200)")
    before = page.evaluate("scrollY")
    page.evaluate("document.querySelector('#answer-parents-married-yes').click()")
    row.wait_for(state="detached")
    assert page.evaluate("scrollY") == before
    assert "answer-parents-married=yes" in page.url
    same = visit_as(clerk(), "/desk/?q=1103", javascript=False)
    same.check("#answer-parents-married-yes")
    same.click("#switches button:has-text('Show')")
    fields = "tags => tags.map(tag => tag.dataset.field)"
    without_script = same.locator("[data-field]").evaluate_all(fields)
    assert page.locator("[data-field]").evaluate_all(fields) == without_script


def test_who_is_in_a_hurry_sees_the_fastest_first(visit_as, clerk):
    page = visit_as(clerk(), "/desk/?q=1111")
    page.check("#desk-hurry")
    page.locator('[data-field="times.express"] .tag.open').wait_for()
    times = page.locator('[data-field^="times."]').evaluate_all("tags => tags.map(tag => tag.dataset.field)")
    assert times[0] == "times.express"
    assert page.locator('[data-field="fees.express"]').is_visible()


def test_keys_do_what_buttons_do_and_none_is_in_the_way(visit_as, clerk):
    page = visit_as(clerk(), "/desk/?q=1103")
    page.check("#have-identity")
    press(page, ["Escape"])
    assert page.evaluate("document.activeElement.id") == "q-desk"
    press(page, ["F4"])
    assert page.evaluate("document.activeElement.id") == "desk-beside"
    press(page, ["Escape", "Backspace", "?"])
    assert page.locator("#keys").get_attribute("open") is not None
    assert page.input_value("#q-desk") == ""
    press(page, [*"what?"])
    assert page.input_value("#q-desk") == "what?"
    # Ticking changes the address too, whenever its answer comes: what is waited for is the slip.
    press(page, ["F2"])
    page.wait_for_url("**/desk/slip?**")
    assert page.locator('[data-field="requirements.identity"]').count() == 0
    page.go_back()
    with page.expect_navigation():
        press(page, ["F8"])
    assert page.get_by_text("Noted:").is_visible()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [360, 1280])
def test_it_has_no_violation(visit_as, axe, clerk, running_site, language, width):
    beside = "ar" if language != "ar" else "zh"
    page = visit_as(clerk(language), "/desk/", width=width)
    for path in PAGES:
        page.goto(f"{running_site.address}/desk/{path.format(beside)}")
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert not violations(axe, page), page.url
        assert is_whole(page), page.url


def test_right_to_left_stands_beside_left_to_right(visit_as, clerk):
    page = visit_as(clerk(), "/desk/?q=1103&beside=ar", width=1280)
    for field in page.locator("[data-field]").all():
        first, second = field.locator(":scope > .cell").all()
        assert first.evaluate("tag => getComputedStyle(tag).direction") == "ltr"
        assert second.evaluate("tag => getComputedStyle(tag).direction") == "rtl"
        here, there = first.bounding_box(), second.bounding_box()
        assert here["y"] == there["y"]
        assert here["x"] + here["width"] <= there["x"]


@pytest.mark.parametrize("service", LONGEST)
@pytest.mark.parametrize(("language", "beside"), [("en", "ar"), ("ar", "fr"), ("ru", "zh")])
def test_two_languages_fit_on_one_page_of_paper(visit_as, clerk, service, language, beside):
    page = visit_as(clerk(language), f"/desk/?service={service}&beside={beside}")
    assert pages_of(page) == 1
    page.emulate_media(media="print")
    assert page.locator("#sheet").is_visible()
    assert not page.locator(".staff-notes").is_visible()
    assert not page.locator("#switches").is_visible()


def test_a_slip_in_two_languages_is_printed_and_opened_again_on_a_phone(visit_as, visit, clerk, running_site):
    page = visit_as(clerk(), "/desk/?q=1103&answer-parents-married=no&place=port-alba&beside=ar")
    page.check("#have-identity")
    press(page, ["F2"])
    page.wait_for_url(re.compile("/desk/slip"))
    assert pages_of(page) == 1
    page.locator(".code-card svg.qr").wait_for()
    fields = "tags => tags.map(tag => tag.dataset.field)"
    printed = page.locator("#slip-bring [data-field]").evaluate_all(fields)
    assert "requirements.parentage" in printed
    # Any one paper of identity is enough, so no other one is missing.
    assert not {"requirements.identity", "requirements.passport", "requirements.permit"} & set(printed)
    code = page.locator(".code-card .code").inner_text()
    phone = visit(f"/go/{code}?language=ar", width=360)
    assert phone.locator("html").get_attribute("lang") == "ar"
    assert phone.locator("#slip-bring [data-field]").evaluate_all(fields) == printed
    assert is_whole(phone)
