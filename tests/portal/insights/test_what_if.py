"""What if: the page tells what the plans tell, and passes over what it does not know."""

from __future__ import annotations

import pytest
from figures_page import table_of, tables_in

from catalogue.plans.pathway import Situation
from catalogue.plans.plan import plan
from catalogue.queries.life_events import get_pathway

PAGE = "/insights/what-if"
BABY = f"{PAGE}?life-event=having-a-baby"


def score_today(quiet_country) -> float:
    with quiet_country.reading("en") as reading:
        return float(plan(get_pathway(reading, "having-a-baby"), Situation(as_of=reading.today)).effort.score)


def test_without_a_life_event_one_is_chosen(quiet_owner):
    page = quiet_owner.open(PAGE)
    assert [option["value"] for option in page.select("#life-event option")] == ["having-a-baby"]
    assert not page.select("section.figured")
    assert quiet_owner.client.get(f"{PAGE}.csv").headers["Location"] == PAGE


def test_a_life_event_that_there_is_not_is_not_found(quiet_owner):
    assert quiet_owner.client.get(f"{PAGE}?life-event=none").status_code == 404
    assert quiet_owner.client.get(f"{PAGE}.csv?life-event=none").status_code == 404


def test_the_score_falls_by_what_is_dropped(quiet_country, quiet_owner):
    page = quiet_owner.open(f"{BABY}&step=register")
    before, after = (float(row[1]) for row in table_of(page, "together"))
    assert before == score_today(quiet_country)
    assert after == 0
    assert page.select_one("input[name=step][value=register]").has_attr("checked")
    assert f"{before:g} → 0 points" in page.select_one("[role=status]").get_text()


def test_a_year_is_only_told_where_people_are_counted(quiet_owner):
    page = quiet_owner.open(f"{BABY}&step=register")
    assert "In a year" not in page.main.get_text()
    assert "Nobody has said how many people" in page.main.get_text()


def test_what_no_form_of_ours_says_changes_nothing(quiet_owner):
    page = quiet_owner.open(f"{BABY}&step=unicorn&document=../../x&fee=%27;&merge-one=register&merge-other=register")
    assert not page.select("section[aria-labelledby=together]")


def test_the_file_says_what_the_page_says(quiet_owner):
    page = quiet_owner.open(f"{BABY}&step=register")
    file = page.select_one("a[href*='.csv']")["href"]
    told = tables_in(quiet_owner.client, file)
    assert told["together"] == table_of(page, "together")
    assert told["alone"] == table_of(page, "alone")


@pytest.mark.parametrize(
    "change", ["visit=register", "step=register", "document=consent", "fee=register-birth/standard"]
)
def test_every_kind_of_change_is_taken(quiet_owner, change):
    page = quiet_owner.open(f"{BABY}&{change}")
    name, _, value = change.partition("=")
    assert page.select_one(f"input[name={name}][value='{value}']").has_attr("checked")
    assert page.select("section[aria-labelledby=together]")


def test_it_is_measured_once_for_each_state_of_the_catalogue(quiet_owner, monkeypatch):
    quiet_owner.open(BABY)
    monkeypatch.setattr("catalogue.queries.what_if._alone", lambda planned: 1 / 0)
    quiet_owner.open(BABY)
