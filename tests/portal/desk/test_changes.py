from __future__ import annotations

import pytest
from content_builder import service, small_content
from sqlalchemy import text
from staff import send

from catalogue.commands.import_content import import_content
from catalogue.jobs.run import work_once

SHEET = "/desk/?service=register-birth"


@pytest.fixture
def change(country):
    def changed(**what):
        import_content(country, small_content(service(**what)))
        work_once(country)

    return changed


def differences(page):
    return " ".join(tag.get_text(" ", strip=True) for tag in page.select(".differences"))


def test_what_changed_since_a_clerk_looked_is_told_field_by_field(clerk, change):
    clerk.open(SHEET)
    assert "Nothing that you opened has changed." in clerk.open("/desk/changes").main.get_text()
    change(fee="20.00", title="Register your child")
    assert clerk.open("/desk/").select_one("a[href='/desk/changes']")
    page = clerk.open("/desk/changes")
    told = differences(page)
    assert "12.50" in told
    assert "20.00" in told
    assert "Register your child" in page.main.get_text()
    assert page.select("#changed-register-birth ins")


def test_it_stays_until_it_was_seen(clerk, change):
    clerk.open(SHEET)
    change(fee="20.00")
    assert clerk.open(SHEET).select_one("a[href='/desk/changes#changed-register-birth']")
    assert clerk.open(SHEET).select_one("a[href='/desk/changes#changed-register-birth']")
    assert send(clerk.client, "/desk/changes", "/desk/changes", service="register-birth").status_code == 303
    assert not clerk.open(SHEET).select_one("a[href^='/desk/changes#']")
    assert not clerk.open("/desk/changes").select(".changed")


def test_what_was_never_opened_is_not_kept_in_mind(clerk, change, country):
    send(clerk.client, "/desk/changes", "/desk/changes", service="register-birth")
    with country.reading("en") as reading:
        assert reading.session.execute(text("SELECT count(*) FROM opened_services")).scalar() == 0


def test_after_thirty_days_nobody_knows_what_was_opened(clerk, change, country, portal_clock):
    clerk.open(SHEET)
    change(fee="20.00")
    try:
        portal_clock.move(days=29)
        work_once(country)
        with country.reading("en") as reading:
            assert reading.session.execute(text("SELECT count(*) FROM opened_services")).scalar() == 1
        portal_clock.move(days=1)
        work_once(country)
        with country.reading("en") as reading:
            assert reading.session.execute(text("SELECT count(*) FROM opened_services")).scalar() == 0
    finally:
        portal_clock.move(days=-30)


def test_only_service_editions_and_day_are_kept(clerk, country):
    clerk.open(f"{SHEET}&answer-married=no&place=harbour&q=secret")
    with country.reading("en") as reading:
        (row,) = reading.session.execute(text("SELECT * FROM opened_services")).mappings()
    assert set(row) == {"account_id", "service", "editions", "day"}
    assert (row["service"], row["day"]) == ("register-birth", "2026-11-21")
    assert "secret" not in row["editions"]
