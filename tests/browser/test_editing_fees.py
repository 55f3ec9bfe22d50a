"""A fee changes from a day: edited, sent back, mended, published and said – by mouse, by keyboard, and in Arabic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import SplitResult, urlsplit

import pytest
from browser.conftest import A_SATURDAY
from hands import Keyboard, Mouse
from playwright.sync_api import expect

from catalogue.jobs.index import update_index
from catalogue.rights import Role

pytestmark = pytest.mark.browser
TODAY = A_SATURDAY.date()


@dataclass(frozen=True)
class Change:
    """What is to be changed: the last period of a service's first fee ends before `day`, and a new one begins."""

    service: str
    code: str
    day: date
    before: str
    """The amount of today."""
    wrong: str
    right: str


CASES = {
    "by mouse": (Mouse, "en", Change("update-permit-address", "2109", TODAY, "10", "125.00", "12.50")),
    "by keyboard": (Keyboard, "en", Change("join-language-course", "4111", date(2027, 3, 1), "60", "635.00", "63.50")),
    "in Arabic": (
        Mouse,
        "ar",
        Change("transfer-vehicle-of-deceased", "3111", date(2027, 9, 1), "28", "335.00", "33.50"),
    ),
    "by keyboard in Arabic": (
        Keyboard,
        "ar",
        Change("update-vehicle-address", "2102", date(2027, 7, 1), "12", "155.00", "15.50"),
    ),
}


def open_object(hand, change: Change) -> None:
    """Find the service by its code, from wherever one is."""
    hand.follow("header ~ .ways a[href='/editor/objects']", "**/editor/objects")
    hand.write("#q", change.code)
    hand.follow(".filters button", "**/editor/objects?**")
    hand.follow(f".row-title a[href='/editor/service/{change.service}/']", f"**/{change.service}/")


def add_period(hand, change: Change) -> None:
    """Give the last period of the first fee its last day, and add one with the wrong amount."""
    page = hand.page
    hand.follow(f"main a[href='/editor/service/{change.service}/facts']", "**/facts")
    hand.press("nav .pills a[href='#fees']")
    if page.locator("#fees-0").get_attribute("open") is None:
        hand.press("#fees-0 > summary")
    periods = page.locator("#fees-0-amounts > details")
    last = periods.count() - 1
    hand.set_day(f"#fees-0-amounts-{last}-until", change.day - timedelta(days=1))
    hand.follow("button[value='add:fees-0-amounts']", "**/facts")
    new = f"#fees-0-amounts-{last + 1}"
    expect(page.locator(f"{new} > summary")).to_be_focused()
    hand.set_day(f"{new}-from", change.day)
    hand.write(f"{new}-amount", change.wrong)
    hand.follow("button[value=check]", "**saved=checked")
    expect(page.locator("main .notice")).to_be_visible()


def send_for_review(hand, note: str) -> None:
    hand.follow("main a[href$='/']", "**/editor/service/*/")
    hand.tick("input[name=part][value=facts]")
    hand.write("#note", note)
    hand.follow("button[value=submit]", "**done=submitted")


def go_to_desk(hand) -> None:
    hand.follow("nav a[href='/editor/']", "**/editor/")


def make_preview(hand, day: date) -> dict[str, SplitResult]:
    """Make a link for a day; return where it leads: `page` and `chat`."""
    hand.follow("main a[href$='/preview']", "**/preview")
    hand.set_day("#day", day)
    hand.follow("main form.stack button:not([type=button])", "**/preview")
    made = hand.page.locator("main .notice a[href*='/preview/']")
    expect(made).to_have_count(2)
    return {name: urlsplit(made.nth(at).get_attribute("href")) for at, name in enumerate(("page", "chat"))}


def said_on_the_day(reader, site: str, coming: dict[str, SplitResult], change: Change) -> None:
    """See the fee of that day on the page and in the chat behind the link, in two languages."""
    for language in ("en", "ar"):
        for name, said in (("page", "table.fees"), ("chat", ".turn.told")):
            address = coming[name]
            path = re.sub("/(en|ar)/", f"/{language}/", address.path, count=1)
            reader.goto(f"{site}{path}?{address.query}")
            expect(reader.locator(said).first).to_contain_text(change.right)


def found_now(reader, site: str, change: Change) -> None:
    """See what everybody sees: the new fee in the search, on the page and in the chat, from its day on."""
    today = change.day <= TODAY
    for language in ("en", "ar"):
        # Whoever looks for a code is led to its service.
        reader.goto(f"{site}/{language}/search?q={change.code}")
        assert f"/services/{change.service}" in reader.url
        expect(reader.locator("table.fees .amount").first).to_contain_text(change.right if today else change.before)
        reader.goto(f"{site}/{language}/services/{change.service}?as-of={change.day}")
        expect(reader.locator("table.fees .amount").first).to_contain_text(change.right)
        reader.goto(f"{site}/{language}/chat?about=service:{change.service}")
        expect(reader.locator(".turn.told")).to_contain_text(change.right if today else change.before)


@pytest.mark.parametrize("case", CASES)
def test_a_fee_changes_from_a_day(visit, site, running_site, member, case):
    hands, language, change = CASES[case]
    editor = member(hands, Role.EDITOR, language)
    open_object(editor, change)
    add_period(editor, change)
    send_for_review(editor, "The council decided it in October.")

    reviewer = member(hands, Role.REVIEWER, language)
    review = f"main a[href='/editor/service/{change.service}/review']"
    reviewer.follow(review, "**/review")
    expect(reviewer.page.locator(".difference ins").filter(has_text=change.wrong).first).to_be_visible()
    reviewer.write("#comment", "A comma has slipped.")
    reviewer.follow("button[value=return]", "**done=returned")

    go_to_desk(editor)
    expect(editor.page.locator("main blockquote").first).to_have_text("A comma has slipped.")
    editor.follow(f"main .rows a[href='/editor/service/{change.service}/']", f"**/{change.service}/")
    editor.follow("main a[href$='/facts']", "**/facts")
    row = editor.page.locator("#fees-0-amounts > details").last.get_attribute("id")
    editor.press("nav .pills a[href='#fees']")
    if editor.page.locator("#fees-0").get_attribute("open") is None:
        editor.press("#fees-0 > summary")
    editor.write(f"#{row}-amount", change.right)
    # The enter key saves, as the first button of the form does.
    with editor.page.expect_navigation(url="**saved=draft"):
        editor.page.keyboard.press("Enter")
    send_for_review(editor, "Mended.")

    go_to_desk(reviewer)
    reviewer.follow(f"main a[href='/editor/service/{change.service}/review']", "**/review")
    expect(reviewer.page.locator("main")).not_to_contain_text(change.wrong)
    reviewer.follow(".lead a", f"**/{change.service}/")
    coming = make_preview(reviewer, change.day)
    reader = visit("/en/about")
    said_on_the_day(reader, site, coming, change)
    reviewer.follow(f".lead a[href='/editor/service/{change.service}/']", f"**/{change.service}/")
    reviewer.follow(f"main a[href='/editor/service/{change.service}/review']", "**/review")
    reviewer.follow("button[value=publish]", "**done=published")
    # What a running portal does by itself within half a second.
    update_index(running_site.catalogue)
    found_now(reader, site, change)
