"""The page of an office."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from as_seen import as_seen


@pytest.fixture(autouse=True)
def _saturday(portal_clock):
    portal_clock.now = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def shown_text(shown) -> str:
    return " ".join(shown.select_one("main").get_text(" ").split())


def test_a_closed_office_says_when_it_opens_next(page):
    text = shown_text(page("public.office", id="centre"))
    assert "Closed now" in text
    assert "Opens Monday, 23 November 2026 at 09:00" in text


def test_an_open_office_says_until_when(page, portal_clock):
    portal_clock.now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    assert "12:30" in page("public.office", id="centre").select_one(".page-head .tag.open").get_text()


def test_a_day_with_a_dated_exception_is_closed_and_says_why(page, portal_clock):
    portal_clock.now = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    head = page("public.office", id="centre").select_one(".page-head").get_text(" ")
    assert "Closed now" in head
    assert "Stocktaking" in head


def test_the_week_shows_breaks_and_closed_days(page):
    rows = page("public.office", id="centre").select("table.hours")[0].select("tbody tr")
    assert rows[0].th.get_text(strip=True) == "Monday"
    assert len(rows) == 7
    assert len(rows[0].select(".whole")) == 2
    assert rows[6].td.get_text(strip=True) == "closed"


def test_exceptions_and_holidays_of_the_coming_weeks_are_listed_with_their_reason(page):
    tables = page("public.office", id="centre").select("table.hours")
    text = tables[1].get_text(" ")
    assert "Stocktaking" in text
    assert "Harvest Day" in text


def test_a_mobile_unit_shows_its_stops_and_its_next_visit(page):
    stop = page("public.office", id="bus").select_one("#stop-cove")
    stop = as_seen(stop.get_text(" ", strip=True))
    assert "Gull Cove" in stop
    assert "Thursday" in stop
    assert "1 and 3" in stop
    assert "3 December 2026" in stop


def test_where_it_is_stands_as_an_address_and_as_a_position_without_any_other_host(page):
    shown = page("public.office", id="centre")
    assert "1 Quay Street" in shown.select_one("address").get_text()
    assert shown.select_one('a[href="geo:38.7,-9.1"]')
    assert not shown.select("iframe, img[src^='http']")


def test_a_phone_number_can_be_called_and_stays_whole(page):
    link = page("public.office", "ar", id="centre").select_one('main a[href="tel:+9995550101"]')
    assert link.select_one('bdi[dir="ltr"]').get_text() == "+999 555 0101"


def test_services_are_listed_by_how_far_one_gets(page):
    shown = page("public.office", id="centre")
    headings = [heading.get_text(strip=True) for heading in shown.select('section[aria-labelledby="services"] h3')]
    assert headings == ["All of it can be done here", "You can start here"]


def test_access_comfort_and_languages_are_named(page):
    text = shown_text(page("public.office", id="centre"))
    assert "Step-free access" in text
    assert "Photo booth" in text
    assert "20 minutes" in text
    assert page("public.office", id="centre").select_one('li[lang="ar"][dir="rtl"]')


def test_search_engines_read_its_hours(page):
    shown = page("public.office", id="centre")
    linked = json.loads(shown.select_one('script[type="application/ld+json"]').string)
    assert linked["@type"] == "GovernmentOffice"
    assert {row["opens"] for row in linked["openingHoursSpecification"]} == {"09:00", "13:30"}


def test_an_unknown_office_is_a_page_that_helps(page):
    page("public.office", id="nowhere", status=404)
