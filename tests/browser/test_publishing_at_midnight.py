"""A publication that was scheduled passes midnight by the place’s clocks: on the page, in the search, plan and chat."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from reading_back import live_body, lock_of
from staff import a_person

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.publish import publish
from catalogue.commands.submit import submit
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.rights import Role

pytestmark = pytest.mark.browser

EVENING = datetime(2027, 6, 30, 20, 0, tzinfo=UTC)
SUMMARY = "Have a new address put on the card of your car, by the prices of July."
CARDS, DOGS = "update-vehicle-address", "register-dog"
OLD, NEW = "€14", "€17"
SITUATION = "?place=norvale&event-date=2027-06-01&has-car=yes&has-dog=yes"


@pytest.fixture
def reviewer(own_site, clock):
    """It is an evening in June 2027; return the mail of somebody who reviews."""
    clock.now = EVENING
    a_person(own_site.catalogue, "reviewer@example.org", Role.REVIEWER)
    return "reviewer@example.org"


@pytest.fixture
def writer(own_site, reviewer):
    return a_person(own_site.catalogue, "writer@example.org", Role.EDITOR)


def send_for_review(catalogue, writer, kind, key, **changes):
    """The writer changes parts of an object and sends them for review."""
    locks = {}
    for part, change in changes.items():
        body, lock = change(live_body(catalogue, kind, key, part)), lock_of(catalogue, kind, key, part)
        with catalogue.work(writer.mail) as work:
            locks[part] = edit_draft(work, writer, kind, key, part, body, lock=lock).lock
    with catalogue.work(writer.mail) as work:
        submit(work, writer, kind, key, locks, note="The fee changes in July.")


def schedule(page: Page, day: str, clock: str, zone: str) -> None:
    """Publish what is in review at a time of the place's clocks."""
    expect(page.locator("#clock-hint")).to_contain_text(zone)
    page.check("input[value=later]")
    page.fill("#day", day)
    page.fill("#clock", clock)
    page.click("button[value=publish]")
    page.wait_for_url("**done=scheduled")


def dearer(body):
    amounts = [{"from": "2024-01-01", "amount": "17.00"}]
    return {**body, "fees": [{**body["fees"][0], "amounts": amounts}, *body["fees"][1:]]}


def told(page: Page, site: str, path: str) -> str:
    page.goto(site + path)
    return page.locator("main").inner_text()


def answered(page: Page, site: str, words: str) -> str:
    """Ask the chat and return what it says."""
    page.goto(f"{site}/en/chat")
    page.locator("#chat-text").fill(words)
    page.locator("#chat-text").press("Enter")
    expect(page.locator(".turn.said")).to_have_count(1)
    return page.locator(".turn.told").last.inner_text()


def test_a_fee_takes_over_at_midnight_everywhere_and_without_a_restart(visit_own, own_site, clock, writer, reviewer):
    catalogue, site = own_site.catalogue, own_site.address

    def said_anew(body):
        return {**body, "sections": {**body["sections"], "summary": SUMMARY}}

    send_for_review(catalogue, writer, Kind.SERVICE, CARDS, facts=dearer, en=said_anew)
    staff = visit_own(reviewer, f"/editor/service/{CARDS}/review")
    schedule(staff, "2027-07-01", "00:00", "Europe/Lisbon")
    page = visit_own(None, "/en/", javascript=False)

    def everywhere() -> dict[str, str]:
        return {
            "page": told(page, site, f"/en/services/{CARDS}"),
            "plan": told(page, site, f"/en/life-events/moving-home/plan{SITUATION}"),
            "chat": answered(page, site, "How much is a new address on my vehicle card?"),
        }

    for instant, fee, in_search in (
        (datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC), (True, False), False),
        (datetime(2027, 6, 30, 23, 0, tzinfo=UTC), (False, True), True),
    ):
        clock.now = instant
        work_once(catalogue)
        for door, said in everywhere().items():
            assert (OLD in said, NEW in said) == fee, (instant, door, said)
        assert (SUMMARY in told(page, site, "/en/search?q=address+vehicle+card")) is in_search, instant


def test_a_place_has_its_midnight_by_its_own_clocks(visit_own, own_site, clock, writer, reviewer):
    catalogue, site = own_site.catalogue, own_site.address
    zoned = {**live_body(catalogue, Kind.PLACE, "norvale"), "time_zone": "Atlantic/Azores"}
    lock = lock_of(catalogue, Kind.PLACE, "norvale", "facts")
    with catalogue.work("test") as work:
        publish(work, Kind.PLACE, "norvale", "facts", zoned, lock=lock)

    def dearer_in_norvale(body):
        changes = [dict(change) for change in body["changes"]]
        fee = next(change for change in changes if change.get("replace") == "fees.year")
        fee["with"] = {**fee["with"], "amounts": [{"from": "2026-01-01", "amount": "73.00"}]}
        return {**body, "changes": changes}

    send_for_review(catalogue, writer, Kind.VARIANT, f"{DOGS}/norvale", facts=dearer_in_norvale)
    staff = visit_own(reviewer, f"/editor/variant/{DOGS}/norvale/review")
    schedule(staff, "2027-07-01", "00:00", "Atlantic/Azores")
    page = visit_own(None, "/en/", javascript=False)
    for instant, dear in (
        (datetime(2027, 6, 30, 23, 30, tzinfo=UTC), False),  # past midnight in Lisbon
        (datetime(2027, 7, 1, 0, 0, tzinfo=UTC), True),
    ):
        clock.now = instant
        work_once(catalogue)
        for path in (f"/en/services/{DOGS}?place=norvale", f"/en/life-events/moving-home/plan{SITUATION}"):
            assert ("€73" in told(page, site, path)) is dear, (instant, path)
        assert "€73" not in told(page, site, f"/en/services/{DOGS}?place=port-alba")
