"""Pages of staff in a real browser: without a violation in six languages, by keyboard alone, and from right to left."""

from __future__ import annotations

from itertools import count

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import is_whole, judged
from staff import PASSWORD, a_person, account_of, an_invitation

from catalogue.languages import languages
from catalogue.rights import Grant, Role

pytestmark = pytest.mark.browser
numbers = count()


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def mail_in(running_site):
    """Add somebody who may do everything, with pages in a language; return their mail."""

    def add(language: str) -> str:
        mail = f"everything-with-a-long-name-{next(numbers)}@a-department-of-some-ministry.example.org"
        a_person(running_site.catalogue, mail, *Role, Grant(Role.TRANSLATOR, language="fr"), language=language)
        return mail

    return add


@pytest.mark.parametrize("language", languages())
def test_what_strangers_see_has_no_violation(visit_as, axe, running_site, language):
    page = visit_as(None, f"/staff/login?language={language}", width=360)
    judged(axe, page, language)
    page.click("main form button")
    judged(axe, page, language)
    assert page.locator("[role=alert]").is_visible()
    page = visit_as(None, f"{an_invitation(running_site.catalogue)}&language={language}", width=360)
    judged(axe, page, language)
    page.click("main form button")
    judged(axe, page, language)
    page = visit_as(None, f"/staff/invitation?token=none&language={language}", width=360)
    judged(axe, page, language)


@pytest.mark.parametrize("language", languages())
def test_a_fresh_invitation_has_none(visit_as, axe, running_site, mail_in, language):
    number = account_of(running_site.catalogue, mail_in("en")).id
    page = visit_as(mail_in(language), f"/staff/people/{number}", width=360)
    page.click(f"form[action$='/{number}/invitation'] button")
    judged(axe, page, language)


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_wide_pages_have_none_either(visit_as, axe, running_site, mail_in, colour):
    for language in ("en", "ar"):
        page = visit_as(mail_in(language), "/staff/people", width=1280, colour=colour)
        judged(axe, page, language)


def test_everything_is_done_by_keyboard_alone_from_right_to_left(visit_as, axe, running_site, mail_in):
    mail = mail_in("ar")
    page = visit_as(None, "/staff/account", language="ar")
    page.focus("#mail")
    page.keyboard.type(mail)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    # The page of signing in has the same words in its address.
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url("**/staff/account")
    judged(axe, page, "ar")
    page.goto(running_site.address + "/staff/account/codes")
    secret = page.locator("li p bdi").inner_text().replace(" ", "")
    page.focus("#code")
    page.keyboard.type(pyotp.TOTP(secret).at(running_site.catalogue.clock()))
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.locator(".codes").wait_for()
    judged(axe, page, "ar")
    recovery = page.locator(".codes li").first.inner_text()
    page = visit_as(None, "/staff/login", language="ar", javascript=False)
    page.fill("#mail", mail)
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/code")
    page.fill("#code", recovery)
    page.keyboard.press("Enter")
    page.wait_for_url("**/editor/")
    assert is_whole(page)


def test_the_labels_stand_on_the_side_where_reading_begins(visit_as):
    for language, begins_right in (("en", False), ("ar", True)):
        page = visit_as(None, f"/staff/login?language={language}", width=1280)
        box = page.locator("label[for=mail]").bounding_box()
        heading = page.locator("h1").bounding_box()
        if begins_right:
            assert box["x"] + box["width"] > 640
            assert heading["x"] + heading["width"] > 640
        else:
            assert box["x"] < 640


def test_a_secret_can_be_pasted(visit_as, running_site, mail_in):
    mail = mail_in("en")
    page = visit_as(None, "/staff/login")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.fill("#mail", mail)
    page.evaluate("text => navigator.clipboard.writeText(text)", PASSWORD)
    page.focus("#password")
    page.keyboard.press("Control+V")
    page.keyboard.press("Enter")
    page.wait_for_url("**/editor/")
