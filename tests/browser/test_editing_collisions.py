"""Nothing anybody typed is lost: not by two on one form, not by a double click, not by a session that is over."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hands import Keyboard, Mouse
from playwright.sync_api import expect
from staff import PASSWORD

from catalogue.rights import Role

pytestmark = pytest.mark.browser

DUE = date(2027, 5, 31)


@pytest.fixture
def at(site):
    """Sit somebody down at an address: `at(hand, "get-tax-number", "facts")`."""

    def go(hand, service: str, part: str):
        hand.page.goto(f"{site}/editor/service/{service}/{part}")
        return hand

    return go


def save(hand, to: str = "**saved=*") -> None:
    hand.follow(".save button[value=save]", to)


@pytest.mark.parametrize(
    ("service", "hands", "language", "taken"),
    [
        ("join-health-insurance", Mouse, "en", "theirs"),
        ("get-tax-number", Keyboard, "ar", "theirs"),
        ("register-as-jobseeker", Mouse, "zh", "mine"),
    ],
)
def test_two_who_change_one_place_see_both_and_choose(member, at, service, hands, language, taken):
    first, second = member(Mouse, Role.EDITOR), member(hands, Role.EDITOR, language)
    at(first, service, "facts")
    at(second, service, "facts")
    before = second.page.locator("#note").input_value()
    first.write("#note", "The first one’s note")
    first.write("#owner", "first@example.org")
    save(first, "**saved=draft")

    second.write("#note", "The second one’s note")
    second.set_day("#review", DUE)
    save(second, "**/facts")
    clashes = second.page.locator("#clashes")
    expect(clashes).to_contain_text(first.mail)
    stands = clashes.locator(".three-way > *")
    expect(stands).to_have_count(3)
    if before:
        expect(stands.nth(0)).to_contain_text(before)
    expect(stands.nth(1)).to_contain_text("The second one’s note")
    expect(stands.nth(2)).to_contain_text("The first one’s note")
    boxes = [stands.nth(number).bounding_box() for number in range(3)]
    assert len({round(box["y"]) for box in boxes}) == 1, "they stand side by side"
    order = [box["x"] for box in boxes]
    assert order == sorted(order, reverse=language == "ar")
    # What was typed still stands in the form, and nothing is saved yet.
    expect(second.page.locator("#note")).to_have_value("The second one’s note")
    expect(at(first, service, "facts").page.locator("#note")).to_have_value("The first one’s note")

    second.choose(f"#take-0-{taken}")
    save(second, "**saved=merged")
    chosen = {"theirs": "The first one’s note", "mine": "The second one’s note"}[taken]
    for hand in (second, at(first, service, "facts")):
        expect(hand.page.locator("#note")).to_have_value(chosen)
        expect(hand.page.locator("#owner")).to_have_value("first@example.org")
        expect(hand.page.locator("#review")).to_have_value(DUE.isoformat())


def test_two_who_write_one_section_see_both_and_choose(member, at):
    first, second = member(Mouse, Role.EDITOR), member(Keyboard, Role.EDITOR)
    for hand in (first, second):
        at(hand, "register-as-jobseeker", "words/en")
    first.write("#text-summary", "The first one’s summary.")
    first.write("#text-next", "The first one’s next step.")
    first.follow("main button[value=save]", "**saved=draft")
    second.write("#text-summary", "The second one’s summary.")
    second.write("#text-who", "The second one’s people.")
    second.follow("main button[value=save]", "**/words/en")
    stands = second.page.locator("#clashes .three-way > *")
    expect(stands.nth(1)).to_contain_text("The second one’s summary.")
    expect(stands.nth(2)).to_contain_text("The first one’s summary.")
    second.choose("#take-0-theirs")
    second.follow("main button[value=save]", "**saved=*")
    for section, said in (("summary", "The first"), ("next", "The first"), ("who", "The second")):
        expect(second.page.locator(f"#text-{section}")).to_have_value(f"{said} one’s {_called(section)}.")


def _called(section: str) -> str:
    return {"summary": "summary", "next": "next step", "who": "people"}[section]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_saves_once_and_accuses_nobody(member, at, javascript):
    editor = member(Mouse, Role.EDITOR, javascript=javascript)
    page = at(editor, "get-income-certificate", "facts").page
    page.fill("#note", f"Clicked twice {javascript}")
    page.locator(".save button[value=save]").dblclick()
    page.wait_for_url("**saved=draft")
    expect(page.locator("#note")).to_have_value(f"Clicked twice {javascript}")
    page = at(editor, "get-income-certificate", "words/en").page
    page.fill("#text-summary", f"Clicked twice {javascript}.")
    page.locator("main button[value=save]").dblclick()
    page.wait_for_url("**saved=draft")
    expect(page.locator("#text-summary")).to_have_value(f"Clicked twice {javascript}.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_sends_and_publishes_once(member, at, javascript):
    service = "get-provisional-identity-paper"
    editor, reviewer = (member(Mouse, role, javascript=javascript) for role in (Role.EDITOR, Role.REVIEWER))
    at(editor, service, "facts").write("#note", f"Sent twice {javascript}")
    save(editor)
    page = at(editor, service, "").page
    editor.tick("input[name=part][value=facts]")
    page.locator("button[value=submit]").dblclick()
    # The second click takes the place of the first one's answer, which a wait for that address would call an error.
    expect(page).to_have_url(re.compile("done=submitted"))
    expect(page.locator("[role=alert]")).to_have_count(0)
    page = at(reviewer, service, "review").page
    page.locator("button[value=publish]").dblclick()
    expect(page).to_have_url(re.compile("done=published"))
    expect(page.locator("[role=alert]")).to_have_count(0)


def test_a_double_click_after_somebody_else_loses_nothing(member, at):
    first, second = member(Mouse, Role.EDITOR), member(Mouse, Role.EDITOR)
    for hand in (first, second):
        at(hand, "get-child-health-card", "facts")
    first.write("#owner", "first@example.org")
    save(first)
    second.write("#note", "Clicked twice")
    second.page.locator(".save button[value=save]").dblclick()
    expect(second.page).to_have_url(re.compile("saved=merged"))
    expect(second.page.locator("#note")).to_have_value("Clicked twice")
    expect(second.page.locator("#owner")).to_have_value("first@example.org")


@pytest.mark.parametrize(
    ("hands", "language", "part", "field"),
    [(Mouse, "en", "facts", "#note"), (Keyboard, "ar", "words/ar", "#text-summary")],
)
def test_what_was_typed_outlives_the_session(member, at, hands, language, part, field):
    """The session ends while somebody writes, and meanwhile somebody else saves the same place."""
    writer, other = member(hands, Role.EDITOR, language), member(Mouse, Role.EDITOR)
    for hand in (writer, other):
        at(hand, "get-reception-housing", part)
    writer.write(field, "Written for an hour.")
    writer.page.context.clear_cookies()
    other.write(field, "Saved meanwhile.")
    other.follow("main button[value=save]", "**saved=draft")
    writer.follow("main button[value=save]", f"**/{part}")
    expect(writer.page.locator("#password")).to_be_visible()
    writer.write("#mail", writer.mail)
    writer.write("#password", PASSWORD)
    writer.follow("main form .button", "**/staff/login?**")
    writer.follow("main form .button", f"**/{part}")
    expect(writer.page.locator("#clashes")).to_contain_text("Saved meanwhile.")
    expect(writer.page.locator(field)).to_have_value("Written for an hour.")
    writer.choose("#take-0-mine")
    writer.follow("main button[value=save]", "**saved=*")
    expect(writer.page.locator(field)).to_have_value("Written for an hour.")
