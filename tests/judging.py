"""Pages in a browser, judged: violations that axe can find, what sticks out sideways, language and direction."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MIDDLE = "tag => { const box = tag.getBoundingClientRect(); return box.left + box.width / 2; }"
TOO_WIDE = """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
  [...document.querySelectorAll('body *')]
    .filter(tag => tag.getBoundingClientRect().right > window.innerWidth + 1 || tag.getBoundingClientRect().left < -1)
    .filter(tag => !tag.closest('.unseen')).map(tag => tag.outerHTML.slice(0, 100)).slice(0, 5).concat('too wide')"""


def violations(axe: Axe, page) -> list[str]:
    """Return what axe found, a line each."""
    found = axe.run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]
    ]


def middle(page, selector: str) -> float:
    """Return the horizontal middle of the first such thing."""
    return page.locator(selector).first.evaluate(MIDDLE)


def is_whole(page) -> bool:
    """Tell whether nothing sticks out of the page sideways."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def judged(axe: Axe, page, language: str) -> None:
    """Fail unless the page speaks this language in its direction, has no violation and fits."""
    direction = "rtl" if language == "ar" else "ltr"
    assert page.locator("html").get_attribute("lang") == language, page.url
    assert page.locator("html").get_attribute("dir") == direction
    assert not violations(axe, page), page.url
    assert is_whole(page), page.url
