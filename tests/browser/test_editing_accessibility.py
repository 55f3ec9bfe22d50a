"""Every page of staff in six languages, without a violation – those of words also with errors and a collision."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from judging import judged
from reading_back import live_body, lock_of
from staff import a_person, account_of, an_invitation
from staff_pages import PAGES_BEFORE, STAFF_PAGES

from catalogue.commands.edit_draft import edit_draft
from catalogue.commands.people.accounts import find_account
from catalogue.commands.people.sign_in import open_session
from catalogue.commands.publish import publish
from catalogue.commands.submit import submit
from catalogue.facts import Kind
from catalogue.languages import languages
from catalogue.rights import Grant, Person, Role
from portal.staff.session import COOKIE

pytestmark = pytest.mark.browser
KEY = "get-inheritance-certificate"
WRITER = Person(0, "writer@example.org", "Writer", (Grant(Role.EDITOR),), "en")
HARD_TO_READ = {"en": "In order to utilise it, prior to the commencement of it.", "fr": "Payez afin de partir."}


@pytest.fixture(scope="module")
def axe() -> Axe:
    return Axe()


@pytest.fixture(scope="module")
def catalogue(running_site):
    """The catalogue, with a service whose translations are outdated and whose facts wait for a review."""
    catalogue = running_site.catalogue
    words = live_body(catalogue, Kind.SERVICE, KEY, "en")
    words = {**words, "sections": {**words["sections"], "overview": "It costs {fee.standard}, and it takes a while."}}
    with catalogue.work("test") as work:
        publish(work, Kind.SERVICE, KEY, "en", words, lock=lock_of(catalogue, Kind.SERVICE, KEY, "en"))
    facts = live_body(catalogue, Kind.SERVICE, KEY, "facts")
    lock = lock_of(catalogue, Kind.SERVICE, KEY, "facts")
    with catalogue.work(WRITER.mail) as work:
        saved = edit_draft(work, WRITER, Kind.SERVICE, KEY, "facts", {**facts, "note": "Ask the notaries."}, lock=lock)
        submit(work, WRITER, Kind.SERVICE, KEY, {"facts": saved.lock}, note="A note")
    return catalogue


@pytest.fixture
def everybody(catalogue):
    """Add somebody who may do everything; return their mail."""

    def add(language: str, name: str = "") -> str:
        mail = f"everything{name}@{language}.a-department-of-some-ministry.example.org"
        a_person(catalogue, mail, *Role, Grant(Role.TRANSLATOR, language="fr"), language=language)
        return mail

    return add


@pytest.mark.parametrize("language", languages())
def test_no_page_of_staff_has_a_violation(visit_as, axe, site, catalogue, everybody, language):
    mail = everybody(language)
    there = {"service": KEY, "person": account_of(catalogue, mail).id}
    page = visit_as(mail, "/editor/", width=360)
    for address in STAFF_PAGES.values():
        answer = page.goto(site + address.format(**there))
        assert answer.status == 200, address
        judged(axe, page, language)


@pytest.mark.parametrize("language", languages())
def test_no_page_before_signing_in_has_one(visit_as, axe, site, catalogue, everybody, language):
    page = visit_as(None, "/staff/login", width=360)
    mail = everybody(language, "-waits")
    with catalogue.work("test") as work:
        token = open_session(work, find_account(work, mail), waits_for_code=True).token
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": site}])
    for endpoint, address in PAGES_BEFORE.items():
        there = address.format(language=language, invitation="")
        page.goto(site + (f"{an_invitation(catalogue)}&language={language}" if "invitation" in endpoint else there))
        assert page.url.endswith(f"language={language}")
        judged(axe, page, language)


@pytest.mark.parametrize("language", languages())
def test_pages_of_words_have_none_whatever_they_say(visit_as, axe, site, everybody, language):
    code = "fr" if language == "en" else language
    here = f"/editor/service/{KEY}/words/"
    page = visit_as(everybody(language, "-words"), here + code, width=360)
    judged(axe, page, language)
    page.goto(f"{site}{here}{code}?show=open")
    judged(axe, page, language)
    page.fill("#text-overview", "{fee.none} **")
    page.click("main button[value=save]")
    page.locator("[role=alert]").wait_for()
    judged(axe, page, language)


@pytest.mark.parametrize("language", languages())
def test_collisions_of_words_have_none(visit_as, axe, site, everybody, language):
    here = f"/editor/service/{KEY}/words/en"
    page = visit_as(everybody(language, "-first"), here, width=360)
    other = visit_as(everybody(language, "-second"), here)
    page.fill("#text-who", f"Mine. {HARD_TO_READ['en']} {language}")
    other.fill("#text-who", f"Theirs. {language}")
    other.click("main button[value=save]")
    other.wait_for_url("**saved=draft")
    page.click("main button[value=save]")
    page.locator("#clashes").wait_for()
    # Advice on plain language stands below what was typed.
    page.locator("[aria-labelledby=name-who] .advice[open] li").first.wait_for()
    judged(axe, page, language)
    page.set_viewport_size({"width": 1280, "height": 900})
    judged(axe, page, language)
