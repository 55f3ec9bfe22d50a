"""A law gets a new version: what derives from it is flagged, local rules too; readers are told."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from playwright.sync_api import Page
from staff import a_person

from catalogue.rights import Role
from catalogue.settings import PROJECT

pytestmark = pytest.mark.browser

LAW = "norvale-charges"
DOG = "variant/register-dog/norvale"
PARKING = "variant/apply-resident-parking/norvale"
CHECKED_AGAIN = "تغيّر"


def rests_on(value: object, law: str) -> bool:
    """Tell whether plain content names a law, but for what a place has replaced."""
    if isinstance(value, dict):
        return value.get("law") == law or any(rests_on(one, law) for key, one in value.items() if key != "national")
    return isinstance(value, list) and any(rests_on(one, law) for one in value)


def derived_from(law: str) -> Iterator[str]:
    """Yield what rests on a law, read from the content files alone, as the last part of its address."""
    for file in sorted((PROJECT / "content/services").rglob("*.yaml")):
        if rests_on(yaml.safe_load(file.read_text(encoding="utf-8")), law):
            service, *local = file.relative_to(PROJECT / "content/services").parts[:-1]
            yield f"variant/{service}/{file.stem}" if local else f"service/{service}"


def flagged(page: Page, site: str) -> set[str]:
    """Return what care names under changed laws."""
    page.goto(f"{site}/editor/care")
    links = page.locator("main h2 + p + ul.rows > li > h3 a")
    return {re.sub(r"^.*/editor/|/$", "", link.get_attribute("href")) for link in links.all()}


def is_checked_again(page: Page, site: str, path: str) -> bool:
    page.goto(site + path)
    assert page.locator("html").get_attribute("dir") == "rtl"
    return CHECKED_AGAIN in page.locator(".checked").inner_text()


def published(writer: Page, reviewer: Page, site: str, path: str) -> None:
    """One sends what is open for review, the other publishes it."""
    writer.goto(f"{site}/editor/{path}/")
    writer.click("button[value=submit]")
    writer.wait_for_url("**done=submitted")
    reviewer.goto(f"{site}/editor/{path}/review")
    reviewer.click("button[value=publish]")
    reviewer.wait_for_url("**done=published")


@pytest.fixture
def staff(own_site, visit_own):
    """Two people whose pages are in Arabic: one writes, one reviews."""
    for mail, role in (("writer@example.org", Role.EDITOR), ("reviewer@example.org", Role.REVIEWER)):
        a_person(own_site.catalogue, mail, role, language="ar")
    return visit_own("writer@example.org", "/editor/"), visit_own("reviewer@example.org", "/editor/")


def test_a_new_version_of_a_law_flags_exactly_what_rests_on_it_until_it_is_checked(own_site, visit_own, staff):
    site, (writer, reviewer) = own_site.address, staff
    public = visit_own(None, "/ar/", javascript=False)
    here, elsewhere = "/ar/services/register-dog?place=norvale", "/ar/services/register-dog?place=port-alba"
    assert flagged(writer, site) == set()
    assert not is_checked_again(public, site, here)

    writer.goto(f"{site}/editor/law/{LAW}/facts")
    assert writer.locator("html").get_attribute("dir") == "rtl"
    writer.fill("#version", "2026-11-20")
    writer.locator("button[value=save]").first.click()
    writer.wait_for_url("**saved=draft")
    published(writer, reviewer, site, f"law/{LAW}")

    expected = set(derived_from(LAW))
    assert {DOG, PARKING} < expected
    assert flagged(writer, site) == expected
    assert is_checked_again(public, site, here)
    assert not is_checked_again(public, site, elsewhere)

    writer.goto(f"{site}/editor/{DOG}/facts")
    writer.evaluate("for (const row of document.querySelectorAll('details')) row.open = true")
    writer.fill("[name$='-law-version'] >> visible=true", "2026-11-20")
    writer.locator("button[value=save]").first.click()
    writer.wait_for_url("**saved=draft")
    published(writer, reviewer, site, DOG)
    assert flagged(writer, site) == expected - {DOG}
    assert not is_checked_again(public, site, here)
    assert is_checked_again(public, site, "/ar/services/apply-resident-parking?place=norvale")
