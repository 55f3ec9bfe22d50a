"""Pages fit: on the narrowest phone, zoomed in, with large text, with targets that a thumb can hit."""

from __future__ import annotations

import pytest
from judging import TOO_WIDE
from page_types import PAGE_TYPES

pytestmark = pytest.mark.browser

# Links within a sentence are exempt (WCAG 2.2, 2.5.8); everything else is a target of its own.
SMALL = """() => [...document.querySelectorAll('main :is(button, summary, select, .tick, .ways-to a, .pills a)')]
  .filter(tag => tag.checkVisibility())
  .filter(tag => { const box = tag.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .map(tag => tag.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
@pytest.mark.parametrize("name", PAGE_TYPES)
def test_nothing_scrolls_sideways_at_320_pixels(visit, name, language):
    assert visit(PAGE_TYPES[name].format(language=language), width=320).evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("name", ["life event", "plan", "service", "office"])
def test_text_twice_as_large_still_fits(visit, name):
    page = visit(PAGE_TYPES[name].format(language="en"), width=640)
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("name", ["life event", "plan", "service", "office", "offices"])
def test_targets_are_large_enough(visit, name):
    page = visit(PAGE_TYPES[name].format(language="en"), width=360)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert page.evaluate(SMALL) == []


def test_five_steps_fit_on_one_screen_of_a_phone(visit):
    page = visit(PAGE_TYPES["plan with every answer"].format(language="en"), width=360, height=740)
    heights = page.evaluate("[...document.querySelectorAll('.steps > li')].map(step => step.offsetHeight)")
    assert len(heights) >= 5
    assert sum(heights) / len(heights) <= 740 / 5
