"""The people page: who is seen there, what can be given, and that a form cannot ask for more than the page offers."""

from __future__ import annotations

from itertools import count

import pytest
from bs4 import BeautifulSoup
from every_language import EVERY_LANGUAGE
from staff import a_person, account_of, send, sign_in, signed_in, staff_pages

from catalogue.rights import Grant, Role

numbers = count()
NATIONAL, REGISTRY = "national@example.org", "registry@example.org"


@pytest.fixture(scope="module", autouse=True)
def owners(portal_catalogue):
    a_person(portal_catalogue, NATIONAL, Role.OWNER)
    a_person(portal_catalogue, REGISTRY, Grant(Role.OWNER, "registry"))
    a_person(portal_catalogue, "minister@example.org", Role.REVIEWER)


@pytest.fixture
def clerk(portal_catalogue):
    mail = f"clerk{next(numbers)}@example.org"
    a_person(portal_catalogue, mail, Grant(Role.EDITOR, "registry"))
    return account_of(portal_catalogue, mail)


def mails(client) -> str:
    return BeautifulSoup(client.get("/staff/people").text, "html5lib").main.get_text()


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_pages_are_sound_in_every_language(app, portal_catalogue, clerk, language):
    mail = f"owner-{language}@example.org"
    a_person(portal_catalogue, mail, Role.OWNER, language=language)
    pages = staff_pages(app, mail)
    pages.open("/staff/people", language)
    pages.open(f"/staff/people/{clerk.id}", language)
    # One's own page offers no change.
    own = pages.open(f"/staff/people/{account_of(portal_catalogue, mail).id}", language)
    assert not own.select("main form")


def test_an_owner_sees_those_whom_they_look_after(app, clerk):
    national, registry = mails(signed_in(app, NATIONAL)), mails(signed_in(app, REGISTRY))
    assert "minister@example.org" in national
    assert clerk.mail in national
    assert clerk.mail in registry
    assert "minister@example.org" not in registry


def test_organisations_and_places_are_called_by_their_titles(app, portal_catalogue):
    a_person(portal_catalogue, "titles@example.org", Grant(Role.EDITOR, "registry", "harbour", "fr"))
    shown = BeautifulSoup(signed_in(app, "titles@example.org").get("/editor/").text, "html5lib").main.get_text()
    assert "Editor · organisation: Registry · place: Harbour · language: French" in " ".join(shown.split())


def test_an_owner_is_offered_what_they_may_give_and_no_more(app):
    page = BeautifulSoup(signed_in(app, REGISTRY).get("/staff/people").text, "html5lib")
    assert [option["value"] for option in page.select("#organisation option")] == ["registry"]
    page = BeautifulSoup(signed_in(app, NATIONAL).get("/staff/people").text, "html5lib")
    assert {"", "registry", "town-hall"} <= {option["value"] for option in page.select("#organisation option")}


def test_an_invited_person_comes_in_by_the_link_that_is_shown(app, portal_catalogue):
    client = signed_in(app, REGISTRY)
    shown = send(
        client, "/staff/people", mail="New@Example.org", role="translator", organisation="registry", language="fr"
    )
    link = BeautifulSoup(shown.text, "html5lib").select_one("p.breaks:not(.lead)").get_text()
    assert link.startswith("https://services.example.org/staff/invitation?token=")
    assert account_of(portal_catalogue, "new@example.org").grants == (Grant(Role.TRANSLATOR, "registry", None, "fr"),)
    path = link.removeprefix("https://services.example.org")
    words = "seven boats lantern harbour"
    send(
        app.test_client(),
        "/staff/invitation",
        path,
        token=link.partition("token=")[2],
        name="New",
        language="fr",
        password=words,
        again=words,
    )
    assert sign_in(app.test_client(), "new@example.org", words).status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "owner", "organisation": ""},
        {"role": "editor", "organisation": ""},
        {"role": "editor", "organisation": "town-hall"},
        {"role": "editor"},
        {"role": "editor", "organisation": "", "place": "harbour"},
        {"role": "king", "organisation": "registry"},
        {"role": "", "organisation": "registry"},
        {"role": "editor", "organisation": "registry", "place": "nowhere"},
        {"role": "editor", "organisation": "registry", "language": "xx"},
    ],
)
def test_a_form_that_asks_for_more_gives_nothing(app, portal_catalogue, clerk, fields):
    client = signed_in(app, REGISTRY)
    page = f"/staff/people/{clerk.id}"
    assert send(client, f"{page}/grants", page, **fields).status_code == 422
    assert account_of(portal_catalogue, clerk.mail).grants == clerk.grants
    answer = send(client, "/staff/people", mail="more@example.org", **fields)
    assert answer.status_code == 422
    assert "more@example.org" not in mails(signed_in(app, NATIONAL))
    # What was typed stays.
    assert 'value="more@example.org"' in answer.text


def test_fields_that_no_form_has_change_nothing(app, portal_catalogue, clerk):
    own = account_of(portal_catalogue, REGISTRY)
    client = signed_in(app, REGISTRY)
    more = {"id": clerk.id, "account_id": own.id, "grants": "owner", "mail": "stolen@example.org", "password": "x" * 20}
    send(client, "/staff/account", name="Ana", language="en", role="owner", organisation="", state="enabled", **more)
    after = account_of(portal_catalogue, REGISTRY)
    assert (after.id, after.mail, after.grants) == (own.id, own.mail, own.grants)
    assert account_of(portal_catalogue, clerk.mail) == clerk


@pytest.mark.parametrize("path", ["/grants", "/grants/removal", "/invitation", "/state", "/codes"])
def test_nobody_changes_themselves_there(app, portal_catalogue, path):
    own = account_of(portal_catalogue, NATIONAL)
    fields = {"role": "owner", "state": "disabled"}
    answer = send(signed_in(app, NATIONAL), f"/staff/people/{own.id}{path}", "/staff/account", **fields)
    assert answer.status_code in (403, 422)
    assert account_of(portal_catalogue, NATIONAL).grants == own.grants
    assert account_of(portal_catalogue, NATIONAL).state == "active"


@pytest.mark.parametrize("path", ["/invitation", "/state", "/codes"])
def test_who_is_trusted_with_more_is_beyond_reach(app, portal_catalogue, path):
    mail = f"both{next(numbers)}@example.org"
    a_person(portal_catalogue, mail, Grant(Role.EDITOR, "registry"), Role.REVIEWER)
    both = account_of(portal_catalogue, mail)
    client = signed_in(app, REGISTRY)
    page = client.get(f"/staff/people/{both.id}").text
    assert f"{both.id}{path}" not in page
    answer = send(client, f"/staff/people/{both.id}{path}", "/staff/account", state="disabled")
    assert answer.status_code == 403
    assert account_of(portal_catalogue, mail).state == "active"


def test_rights_are_given_taken_and_ended_from_the_page(app, portal_catalogue, clerk):
    client, theirs = signed_in(app, REGISTRY), signed_in(app, clerk.mail)
    page = f"/staff/people/{clerk.id}"
    assert send(client, f"{page}/grants", page, role="reviewer", organisation="registry").status_code == 303
    assert send(client, f"{page}/grants/removal", page, role="editor", organisation="registry").status_code == 303
    assert account_of(portal_catalogue, clerk.mail).grants == (Grant(Role.REVIEWER, "registry"),)
    assert send(client, f"{page}/state", page, state="disabled").status_code == 303
    assert theirs.get("/editor/").status_code == 303
    assert sign_in(app.test_client(), clerk.mail).status_code == 422
    assert send(client, f"{page}/state", page, state="enabled").status_code == 303
    assert sign_in(app.test_client(), clerk.mail).status_code == 303


def test_rights_that_are_taken_away_are_gone_with_the_next_page(app, portal_catalogue):
    mail = f"deputy{next(numbers)}@example.org"
    a_person(portal_catalogue, mail, Role.OWNER)
    deputy = signed_in(app, mail)
    assert deputy.get("/staff/people").status_code == 200
    page = f"/staff/people/{account_of(portal_catalogue, mail).id}"
    send(signed_in(app, NATIONAL), f"{page}/grants/removal", page, role="owner")
    assert deputy.get("/staff/people").status_code == 403


def test_an_address_that_has_an_account_is_said_to_owners_only_there(app, clerk):
    answer = send(signed_in(app, NATIONAL), "/staff/people", mail=clerk.mail, role="editor")
    assert answer.status_code == 422
    assert "already" in answer.text


def test_markup_in_a_name_is_text_wherever_it_is_shown(app, portal_catalogue):
    a_person(portal_catalogue, "x@example.org", Grant(Role.EDITOR, "registry"), name="<img src=x onerror=alert(1)>")
    account = account_of(portal_catalogue, "x@example.org")
    client = signed_in(app, NATIONAL)
    for path in ("/staff/people", f"/staff/people/{account.id}"):
        shown = client.get(path).text
        assert "<img" not in shown
        assert "&lt;img" in shown


@pytest.mark.parametrize("number", ["0", "999999", "-1", "1e3", "9" * 30])
def test_numbers_of_nobody_lead_nowhere(app, number):
    assert signed_in(app, NATIONAL).get(f"/staff/people/{number}").status_code == 404
