"""Editing in a real browser: no violation on any page in six languages; a review is done by keyboard alone."""

from __future__ import annotations

import re
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import judged
from staff import a_person

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.submit import submit
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.queries.drafts import get_editable
from catalogue.rights import Grant, Person, Role

pytestmark = pytest.mark.browser
numbers = count()
WRITER = Person(0, "writer@example.org", "Writer", (Grant(Role.EDITOR),), "en")


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture
def reviewer_in(running_site):
    """Add a reviewer with pages in a language; return their mail."""

    def add(language: str) -> str:
        mail = f"reviewer{next(numbers)}@example.org"
        a_person(running_site.catalogue, mail, Role.EDITOR, Role.REVIEWER, language=language)
        return mail

    return add


@pytest.fixture
def in_review(running_site):
    """Somebody's draft of a service's facts and words, which waits for a review; return the service's id."""
    catalogue = running_site.catalogue
    with catalogue.reading("en") as reading:
        key = sorted(page for page in _services(reading))[next(numbers)]
        facts, words, arabic = (get_editable(reading, Kind.SERVICE, key, part) for part in ("facts", "en", "ar"))
    said = {**words.body["sections"], "summary": "Tell the registry about your newborn child, and soon."}
    changed = {
        "facts": {**facts.body, "checked": "2026-11-20"},
        "en": {**words.body, "sections": said},
        "ar": {**arabic.body, "sections": {**arabic.body["sections"], "summary": "سجّل مولودك الجديد قريبًا."}},
    }
    with catalogue.work(WRITER.mail) as work:
        target = find_object(work.session, Kind.SERVICE, key)
        locks = {}
        for part, body in changed.items():
            lock = get_part_state(work.session, target, part, work.now).lock
            locks[part] = edit_draft(work, WRITER, Kind.SERVICE, key, part, body, lock=lock).lock
        submit(work, WRITER, Kind.SERVICE, key, locks, note="Plainer, and checked.")
    return key


def _services(reading):
    from catalogue.queries.services import list_services

    return [card.id for card in list_services(reading).cards]


@pytest.mark.parametrize("language", languages())
def test_a_review_has_no_violation_with_and_without_errors(visit_as, axe, reviewer_in, in_review, language):
    page = visit_as(reviewer_in(language), f"/editor/service/{in_review}/review", width=360)
    judged(axe, page, language)
    page.check("input[value=later]")
    page.click("button[value=publish]")
    judged(axe, page, language)
    assert page.locator("[role=alert]").is_visible()


@pytest.mark.parametrize("colour", ["light", "dark"])
def test_wide_pages_have_none_either(visit_as, axe, running_site, reviewer_in, in_review, colour):
    for language in ("en", "ar"):
        for path in ("", "review", "history"):
            page = visit_as(reviewer_in(language), f"/editor/service/{in_review}/{path}", width=1280, colour=colour)
            judged(axe, page, language)


def test_a_review_is_done_by_keyboard_alone_from_right_to_left(visit_as, axe, reviewer_in, in_review):
    page = visit_as(reviewer_in("ar"), f"/editor/service/{in_review}/review", width=1280, javascript=False)
    page.focus("input[value=now]")
    page.keyboard.press("ArrowDown")
    assert page.locator("input[value=later]").is_checked()
    page.keyboard.press("Tab")
    page.fill("#day", "2026-12-01")
    page.focus("#clock")
    page.fill("#clock", "00:00")
    page.focus("button[value=publish]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("done=scheduled"))
    page.focus("button[value^='cancel:facts']")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("done=cancelled"))


def test_what_went_and_what_came_are_told_apart_without_colour(visit_as, reviewer_in, in_review):
    page = visit_as(reviewer_in("en"), f"/editor/service/{in_review}/review", width=1280)
    for tag, line in (("del", "line-through"), ("ins", "underline")):
        style = page.locator(f".difference {tag}").first.evaluate("tag => getComputedStyle(tag).textDecorationLine")
        assert line in style
    arabic = page.locator(".difference[lang=ar]").first
    assert arabic.evaluate("tag => getComputedStyle(tag).direction") == "rtl"
