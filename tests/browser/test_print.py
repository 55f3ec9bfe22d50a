"""On paper: complete, black on white, with code, address and day; what only a screen can use is gone."""

from __future__ import annotations

import re

import pytest
from page_types import PAGE_TYPES

pytestmark = pytest.mark.browser

ONLY_FOR_SCREENS = (
    ".screen-only, .button, form, nav, .contents, .unseen, .why, .leave, summary, script, .skip-question, .place, "
    ".ways-to li:not(:has([aria-current])), .applied:not(:has([role=status]))"
)
LOST = """hidden => {
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), lost = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const tag = node.parentElement;
    if (!node.data.trim() || tag.closest(hidden)) continue;
    if (!tag.checkVisibility({visibilityProperty: true})) lost.push(node.data.trim());
  }
  return lost;
}"""
COLOURS = """() => [...document.querySelectorAll('main *')].filter(tag => tag.checkVisibility() && tag.innerText)
  .map(tag => getComputedStyle(tag).color)
  .filter(colour => !['rgb(0, 0, 0)', 'rgb(119, 119, 119)'].includes(colour))"""


@pytest.mark.parametrize("name", ["plan", "general plan", "sensitive plan", "service", "service in a place", "office"])
@pytest.mark.parametrize("colour", ["light", "dark"])
def test_nothing_is_lost_on_paper_and_all_of_it_is_black(visit, name, colour):
    page = visit(PAGE_TYPES[name].format(language="en"), colour=colour)
    page.emulate_media(media="print")
    assert page.evaluate(LOST, ONLY_FOR_SCREENS) == []
    assert set(page.evaluate(COLOURS)) == set()


@pytest.mark.parametrize("name", ["plan", "service"])
def test_paper_carries_code_address_qr_code_and_day(visit, name):
    page = visit(PAGE_TYPES[name].format(language="en"))
    page.emulate_media(media="print")
    for selector in (".code-card .code", ".code-card .code-address", ".code-card svg.qr"):
        assert page.locator(selector).is_visible()
    assert page.get_by_text("21 November 2026").first.is_visible()


def test_paper_spells_out_where_a_button_leads(visit):
    page = visit(PAGE_TYPES["service"].format(language="en"))
    page.emulate_media(media="print")
    way = page.locator(".channel a.outside").first
    assert way.is_visible()
    assert "https://" in way.evaluate("tag => getComputedStyle(tag, '::after').content")


def test_what_only_a_screen_can_use_is_gone(visit):
    page = visit(PAGE_TYPES["plan"].format(language="en"))
    page.emulate_media(media="print")
    for selector in (".tick", "[data-print]", ".pills a", ".languages", ".search", ".answers a"):
        for found in page.locator(selector).all():
            assert not found.is_visible(), selector


def test_papers_have_boxes_to_tick(visit):
    page = visit(PAGE_TYPES["plan"].format(language="en"))
    page.emulate_media(media="print")
    box = page.locator(".checklist > li").first.evaluate("tag => getComputedStyle(tag, '::before').borderTopWidth")
    assert box == "2px"


def test_it_fits_on_pages_of_a4(visit, tmp_path):
    page = visit(PAGE_TYPES["plan"].format(language="en"))
    file = tmp_path / "plan.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    # A4 in points, as near as a browser rounds it.
    sizes = {(float(width), float(height)) for width, height in re.findall(rb"/MediaBox \[0 0 (\S+) (\S+)\]", content)}
    assert sizes
    assert all(abs(width - 595.3) < 2 and abs(height - 841.9) < 2 for width, height in sizes)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_total_stands_once_and_the_number_of_a_step_is_not_cut_by_the_edge(visit, language):
    page = visit(PAGE_TYPES["plan"].format(language=language))
    page.emulate_media(media="print")
    # What is a foot comes back at the end of every page that its table touches.
    assert page.locator(".fees tfoot").evaluate("tag => getComputedStyle(tag).display") == "table-row-group"
    beyond = page.evaluate(
        """() => [...document.querySelectorAll('.steps > li > .number')].filter(tag => {
          const box = tag.getBoundingClientRect(), room = tag.closest('.steps').getBoundingClientRect();
          return box.left < room.left || box.right > room.right;
        }).length"""
    )
    assert page.locator(".steps .number").count() > 0
    assert beyond == 0
