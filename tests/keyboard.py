"""A person who has only a keyboard: the tabulator leads to what they look for, keys do the rest."""

from __future__ import annotations

from playwright.sync_api import Page

FARTHEST = 600
"""Stops of the tabulator after which what is looked for cannot be reached."""


def tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until an element has the focus. Fails when no key leads to it."""
    page.locator(selector).first.wait_for(state="attached")
    for _ in range(FARTHEST):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {selector} on {page.url}")


def tab_to_what_is_seen(page: Page, selector: str, most: int = 120) -> None:
    """Press the tabulator until this has the focus, which must be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"no key leads to {selector} on {page.url}")


def press_on(page: Page, selector: str, key: str = "Enter") -> None:
    """Go to an element by keys and press one on it."""
    tab_to(page, selector)
    page.keyboard.press(key)


def type_into(page: Page, selector: str, text: str) -> None:
    """Go to a field by keys and type."""
    tab_to(page, selector)
    page.keyboard.type(text)
