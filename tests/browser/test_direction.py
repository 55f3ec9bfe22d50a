"""Arabic runs from the right: where things stand, not what a checker says. Numbers stay whole."""

from __future__ import annotations

import pytest
from judging import middle
from page_types import PAGE_TYPES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("plan", ".steps .number", ".steps h4"),
        ("plan", ".plan-main", ".plan-side"),
        ("plan", ".step-more summary", ".step-more > p a"),
        ("plan", ".fees tbody th .fee-title", ".fees tbody td .amount"),
        ("plan", ".answers dd span", ".answers dd a"),
        ("service", "nav.contents", ".sections"),
        ("service", ".key-facts dt", ".key-facts dd a"),
        ("service", ".crumb-list li:first-child", ".crumb-list li:last-child"),
        ("life event", ".question .option input", ".question .option span"),
        ("life event", ".life-event > .stack:first-child", ".life-event > .aside"),
        ("office", "table.hours th", "table.hours td"),
        ("home", "a.portal", ".languages"),
    ],
)
def test_what_stands_first_stands_on_the_side_where_reading_begins(visit, name, first, second):
    english = visit(PAGE_TYPES[name].format(language="en"))
    arabic = visit(PAGE_TYPES[name].format(language="ar"))
    assert middle(english, first) < middle(english, second)
    assert middle(arabic, first) > middle(arabic, second)


def test_amounts_stand_at_the_end_of_their_line(visit):
    for language, side in (("en", "right"), ("ar", "left")):
        page = visit(PAGE_TYPES["plan"].format(language=language))
        edges = page.evaluate(
            "side => [...document.querySelectorAll('.fees tbody td .amount')]"
            ".map(tag => Math.round(tag.getBoundingClientRect()[side]))",
            side,
        )
        assert edges
        assert max(edges) - min(edges) <= 1


@pytest.mark.parametrize(("name", "selector"), [("office", "main a[href^='tel:']"), ("plan", ".share .code bdi")])
def test_numbers_and_codes_keep_their_order_in_arabic(visit, name, selector):
    page = visit(PAGE_TYPES[name].format(language="ar"))
    lefts = page.locator(selector).first.evaluate(
        """tag => {
          const walker = document.createTreeWalker(tag, NodeFilter.SHOW_TEXT), lefts = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode())
            for (let at = 0; at < node.length; at++) {
              if (!/[0-9A-Z]/.test(node.data[at])) continue;
              const range = document.createRange();
              range.setStart(node, at); range.setEnd(node, at + 1);
              const box = range.getBoundingClientRect();
              lefts.push([Math.round(box.top), box.left]);
            }
          return lefts.filter(([top]) => top === lefts[0][0]).map(([, left]) => left);
        }"""
    )
    digits = lefts[-6:]
    assert digits == sorted(digits)


def test_every_language_is_written_in_its_own_direction(visit):
    for language, direction in (("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")):
        page = visit(PAGE_TYPES["home"].format(language=language))
        assert page.evaluate("getComputedStyle(document.body).direction") == direction
