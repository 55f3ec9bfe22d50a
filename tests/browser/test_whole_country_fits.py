"""Every life event and one person's plan of it, in every language, on a phone and a desk: whole, and all translated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from benchmarks.people import Person, people
from fitting import BEGUN, MISPLACED, SAID, leftovers
from judging import TOO_WIDE
from playwright.sync_api import Browser, Page

from catalogue.languages import languages

pytestmark = pytest.mark.browser

WIDTHS = (1280, 360)


def most_told() -> dict[str, Person]:
    """Return for each life event the person of its oracle who told most."""
    told: dict[str, Person] = {}
    for person in people():
        before = told.get(person.life_event)
        if before is None or len(person.situation.answers) > len(before.situation.answers):
            told[person.life_event] = person
    return told


PEOPLE = most_told()


@pytest.fixture(scope="module")
def screen(chromium: Browser) -> Iterator[Page]:
    """One page that goes everywhere: opening a browser for each would cost more than all the looking."""
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("life_event", PEOPLE)
def test_a_life_event_and_a_plan_fit_and_speak_one_language(untouched_site, screen, life_event, language):
    faults = []
    for address in (f"/{language}/life-events/{life_event}", PEOPLE[life_event].address(language)):
        screen.goto(untouched_site + address)
        screen.evaluate("for (const part of document.querySelectorAll('main details')) part.open = true")
        assert screen.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
        for width in WIDTHS:
            screen.set_viewport_size({"width": width, "height": 900})
            for told in (TOO_WIDE, MISPLACED, BEGUN):
                faults += [(address, width, fault) for fault in screen.evaluate(told)]
        found = screen.evaluate(SAID)
        faults += [(address, "direction", tag) for tag in found["turned"]]
        faults += [(address, "not translated", text) for text in found["foreign"]]
        faults += [(address, "left behind", text) for text in leftovers(language, found["said"])]
    assert not faults
