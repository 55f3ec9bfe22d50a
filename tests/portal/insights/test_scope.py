"""Whose figures an owner sees: those of their organisation and of those below it, on no page and in no file more."""

from __future__ import annotations

import pytest
from counted import do
from figures_page import table_of


def test_an_owner_sees_what_their_organisation_answers_for(country, of_registry):
    do(country, 12)
    assert table_of(of_registry.open("/insights/reads"), "reads")[0] == ("Times read", "12")


@pytest.mark.parametrize("name", ["reads", "feedback", "cases", "freshness", "translations", "chat", "service-index"])
def test_an_owner_of_another_organisation_sees_nothing_of_it(busy_town, name):
    page = busy_town.open(f"/insights/{name}")
    file = busy_town.client.get(f"/insights/{name}.csv").get_data(as_text=True)
    for told in (page.main.get_text(" "), file):
        assert "Register a birth" not in told
        assert "27" not in told


@pytest.mark.parametrize(
    "name", ["", "reads", "feedback", "cases", "freshness", "translations", "chat", "service-index", "overview.csv",
             "reads.csv", "service-index.csv"],
)  # fmt: skip
def test_an_organisation_that_somebody_does_not_look_after_is_refused(quiet_town, name):
    assert quiet_town.client.get(f"/insights/{name}?organisation=registry").status_code == 403
    assert quiet_town.client.get(f"/insights/{name}?organisation=town-hall").status_code == 200


def test_one_object_of_another_organisation_is_not_found(busy_town):
    assert busy_town.client.get("/insights/reads?kind=service&key=register-birth").status_code == 404


def test_searches_belong_to_nobody_so_only_owners_of_everything_see_them(quiet_owner, quiet_registry):
    assert quiet_owner.open("/insights/").select_one("a[href='/insights/searches']")
    assert not quiet_registry.open("/insights/").select("a[href^='/insights/searches']")
    assert quiet_registry.client.get("/insights/searches").status_code == 403
    assert quiet_registry.client.get("/insights/searches.csv").status_code == 403


def test_who_may_edit_is_led_to_the_editor_and_others_to_the_public_page(country, owner, of_registry):
    do(country, 12)
    address = "section[aria-labelledby=reads_by_page] a"
    assert owner.open("/insights/reads").select_one(address)["href"] == "/editor/service/register-birth/"
    assert of_registry.open("/insights/reads").select_one(address)["href"] == "/en/services/register-birth"


def test_the_choice_of_organisations_is_that_of_the_owner(quiet_owner, quiet_town):
    offered = [option["value"] for option in quiet_owner.open("/insights/reads").select("#organisation option")]
    assert offered == ["", "registry", "town-hall"]
    assert not quiet_town.open("/insights/reads").select("#organisation")
