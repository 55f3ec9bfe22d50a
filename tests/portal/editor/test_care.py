"""Care, previews and failed searches, as those who look after the content use them."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from content_builder import SERVICE, SERVICE_SECTIONS
from ledger_builder import seek_on_two_days
from staff import a_person, send, signed_in, staff_pages

from catalogue.commands.parts import find_object, get_part_state
from catalogue.commands.publish import publish
from catalogue.commands.save_draft import save_draft
from catalogue.facts import Kind
from catalogue.jobs.run import work_once
from catalogue.queries.standing import get_titles
from catalogue.rights import Role
from portal import create_app

MAIL = "ada@example.org"
KEY = "register-birth"


@pytest.fixture
def portal(portal_settings, own_catalogue):
    a_person(own_catalogue, MAIL, Role.EDITOR)
    return create_app(portal_settings, own_catalogue)


@pytest.fixture
def browser(portal):
    return signed_in(portal, MAIL)


def lock_of(work, kind, key, part):
    return get_part_state(work.session, find_object(work.session, kind, key), part, work.now).lock


def publish_fee(catalogue, amount):
    fees = [{**SERVICE["fees"][0], "means": [amount]}]
    with catalogue.work("eve") as work:
        publish(
            work, Kind.SERVICE, KEY, "facts", {**SERVICE, "fees": fees}, lock=lock_of(work, Kind.SERVICE, KEY, "facts")
        )


@pytest.mark.parametrize("address", ["/editor/care", "/editor/searches", f"/editor/service/{KEY}/preview"])
@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_pages_are_sound_in_every_direction(portal_settings, own_catalogue, address, language):
    a_person(own_catalogue, MAIL, Role.EDITOR, language=language)
    staff_pages(create_app(portal_settings, own_catalogue), MAIL).open(address, language)


def test_a_national_change_under_a_local_rule_is_shown_and_settled_as_a_draft(portal, own_catalogue, browser):
    publish_fee(own_catalogue, "card")
    page = browser.get("/editor/care").get_data(as_text=True)
    assert "register-birth/harbour" in page
    address = "/editor/care/overrides/register-birth/harbour"
    refused = send(browser, address, "/editor/care", part="fees.standard", decision="keep")
    assert refused.status_code == 422
    kept = send(browser, address, "/editor/care", part="fees.standard", decision="keep", reason="Cash only here.")
    assert kept.status_code == 303
    with own_catalogue.work("test") as work:
        target = find_object(work.session, Kind.VARIANT, "register-birth/harbour")
        draft = get_part_state(work.session, target, "facts", work.now).draft
        assert draft.body["changes"][0]["national"] == {"means": ["card"]}
        assert (draft.author, draft.note) == (MAIL, "Cash only here.")
    again = send(browser, address, "/editor/care", part="fees.standard", decision="take_over", reason="No.")
    assert again.status_code == 409


def test_a_failed_search_is_answered_by_a_synonym_and_proved(portal, own_catalogue, browser):
    seek_on_two_days(own_catalogue, "stork papers", times=6)
    assert "It still finds nothing." in browser.get("/editor/searches").get_data(as_text=True)
    fields = {"language": "en", "text": "stork papers", "do": "synonym"}
    empty = send(browser, "/editor/searches", answer="", **fields)
    assert empty.status_code == 422
    saved = send(browser, "/editor/searches", answer="birth certificate", **fields)
    assert saved.status_code == 303
    work_once(own_catalogue)
    page = browser.get("/editor/searches").get_data(as_text=True)
    assert "It finds something now:" in page
    assert "Register a birth" in page


def test_a_pin_needs_a_page_of_the_list(browser, own_catalogue):
    seek_on_two_days(own_catalogue, "stork papers", times=6)
    fields = {"language": "en", "text": "stork papers", "do": "pin"}
    for wrong in ("birth", "law:civil-act", "service:no-such-service"):
        assert send(browser, "/editor/searches", answer=wrong, **fields).status_code == 422
    offered = BeautifulSoup(browser.get("/editor/searches").text, "html5lib").select("#targets option")
    assert "Register a birth" in [option["value"] for option in offered]
    # The title as it stands in the list will do; nobody has to know an id.
    assert send(browser, "/editor/searches", answer="Register a birth", **fields).status_code == 303
    work_once(own_catalogue)
    assert "Register a birth" in browser.get("/editor/searches").get_data(as_text=True)


def test_a_link_is_made_shown_once_and_taken_back(portal, own_catalogue, browser):
    with own_catalogue.work(MAIL) as work:
        body = {"sections": {**SERVICE_SECTIONS, "title": "Declare a birth"}}
        save_draft(work, Kind.SERVICE, KEY, "en", body, lock=lock_of(work, Kind.SERVICE, KEY, "en"))
    address = f"/editor/service/{KEY}/preview"
    made = send(browser, address, scope="this", language="en").get_data(as_text=True)
    link = re.search(r"/preview/[\w-]+/en/services/register-birth", made)[0]
    stranger = portal.test_client()
    assert "Declare a birth" in stranger.get(link).get_data(as_text=True)
    listed = browser.get(address).get_data(as_text=True)
    assert link.split("/")[2] not in listed
    revoke = re.search(rf"{address}/\d+/revoke", listed)[0]
    assert send(browser, revoke, address).status_code == 303
    assert stranger.get(link).status_code == 404


def test_a_day_that_is_none_is_refused_and_the_form_kept(browser):
    refused = send(browser, f"/editor/service/{KEY}/preview", day="soon", scope="all")
    assert refused.status_code == 422
    assert 'value="soon"' in refused.get_data(as_text=True)


def test_who_only_translates_french_makes_no_preview_of_everything(portal, own_catalogue):
    from catalogue.rights import Grant

    a_person(own_catalogue, "tom@example.org", Grant(Role.TRANSLATOR, "town-hall"))
    browser = signed_in(portal, "tom@example.org")
    assert browser.get(f"/editor/service/{KEY}/preview").status_code == 403


def test_objects_are_called_by_their_titles_with_the_id_beside(portal, own_catalogue, browser):
    publish_fee(own_catalogue, "card")
    shown = BeautifulSoup(browser.get("/editor/care").text, "html5lib")
    link = shown.select_one('h3 a[href="/editor/variant/register-birth/harbour/"]')
    assert link.get_text(strip=True) == "Register a birth · Harbour"
    assert link.parent.select_one(".small").get_text(strip=True).strip("\u2066\u2069") == "register-birth/harbour"


def test_titles_cost_the_same_whatever_the_size_of_the_catalogue(own_catalogue, count_queries):
    with own_catalogue.reading("fr") as reading, count_queries(own_catalogue.engine) as first:
        titles = get_titles(reading)
    with own_catalogue.reading("fr") as reading, count_queries(own_catalogue.engine) as again:
        assert get_titles(reading) == titles
    assert first.count <= 4
    assert again.count <= 1
    # What a language has no title for is called by that of the source.
    assert titles[Kind.OFFICE, "centre"]
    assert titles[Kind.SERVICE, KEY] != KEY


def test_overdue_checks_are_listed_by_who_is_responsible(portal, own_catalogue, browser):
    owned = {**SERVICE, "owner": "carla@example.org", "checked": "2026-01-01", "review": "2026-01-31"}
    with own_catalogue.work("eve") as work:
        publish(work, Kind.SERVICE, KEY, "facts", owned, lock=lock_of(work, Kind.SERVICE, KEY, "facts"))
    shown = BeautifulSoup(browser.get("/editor/care").text, "html5lib")
    named = next(heading for heading in shown.select("h3") if "carla@example.org" in heading.get_text())
    line = named.find_next_sibling("ul").get_text(" ", strip=True)
    assert "Register a birth" in line
    assert "long overdue" in line
