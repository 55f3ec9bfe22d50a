"""The log: sound in every language, and each owner reads of what is theirs."""

from __future__ import annotations

import pytest
from staff import a_person, account_of, send, signed_in, staff_pages

from catalogue.commands.people.accounts import add_account
from catalogue.languages import languages
from catalogue.queries.log import LOOKED_AT
from catalogue.rights import Grant, Role


@pytest.fixture(scope="module", autouse=True)
def owners(portal_catalogue):
    a_person(portal_catalogue, "national@example.org", Role.OWNER)
    a_person(portal_catalogue, "registry@example.org", Grant(Role.OWNER, "registry"))
    a_person(portal_catalogue, "clerk@example.org", Grant(Role.EDITOR, "registry"))
    a_person(portal_catalogue, "minister@example.org", Role.REVIEWER)


def log_of(app, mail: str, address: str = "/staff/log") -> str:
    return " ".join(staff_pages(app, mail).open(address).main.get_text(" ").split())


@pytest.mark.parametrize("language", languages())
def test_it_is_sound_in_every_language(app, portal_catalogue, language):
    a_person(portal_catalogue, f"owner-{language}@example.org", Role.OWNER, language=language)
    staff_pages(app, f"owner-{language}@example.org").open("/staff/log", language)


def test_it_says_who_did_what_to_whom_before_and_after(app, portal_catalogue):
    page = f"/staff/people/{account_of(portal_catalogue, 'clerk@example.org').id}"
    send(signed_in(app, "registry@example.org"), f"{page}/grants", page, role="reviewer", organisation="registry")
    told = log_of(app, "registry@example.org")
    assert "registry@example.org · gave a right · clerk@example.org" in told
    assert "before: role: editor, organisation: registry" in told
    assert "after: role: editor, organisation: registry; role: reviewer, organisation: registry" in told


def test_an_owner_of_one_organisation_reads_of_its_people_and_objects_only(app):
    national, registry = log_of(app, "national@example.org"), log_of(app, "registry@example.org")
    assert "minister@example.org" in national
    assert "minister@example.org" not in registry
    assert "clerk@example.org" in registry


def test_acts_upon_objects_are_read_by_those_whose_they_are(app, portal_catalogue):
    a_person(portal_catalogue, "town@example.org", Grant(Role.OWNER, "town-hall"))
    pages = staff_pages(app, "town@example.org")
    found, address = "", "/staff/log"
    for _ in range(20):
        page = pages.open(address)
        found += page.main.get_text(" ")
        older = page.select_one("main a[href*='before=']")
        if older is None:
            break
        address = older["href"]
    assert "organisation town-hall" in found
    assert "service register-birth ·" not in found
    assert "document birth-certificate" not in found


def test_it_leads_on_to_what_is_older(app, portal_catalogue):
    with portal_catalogue.work("test") as work:
        for number in range(LOOKED_AT + 5):
            add_account(work, None, f"many{number}@example.org", [], "en")
    first = log_of(app, "national@example.org")
    assert "many0@example.org" not in first
    assert f"many{LOOKED_AT + 4}@example.org" in first
    older = staff_pages(app, "national@example.org").open("/staff/log").select_one("main a[href*='before=']")["href"]
    assert "many0@example.org" in log_of(app, "national@example.org", older)


@pytest.mark.parametrize("before", ["", "x", "-5", "0"])
def test_what_is_no_number_shows_a_page_all_the_same(app, before):
    assert signed_in(app, "national@example.org").get(f"/staff/log?before={before}").status_code == 200
