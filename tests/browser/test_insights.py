"""Pages of figures in a real browser: by keyboard, on a narrow screen, from right to left, on paper, in few colours."""

from __future__ import annotations

from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from counted import do
from hands import Keyboard
from judging import judged
from staff import a_person

from catalogue.figures.deeds import Channel, Deed
from catalogue.rights import Role

pytestmark = pytest.mark.browser
numbers = count()
SERVICES = ("register-birth", "get-child-health-card", "claim-family-allowance")


@pytest.fixture(scope="module")
def counted(running_site):
    """Count readings of three services, on today and other days."""
    for times, key in enumerate(SERVICES, start=4):
        do(running_site.catalogue, times * 3, key=key)
        do(running_site.catalogue, times, key=key, days_ago=times, language="ar")
        do(running_site.catalogue, times, key=key, deed=Deed.BOT_ANSWERED, channel=Channel.CHAT)
    do(running_site.catalogue, 2, key="register-birth", days_ago=20)


@pytest.fixture
def owner(running_site, counted):
    """Add an owner with pages in a language; return their mail."""

    def add(language: str = "en") -> str:
        mail = f"owner{next(numbers)}@example.org"
        a_person(running_site.catalogue, mail, Role.OWNER, language=language)
        return mail

    return add


def sides(page, selector: str) -> list[tuple[float, float]]:
    """Return the left and right end of everything that a selector finds."""
    return page.evaluate(
        "s => [...document.querySelectorAll(s)].map(one => one.getBoundingClientRect()).map(at => [at.left, at.right])",
        selector,
    )


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_what_is_drawn_has_no_violation(visit_as, owner, site, language):
    page = visit_as(owner(language), "/insights/", width=360)
    for address in ("", "reads", "chat", "what-if?life-event=having-a-baby&step=registration"):
        page.goto(f"{site}/insights/{address}")
        for folded in page.locator("main details").all():
            folded.evaluate("one => one.open = true")
        judged(Axe(), page, language)


def test_an_owner_comes_from_the_navigation_to_a_year_by_keyboard(visit_as, owner):
    page = visit_as(owner(), "/staff/account")
    hands = Keyboard(page)
    hands.follow(".ways a[href='/insights/']", "**/insights/")
    hands.follow(".figures-ways a[href='/insights/reads']", "**/insights/reads")
    hands.come_to("#period")
    page.keyboard.press("End")
    hands.follow("form.asked-for button", "**period=12-months*")
    assert page.locator("#period").input_value() == "12-months"
    hands.press("section[aria-labelledby=reads_over_time] summary")
    assert page.get_by_role("rowheader", name="November 2026").is_visible()


def test_what_if_is_asked_by_keyboard_and_without_a_script(visit_as, owner):
    page = visit_as(owner(), "/insights/what-if?life-event=having-a-baby", javascript=False)
    hands = Keyboard(page)
    hands.press("details:has([name=step]) summary")
    hands.tick("[name=step][value=registration]")
    hands.follow("form.stack .button", "**step=registration*")
    assert "points on average" in page.get_by_role("status").inner_text()
    assert page.locator("[name=step][value=registration]").is_checked()


@pytest.mark.parametrize("language", ["en", "ar", "zh", "ru"])
@pytest.mark.parametrize("address", ["reads", "service-index", "what-if?life-event=having-a-baby", "translations"])
def test_a_narrow_screen_moves_tables_and_never_the_page(visit_as, owner, language, address):
    page = visit_as(owner(language), f"/insights/{address}", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    hidden = page.evaluate(
        "[...document.querySelectorAll('.figures-scroll')].filter(one => one.scrollWidth > one.clientWidth + 1"
        " && one.tabIndex !== 0).length"
    )
    assert hidden == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_bars_begin_where_their_numbers_do(visit_as, owner, language):
    page = visit_as(owner(language), "/insights/reads")
    bars, grounds = (sides(page, f"section[aria-labelledby=reads_by_page] .{part}") for part in ("length", "ground"))
    # Whoever else read pages of this site is counted too.
    assert len(bars) >= len(SERVICES)
    begin = 1 if language == "ar" else 0
    assert all(abs(bar[begin] - ground[begin]) < 1 for bar, ground in zip(bars, grounds, strict=True))
    lengths = [right - left for left, right in bars]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > lengths[-1] > 0


def test_time_runs_as_the_language_does(visit_as, owner):
    for language, last_is_right in (("en", True), ("ar", False)):
        page = visit_as(owner(language), "/insights/reads")
        columns = sides(page, ".over-time .length")
        assert (columns[-1][0] > columns[0][0]) is last_is_right


def test_on_paper_tables_are_open_and_filters_gone(visit_as, owner):
    page = visit_as(owner(), "/insights/reads")
    page.emulate_media(media="print")
    assert not page.locator("form.asked-for").is_visible()
    assert not page.locator(".figures-ways").is_visible()
    assert page.locator("section[aria-labelledby=reads_over_time] tbody tr").first.is_visible()
    assert page.locator(".bar").first.is_visible()
    fill = page.evaluate("getComputedStyle(document.querySelector('.bar .length')).fill")
    assert fill == "rgb(0, 0, 0)"


def test_in_forced_colours_bars_are_still_there(visit_as, owner):
    page = visit_as(owner(), "/insights/reads")
    page.emulate_media(forced_colors="active")
    bar, ground = (
        page.evaluate(f"getComputedStyle(document.querySelector('.bar .{part}')).fill") for part in ("length", "ground")
    )
    assert bar != ground


def test_a_file_is_downloaded_under_its_name(visit_as, owner):
    page = visit_as(owner(), "/insights/reads")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download these figures (CSV)").click()
    assert download.value.suggested_filename == "reads.csv"
