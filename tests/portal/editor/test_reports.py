"""The inbox: reports on what somebody looks after, how they stand, what became of them, and the public note."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from editing import ADA, EVE, TOM
from reporting import stored, tell, tell_of_office
from staff import a_person, send, signed_in, staff_pages

from catalogue.rights import Role

NOTE = {"said-en": "The phone number was wrong.", "changed-en": "It is right now."}


@pytest.fixture
def browser(editors):
    return signed_in(editors, ADA)


def inbox(browser, state=""):
    page = BeautifulSoup(browser.get(f"/editor/reports?state={state}").get_data(as_text=True), "html5lib")
    return [item.get_text(" ", strip=True) for item in page.select("#reports > ul > li")]


def deal(browser, number, state, reason=""):
    return send(browser, f"/editor/reports/{number}", "/editor/reports", state=state, reason=reason)


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_inbox_is_sound_in_every_direction(country, build_app, language):
    tell(country, language="fr", part="fr", field="words")
    tell(country, field="plan:fees", channel="desk", place="harbour")
    tell_of_office(country, times=3)
    a_person(country, "all@example.org", Role.EDITOR, Role.REVIEWER, language=language)
    pages = staff_pages(build_app(country), "all@example.org")
    assert len(pages.open("/editor/reports", language).select("#reports > ul > li")) == 5
    deal(pages.client, stored(country)[0].id, "fixed", "Said anew.")
    assert pages.open("/editor/reports?state=fixed", language).select("textarea")


def test_a_report_is_on_the_desk_and_in_the_inbox_at_once_with_its_context(country, browser):
    tell(country, "The number rings in an empty room.", field="where", channel="desk", place="harbour")
    assert "One new report" in browser.get("/editor/").get_data(as_text=True)
    (shown,) = inbox(browser)
    for told in ("Register a birth", "The number rings in an empty room.", "Information desk", "Harbour", "Edition 1"):
        assert told in shown
    deal(browser, stored(country)[0].id, "valid")
    assert "new report" not in browser.get("/editor/").get_data(as_text=True)


def test_states_and_the_irrelevant_tag_are_set_with_their_reasons(country, browser):
    number = tell(country)
    refused = deal(browser, number, "irrelevant")
    assert refused.status_code == 422
    assert f'href="#reason-{number}"' in refused.get_data(as_text=True)
    assert deal(browser, number, "irrelevant", "It praises the office.").status_code == 303
    assert inbox(browser) == []
    (shown,) = inbox(browser, "irrelevant")
    assert "It praises the office." in shown
    assert deal(browser, number, "fixed", "Too late.").status_code == 409
    assert deal(browser, number, "valid").status_code == 303
    assert len(inbox(browser, "valid")) == 1


def test_a_fix_is_told_on_the_page_when_somebody_says_so(country, editors, browser, monkeypatch):
    monkeypatch.setattr("portal.kept.SECONDS_BETWEEN_LOOKS", 0)
    public = editors.test_client()
    number = tell(country, "The number rings in an empty room.")
    deal(browser, number, "fixed", "New number.")
    assert 'id="changes"' not in public.get("/en/services/register-birth").text
    address = f"/editor/reports/{number}/change"
    half = send(browser, address, "/editor/reports", **NOTE | {"changed-en": " "})
    assert half.status_code == 422
    assert NOTE["said-en"] in half.get_data(as_text=True)
    assert send(browser, address, "/editor/reports", **NOTE).status_code == 303
    page = public.get("/en/services/register-birth").text
    assert NOTE["changed-en"] in page
    assert "empty room" not in page
    assert send(browser, address, "/editor/reports", **NOTE).status_code == 409


def test_everybody_sees_what_they_look_after_only(country, editors):
    number = tell(country, language="en")
    eve, tom = signed_in(editors, EVE), signed_in(editors, TOM)
    assert inbox(eve) == inbox(tom) == []
    for stranger in (eve, tom):
        assert deal(stranger, number, "valid").status_code == 403
    french = tell(country, language="fr", part="fr")
    assert len(inbox(tom)) == 1
    assert deal(tom, french, "valid").status_code == 303
    assert [report.state for report in stored(country)] == ["new", "valid"]


def test_two_reports_of_an_office_are_nobodys_to_read(country, browser):
    numbers = tell_of_office(country, times=2)
    assert inbox(browser) == []
    assert deal(browser, numbers[0], "valid").status_code == 422
    tell_of_office(country)
    assert all("Service centre" in shown for shown in inbox(browser))


def test_the_inbox_costs_the_same_whatever_is_in_it(country, browser, count_queries):
    def asked():
        browser.get("/editor/reports")
        with count_queries(country.engine) as queries:
            browser.get("/editor/reports")
        return queries.count

    tell(country)
    few = asked()
    for _ in range(10):
        tell(country)
    assert asked() == few
