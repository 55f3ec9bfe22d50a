"""A service is withdrawn with a reason and a redirect by keyboard alone; no door shows it any more."""

from __future__ import annotations

import pytest
from keyboard import press_on, tab_to, type_into
from playwright.sync_api import Page, expect
from reading_back import live_body
from staff import a_person

from catalogue.commands.publish import publish
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.rights import Role

pytestmark = pytest.mark.browser

OLD, NEW = "get-falconry-permit", "register-dog"
NEW_TITLE = "Register your dog"
TITLE = "Get a falconry permit"
NOTHING = "/en/search?q=falconry+permit"


@pytest.fixture
def old_service(own_site):
    """A service that nothing uses, found by the search."""
    catalogue = own_site.catalogue
    facts = {**live_body(catalogue, Kind.SERVICE, NEW), "code": "9876", "target_groups": ["workers"]}
    words = live_body(catalogue, Kind.SERVICE, NEW, "en")["sections"]
    said = {**words, "title": TITLE, "summary": "You may hunt with a falcon.", "aliases": ["falconry"]}
    with catalogue.work("test") as work:
        publish(work, Kind.SERVICE, OLD, "facts", facts, lock="0/-", beside=["en"])
        publish(work, Kind.SERVICE, OLD, "en", {"sections": said}, lock="0/-")
    work_once(catalogue)
    return OLD


def answered(page: Page, site: str) -> str:
    """Ask the chat for the service and return what it says."""
    page.goto(f"{site}/en/chat")
    page.locator("#chat-text").fill("How do I get a falconry permit?")
    page.locator("#chat-text").press("Enter")
    expect(page.locator(".turn.said")).to_have_count(1)
    return page.locator(".turn.told").last.inner_text()


def test_a_service_is_withdrawn_by_keyboard_alone(own_site, visit_own, old_service):
    site = own_site.address
    public = visit_own(None, NOTHING, javascript=False)
    expect(public.locator("main")).to_contain_text(TITLE)
    public.goto(f"{site}/en/services/{old_service}")
    expect(public.locator("h1")).to_have_text(TITLE)
    assert TITLE in answered(public, site)

    a_person(own_site.catalogue, "editor@example.org", Role.EDITOR, Role.REVIEWER)
    page = visit_own("editor@example.org", f"/editor/service/{old_service}/")
    press_on(page, f"a[href$='/{old_service}/withdraw']")
    page.wait_for_url("**/withdraw")
    press_on(page, "main form button")
    page.locator("[role=alert]").wait_for()
    press_on(page, "[role=alert] a")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.type("Nobody asked for it in ten years.")
    type_into(page, "#to", NEW_TITLE)
    press_on(page, "main form button", "Space")
    page.wait_for_url(f"**/editor/service/{old_service}/")
    expect(page.locator("main")).to_contain_text("Withdrawn:")
    press_on(page, f"a[href$='/{old_service}/history']")
    page.wait_for_url("**/history")
    expect(page.locator("main")).to_contain_text("Nobody asked for it in ten years.")

    work_once(own_site.catalogue)
    public.goto(f"{site}/en/services/{old_service}")
    assert public.url == f"{site}/en/services/{NEW}"
    public.goto(site + NOTHING)
    expect(public.locator("main")).not_to_contain_text(TITLE)
    assert TITLE not in answered(public, site)


def test_what_is_still_used_cannot_be_withdrawn(own_site, visit_own):
    a_person(own_site.catalogue, "editor@example.org", Role.EDITOR, Role.REVIEWER)
    page = visit_own("editor@example.org", f"/editor/service/{NEW}/")
    press_on(page, f"a[href$='/{NEW}/withdraw']")
    page.wait_for_url("**/withdraw")
    expect(page.locator("main")).to_contain_text("Moving home")
    assert page.locator("main form button").count() == 0
    tab_to(page, "main li a")
