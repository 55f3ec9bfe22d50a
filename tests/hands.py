"""How a person works a page: by mouse, or by keyboard alone. The keyboard sees to it that the focus is always seen."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

MOST_STOPS = 700
"""How often somebody presses Tab on the longest form before they give up."""

LOOK = """selector => {
  const at = document.activeElement;
  if (!at || at === document.body) return { found: false, unseen: "" };
  const found = at.matches(selector);
  const style = getComputedStyle(at);
  const called = at.outerHTML.slice(0, 120);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0)
    return { found, unseen: `no outline: ${called}` };
  const box = at.getBoundingClientRect();
  const inside = (start, end, most) => Math.min(Math.max((start + end) / 2, 1), most - 1);
  const points = [0.1, 0.5, 0.9].map((share) => [
    inside(box.left + share * box.width, box.left + share * box.width, innerWidth),
    inside(box.top + share * box.height, box.top + share * box.height, innerHeight),
  ]);
  const on = (x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (hit === at || at.contains(hit) || hit.contains(at));
  };
  if (box.bottom < 0 || box.top > innerHeight || !points.some(([x, y]) => on(x, y)))
    return { found, unseen: `out of sight: ${called}` };
  return { found, unseen: "" };
}"""
"""Tells whether the element with the focus is the one that is looked for, and why it would not be seen."""


class Mouse:
    """Points, clicks and types."""

    def __init__(self, page: Page, mail: str = "") -> None:
        self.page = page
        self.mail = mail

    def press(self, selector: str) -> None:
        """Press what leads nowhere else."""
        self.page.locator(selector).first.click()

    def follow(self, selector: str, to: str) -> None:
        """Press what leads to another page, or to the same page anew."""
        with self.page.expect_navigation(url=to):
            self.press(selector)

    def write(self, selector: str, text: str) -> None:
        """Write this instead of what stands there."""
        self.page.locator(selector).fill(text)

    def set_day(self, selector: str, day: date) -> None:
        """Choose a day."""
        self.page.locator(selector).fill(day.isoformat())

    def tick(self, selector: str) -> None:
        """Tick a box that is not ticked."""
        self.page.locator(selector).check()

    def choose(self, selector: str) -> None:
        """Choose one of several."""
        self.page.locator(selector).check()


class Keyboard:
    """Presses keys and nothing else. Wherever Tab leads, the focus must be seen."""

    def __init__(self, page: Page, mail: str = "") -> None:
        self.page = page
        self.mail = mail

    def come_to(self, selector: str) -> None:
        """Press Tab until this has the focus."""
        if self.page.evaluate(LOOK, selector)["found"]:
            return
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            look = self.page.evaluate(LOOK, selector)
            assert not look["unseen"], (self.page.url, look["unseen"])
            if look["found"]:
                return
        raise AssertionError(f"Tab never comes to {selector} of {self.page.url}")

    def press(self, selector: str) -> None:
        """Press what leads nowhere else."""
        self.come_to(selector)
        self.page.keyboard.press("Enter")

    def follow(self, selector: str, to: str) -> None:
        """Press what leads to another page, or to the same page anew."""
        self.come_to(selector)
        with self.page.expect_navigation(url=to):
            self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        """Write this instead of what stands there."""
        self.come_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def set_day(self, selector: str, day: date) -> None:
        """Type a day into a control for days: month, day and year, as this Chromium shows them."""
        self.come_to(selector)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        typed = self.page.evaluate("document.activeElement.value")
        assert typed == day.isoformat(), (selector, typed)

    def tick(self, selector: str) -> None:
        """Tick a box that is not ticked."""
        self.come_to(selector)
        if not self.page.evaluate("document.activeElement.checked"):
            self.page.keyboard.press("Space")

    def choose(self, selector: str) -> None:
        """Choose one of several: Tab leads to the one that is chosen, arrows from there to the others."""
        group = self.page.locator(selector).get_attribute("name")
        self.come_to(f"input[type=radio][name='{group}']")
        for _ in range(self.page.locator(f"input[type=radio][name='{group}']").count()):
            if self.page.evaluate(LOOK, selector)["found"]:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {selector}")
