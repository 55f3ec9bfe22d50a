from __future__ import annotations

import pytest
from staff import signed_in

from .conftest import CLERK, EDITOR

FIELDS = "[data-field]"


def fields(page):
    return [row["data-field"] for row in page.select(FIELDS)]


def cells(page, field):
    return [" ".join(cell.get_text(" ").split()) for cell in page.select(f'[data-field="{field}"] > .cell')]


def test_the_empty_counter_is_a_field(clerk):
    page = clerk.open("/desk/")
    assert page.select_one("input[name=q][autofocus]")
    assert not page.select_one("#sheet")
    assert page.select_one("#keys")


@pytest.mark.parametrize("typed", ["1001", "reg", "bir", "１００１", "newborn"])
def test_a_code_or_a_few_letters_show_everything_about_a_service(clerk, typed):
    page = clerk.open(f"/desk/?q={typed}")
    assert page.select_one("#sheet h2").get_text(strip=True) == "Register a birth"
    assert {"requirements.consent", "fees.standard", "cost.total", "deadlines.none", "channels.counter"} <= set(
        fields(page)
    )
    assert cells(page, "fees.standard")[0].endswith("€12.50")
    assert "Service centre" in cells(page, "channels.counter")[0]


def test_a_switch_leaves_out_what_does_not_hold(clerk):
    open_question = clerk.open("/desk/?q=1001")
    married = clerk.open("/desk/?q=1001&answer-married=yes")
    single = clerk.open("/desk/?q=1001&answer-married=no")
    row = '[data-field="requirements.consent"]'
    assert "undecided" in open_question.select_one(row)["class"]
    assert not married.select_one(row)
    assert "undecided" not in single.select_one(row)["class"]
    assert married.select_one("input[name=answer-married][value=yes][checked]")


def test_a_place_brings_its_own_rules(clerk):
    assert "requirements.receipt" in fields(clerk.open("/desk/?q=1001&place=harbour"))
    assert "requirements.receipt" not in fields(clerk.open("/desk/?q=1001"))
    page = clerk.open("/desk/?q=1001&place=harbour")
    assert page.select_one("#desk-place option[value=harbour][selected]")


def test_the_second_language_stands_beside_the_first_field_by_field(clerk):
    page = clerk.open("/desk/?q=1001&beside=fr")
    for row in page.select(FIELDS):
        assert len(row.select(":scope > .cell")) == 2
    assert cells(page, "fees.standard")[1].startswith("Registration (fr)")
    assert page.select_one('[data-field="fees.standard"] > .cell[lang=fr][dir=ltr]')


def test_a_missing_cell_shows_the_source_with_a_mark(clerk):
    page = clerk.open("/desk/?q=1001&beside=fr")
    cell = page.select('[data-field="requirements.consent"] > .cell')[1]
    assert cell.select_one("strong bdi[lang=en]").get_text() == "Consent"
    assert cell.select_one(".tag.warn")


def test_what_is_nonsense_in_an_address_is_passed_over(clerk):
    page = clerk.open(
        "/desk/?q=1001&answer-married=perhaps&answer-<b>=1&event-date=soon&way=..&beside=xx&place=nowhere&have=%00"
    )
    assert page.select_one("#sheet")
    assert clerk.open("/desk/?service=no-such-service")
    assert clerk.open("/desk/?event=no-such-event")


def test_a_life_event_lists_its_services(clerk):
    page = clerk.open("/desk/?event=having-a-baby")
    assert page.select_one("#sheet h2").get_text(strip=True) == "Register a birth"


def test_suggestions_lead_to_the_counter(house):
    found = signed_in(house, CLERK).get("/desk/suggestions?q=bir&beside=fr").get_json()["suggestions"]
    assert [one["id"] for one in found if one["kind"] == "service"] == ["register-birth"]
    assert found[0]["url"] == "/desk/?q=bir&service=register-birth&beside=fr"


def test_the_counter_is_for_clerks(house):
    assert house.test_client().get("/desk/?q=1001").status_code == 303
    assert signed_in(house, EDITOR).get("/desk/?q=1001").status_code == 403


def test_it_is_kept_nowhere(house):
    answer = signed_in(house, CLERK).get("/desk/?q=1001")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_moved_service_is_shown_by_its_new_id(clerk):
    assert clerk.open("/desk/?service=birth").select_one("#sheet")["data-service"] == "register-birth"


def test_the_counter_asks_the_database_seldom(house, country, count_queries):
    browser = signed_in(house, CLERK)
    for address in ("/desk/?q=1001", "/desk/?q=1001&beside=fr&answer-married=no&place=harbour"):
        assert browser.get(address).status_code == 200
        with count_queries(country.engine) as counted:
            assert browser.get(address).status_code == 200
        # Who is signed in, twice the state of the catalogue, notes, and what the clerk saw last.
        assert counted.count <= 8, counted.statements
