"""Every page about an object asks whether it was useful and takes what is wrong, without cookie, script or person."""

from __future__ import annotations

import logging
import re

import pytest
from bs4 import BeautifulSoup
from page import Pages
from reporting import stored, tell, tell_of_office
from sqlalchemy import select
from staff import FROM_HERE

from catalogue.commands.reports.settle_report import publish_change, settle_report
from catalogue.models import PageRating
from catalogue.reporting import ReportState
from catalogue.rights import Grant, Person, Role

EDITOR = Person(1, "ada@example.org", "Ada", (Grant(Role.EDITOR), Grant(Role.REVIEWER)), "en")
PAGES = {
    "service:register-birth": "/en/services/register-birth",
    "office:centre": "/en/offices/centre",
    "organisation:registry": "/en/organisations/registry",
    "document:consent": "/en/documents/consent",
}
SECRET = "zebra umbrella"
"""Words that stand nowhere but in a report."""


@pytest.fixture
def portal(build_app, own_catalogue):
    return build_app(own_catalogue)


@pytest.fixture
def browser(portal):
    return portal.test_client()


def send(browser, address, **fields):
    return browser.post(address, data=fields, headers=FROM_HERE)


def ratings(catalogue):
    with catalogue.reading("en") as reading:
        return [(row.kind, row.key, row.place, row.yes, row.no) for row in reading.session.scalars(select(PageRating))]


def form_of(browser, address):
    page = BeautifulSoup(browser.get(address).text, "html5lib")
    return {field["name"]: field["value"] for field in page.select("main form input[type=hidden]")}


@pytest.mark.parametrize(("about", "address"), PAGES.items())
def test_every_page_about_an_object_asks_and_its_form_is_counted(portal, own_catalogue, browser, about, address):
    page = Pages(portal).open(address)
    form = page.select_one("section.feedback form")
    assert form.select_one("input[name=about]")["value"] == about
    answer = send(browser, form["action"], about=about, useful="no")
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    kind, _, key = about.partition(":")
    assert ratings(own_catalogue) == [(kind, key, "", 0, 1)]
    thanks = Pages(portal).open(answer.headers["Location"])
    assert thanks.select_one(f'main a[href="/en/feedback?about={about.replace(":", "%3A")}"]')


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "ru", "zh"])
@pytest.mark.parametrize(
    "path", ["feedback?", "feedback/office?", "feedback/thanks?said=no&", "feedback/thanks?said=office&"]
)
def test_the_pages_are_sound_in_every_language(portal, language, path):
    Pages(portal).open(f"/{language}/{path}about=service:register-birth", language)


def test_the_place_travels_with_the_form_and_the_links(portal, own_catalogue, browser):
    page = Pages(portal).open("/en/services/register-birth?place=harbour")
    form = page.select_one("section.feedback form")
    send(browser, form["action"], about="service:register-birth", useful="yes")
    assert ratings(own_catalogue) == [("service", "register-birth", "harbour", 1, 0)]
    link = page.select_one("section.feedback a")["href"]
    send(browser, link, about="service:register-birth", matter="fees", text="15 euros", form="f")
    assert stored(own_catalogue)[0].place == "harbour"


def test_a_page_with_the_form_is_kept_and_the_same_for_everybody(portal, count_queries, own_catalogue, monkeypatch):
    monkeypatch.setattr("portal.kept.SECONDS_BETWEEN_LOOKS", 3600)
    first = portal.test_client().get("/en/services/register-birth")
    with count_queries(own_catalogue.engine) as queries:
        second = portal.test_client().get("/en/services/register-birth")
    # Whether anything was published is all that is asked.
    assert [statement for statement in queries.statements if "catalogue_state" not in statement] == []
    assert first.data == second.data
    assert "Set-Cookie" not in first.headers


def test_what_is_wrong_is_routed_with_what_it_is_about(own_catalogue, browser):
    address = "/fr/feedback?about=service:register-birth"
    fields = form_of(browser, address)
    answer = send(browser, address, **fields, matter="words", text="Phrase obscure, appelez 0612345678")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/fr/feedback/thanks")
    (report,) = stored(own_catalogue)
    assert (report.object_kind, report.object_key, report.part) == ("service", "register-birth", "fr")
    assert (report.field, report.edition, report.language, report.channel) == ("words", 1, "fr", "portal")
    assert "0612345678" not in report.text


def test_a_second_click_makes_no_second_report(own_catalogue, browser):
    address = "/en/feedback?about=service:register-birth"
    fields = form_of(browser, address)
    for _ in range(2):
        assert send(browser, address, **fields, matter="fees", text="Wrong.").status_code == 303
    send(browser, address, **form_of(browser, address), matter="fees", text="Wrong.")
    assert len(stored(own_catalogue)) == 2


def test_a_form_that_is_not_whole_comes_back_with_what_was_typed(own_catalogue, browser):
    address = "/en/feedback?about=service:register-birth"
    answer = send(browser, address, about="service:register-birth", form="mine", text=SECRET)
    page = BeautifulSoup(answer.text, "html5lib")
    assert answer.status_code == 422
    assert page.select_one(".notice.bad a")["href"] == "#matter-1"
    assert page.select_one("#text").text == SECRET
    assert page.select_one("input[name=form]")["value"] == "mine"
    other = send(browser, address, about="service:register-birth", form="mine", matter="other")
    assert (other.status_code, "#text" in other.text) == (422, True)
    assert stored(own_catalogue) == []


def test_an_office_is_reported_with_service_item_and_day(own_catalogue, browser):
    address = "/en/feedback/office?about=service:register-birth"
    page = BeautifulSoup(browser.get(address).text, "html5lib")
    items = [option["value"] for option in page.select("#item option")]
    assert items == ["", "document:consent", "document:birth-notice", "fee:standard", "other"]
    said = {**form_of(browser, address), "happened": "charged", "office": "centre", "item": "fee:standard"}
    wrong = send(browser, address, **said, day="2026-11-30", text="20 euros")
    assert (wrong.status_code, "#day" in wrong.text) == (422, True)
    assert send(browser, address, **said, day="2026-11-20", text="20 euros").status_code == 303
    (report,) = stored(own_catalogue)
    assert (report.kind, report.office, report.field, str(report.happened_on)) == (
        "charged",
        "centre",
        "fee:standard",
        "2026-11-20",
    )


@pytest.mark.parametrize(
    ("field", "value"), [("office", "elsewhere"), ("item", "document:passport"), ("happened", "wrong"), ("day", "soon")]
)
def test_an_office_report_names_only_what_the_page_has(own_catalogue, browser, field, value):
    address = "/en/feedback/office?about=service:register-birth"
    said = {"about": "service:register-birth", "happened": "asked", "office": "centre", "item": "fee:standard"}
    answer = send(browser, address, **{**said, "day": "2026-11-20", field: value})
    assert answer.status_code == 422
    assert re.search(rf'href="#{field}', answer.text)
    assert stored(own_catalogue) == []


@pytest.mark.parametrize(
    ("about", "status"),
    [("", 400), ("service", 400), ("secret:register-birth", 400), ("service:no-such", 404), ("service:UP er", 400)],
)
def test_what_is_about_nothing_is_refused(own_catalogue, browser, about, status):
    assert browser.get("/en/feedback", query_string={"about": about}).status_code == status
    assert send(browser, "/en/feedback/useful", about=about, useful="yes").status_code == status
    assert ratings(own_catalogue) == []


def test_forms_of_other_sites_are_refused(own_catalogue, browser):
    for path in ("feedback", "feedback/useful", "feedback/office"):
        for headers in ({}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
            fields = {"about": "service:register-birth", "useful": "yes", "matter": "fees"}
            assert browser.post(f"/en/{path}", data=fields, headers=headers).status_code == 403
    assert ratings(own_catalogue) == []
    assert stored(own_catalogue) == []


def test_nothing_that_is_typed_reaches_a_log_or_a_store(own_catalogue, browser, caplog):
    caplog.set_level(logging.DEBUG)
    address = "/en/feedback?about=service:register-birth"
    answer = send(browser, address, **form_of(browser, address), matter="other", text=SECRET)
    wrong = send(browser, address, about="service:register-birth", text=SECRET)
    assert SECRET not in caplog.text
    assert SECRET not in answer.text + str(answer.headers)
    for response in (answer, wrong, browser.get(address)):
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers


def test_what_was_changed_is_shown_on_the_page_for_a_while(portal, own_catalogue, browser, portal_clock, monkeypatch):
    monkeypatch.setattr("portal.kept.SECONDS_BETWEEN_LOOKS", 0)
    address = "/en/services/register-birth"
    number = tell(own_catalogue, SECRET)
    assert 'id="changes"' not in browser.get(address).text
    with own_catalogue.work(EDITOR.mail) as work:
        settle_report(work, EDITOR, number, ReportState.FIXED, SECRET)
        publish_change(work, EDITOR, number, {"en": ("The number was wrong.", "It is right now.")})
    page = Pages(portal).open(address)
    assert "The number was wrong." in page.select_one("section.changes").text
    assert SECRET not in page.text
    french = Pages(portal).open("/fr/services/register-birth", "fr")
    assert french.select_one('section.changes [lang="en"]')
    try:
        portal_clock.move(days=60)
        assert not BeautifulSoup(browser.get(address).text, "html5lib").select_one("section.changes")
    finally:
        portal_clock.move(days=-60)


def test_unreviewed_reports_are_on_no_public_page(portal, own_catalogue, browser):
    tell(own_catalogue, SECRET)
    tell_of_office(own_catalogue, times=3)
    addresses = {
        "/en/",
        "/en/services/",
        "/en/offices/",
        "/sitemap.xml",
        "/en/search?q=zebra",
        "/en/suggestions?q=zebra",
    }
    for about, address in PAGES.items():
        addresses |= {address, f"/en/feedback?about={about}", f"/en/feedback/thanks?said=report&about={about}"}
    addresses.add("/en/feedback/office?about=service:register-birth")
    for address in sorted(addresses):
        text = browser.get(address).text
        assert "umbrella" not in text, address
        assert "bank card" not in text, address
