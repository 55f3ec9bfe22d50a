"""Pages of figures: kindly empty at first, equal to what was counted and to their files, never below the threshold."""

from __future__ import annotations

import pytest
from counted import do
from figures_page import table_of, tables_in, tables_on, told_instead
from staff import a_person, staff_pages
from staff_pages import STAFF_PAGES

from catalogue.rights import Role

PAGES = [
    address.partition("?")[0]
    for endpoint, address in STAFF_PAGES.items()
    if endpoint.startswith("insights.") and endpoint != "insights.what_if"
]
FILES = {"/insights/": "/insights/overview.csv"}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_without_anything_counted_says_so_kindly(quiet_owner, address):
    page = quiet_owner.open(address)
    for key, rows in tables_on(page).items():
        if not rows:
            assert told_instead(page, key).endswith(".")
    assert not page.select("svg.over-time")


@pytest.mark.parametrize("address", PAGES)
def test_the_file_says_what_the_page_says(busy_owner, address):
    shown = {key: rows for key, rows in tables_on(busy_owner.open(address)).items() if rows}
    assert shown
    assert tables_in(busy_owner.client, FILES.get(address, f"{address}.csv")) == shown


def test_reads_are_those_that_were_done(busy_owner):
    page = busy_owner.open("/insights/reads")
    assert table_of(page, "reads") == [("Times read", "27"), ("Plans made", "0")]
    assert table_of(page, "reads_by_page") == [("Register a birth", "27")]
    assert table_of(page, "reads_by_door") == [
        ("Portal", "17"),
        ("Chat on the portal", "6"),
        ("Information desk", "4"),
    ]
    assert table_of(page, "reads_by_language") == [("English", "22"), ("Français", "5")]
    assert table_of(page, "reads_by_place") == [("No place chosen", "22"), ("Harbour", "5")]
    days = table_of(page, "reads_over_time")
    assert len(days) == 30
    assert [number for _, number in days if number != "0"] == ["4", "23"]


def test_a_longer_span_shows_what_a_shorter_one_does_not(country, owner):
    do(country, 5, days_ago=45)
    assert table_of(owner.open("/insights/reads"), "reads")[0] == ("Times read", "0")
    assert table_of(owner.open("/insights/reads?period=90-days"), "reads")[0] == ("Times read", "5")
    by_month = owner.open("/insights/reads?period=12-months")
    assert ("October 2026", "5") in table_of(by_month, "reads_over_time")
    assert by_month.select_one("#period option[selected]")["value"] == "12-months"
    assert owner.open("/insights/reads?period=for-ever").select_one("#period option[selected]")["value"] == "30-days"


def test_one_page_alone_can_be_looked_at_and_what_is_none_is_not_found(busy_owner):
    page = busy_owner.open("/insights/reads?kind=service&key=register-birth")
    assert page.h1.get_text() == "Pages read: Register a birth"
    assert "kind=service" in page.select_one("a[href*='.csv']")["href"]
    for address in ("kind=service&key=none", "kind=unicorn&key=register-birth", "kind=service"):
        assert busy_owner.client.get(f"/insights/reads?{address}").status_code == 404


def test_fewer_than_three_are_never_told_on_a_page_or_in_its_file(country, owner):
    do(country, 2, key="register-birth", language="fr")
    page = owner.open("/insights/reads")
    assert table_of(page, "reads")[0] == ("Times read", "fewer than 3")
    assert not table_of(page, "reads_by_language")
    assert "telling on somebody" in told_instead(page, "reads_by_language")
    told = tables_in(owner.client, "/insights/reads.csv")
    assert told["reads"][0] == ("Times read", "fewer than 3")
    assert "2" not in {cell for rows in told.values() for row in rows for cell in row[1:]}


def test_columns_over_time_mark_what_is_not_told_apart_from_nothing(country, owner):
    do(country, 9)
    do(country, 2, days_ago=2)
    do(country, 7, days_ago=5)
    chart = owner.open("/insights/reads").select_one("svg.over-time")
    rows = dict.fromkeys(rect["class"][0] for rect in chart.select("rect"))
    assert set(rows) <= {"length", "few"}
    assert len(chart.select(".few")) >= 1
    assert chart["role"] == "img"
    assert "9" in chart["aria-label"]


def test_a_bar_is_as_long_as_its_number(country, owner):
    do(country, 20)
    do(country, 5, language="fr")
    bars = owner.open("/insights/reads").select("section[aria-labelledby=reads_by_language] .length")
    assert [bar["width"] for bar in bars] == ["100", "25"]


def test_cases_stand_beside_what_was_promised(busy_owner):
    page = busy_owner.open("/insights/cases")
    complaint = next(row for row in table_of(page, "cases") if row[0] == "A complaint about a service")
    assert complaint[1:3] == ("4", "0")
    assert ("A complaint about a service", "–", "10") in table_of(page, "case_times")


def test_ratings_are_told_in_hundredths(busy_owner):
    assert table_of(busy_owner.open("/insights/feedback"), "ratings_by_page") == [("Register a birth", "50", "3", "3")]


@pytest.mark.parametrize(
    ("address", "most"), [("reads", 12), ("searches", 10), ("feedback", 8), ("cases", 8), ("chat", 10)]
)
def test_a_page_asks_the_database_little(busy_country, busy_owner, count_queries, address, most):
    busy_owner.client.get(f"/insights/{address}")
    with count_queries(busy_country.engine) as queries:
        busy_owner.client.get(f"/insights/{address}")
    assert queries.count <= most


def test_pages_of_figures_are_neither_kept_nor_found(quiet_owner):
    answer = quiet_owner.client.get("/insights/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_page_speaks_the_language_of_its_owner(quiet_country, quiet_house):
    a_person(quiet_country, "owner@ar.example.org", Role.OWNER, language="ar")
    staff_pages(quiet_house, "owner@ar.example.org").open("/insights/reads", "ar")
