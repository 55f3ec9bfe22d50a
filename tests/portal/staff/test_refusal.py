"""The door of staff's rooms: views that nobody marked, and forms whose session was over when they were sent."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from staff import FROM_HERE, PASSWORD, a_person, csrf_token, send, sign_in, signed_in

from catalogue.commands.people.accounts import find_account
from catalogue.rights import Role
from portal.editor.blueprint import editor
from portal.staff.session import COOKIE

ACCOUNT = "/staff/account"
TYPED = {"name": "Ana, with “quotes” & <signs>", "language": "fr"}


@pytest.fixture(scope="module", autouse=True)
def people(portal_catalogue):
    a_person(portal_catalogue, "ana@example.org", Role.EDITOR)


def fields_of(page: str, action: str) -> dict[str, str]:
    form = BeautifulSoup(page, "html5lib").select_one(f'main form[action^="{action}"]')
    return {field["name"]: field.get("value", "") for field in form.select("input")}


def test_a_view_that_nobody_marked_is_refused_to_everybody(portal_catalogue, build_app):
    app = build_app(portal_catalogue)
    a_person(portal_catalogue, "all@example.org", *Role)
    app.add_url_rule("/editor/forgotten", endpoint=f"{editor.name}.forgotten", view_func=lambda: "secret")
    assert app.test_client().get("/editor/forgotten").status_code == 303
    assert signed_in(app, "all@example.org").get("/editor/forgotten").status_code == 403


@pytest.mark.parametrize("path", ["/editor/no/such/page/at/all", "/staff/nothing"])
def test_addresses_that_lead_nowhere_say_so(app, path):
    assert app.test_client().get(path).status_code == 404


def test_nothing_that_was_typed_is_lost_when_the_session_is_over(app, portal_catalogue):
    client = signed_in(app, "ana@example.org")
    token = csrf_token(client, ACCOUNT)
    client.delete_cookie(COOKIE, domain="localhost")
    asked = client.post(ACCOUNT, data={"csrf_token": token, **TYPED}, headers=FROM_HERE)
    assert asked.status_code == 401
    carried = fields_of(asked.text, "/staff/login")
    # A mistyped password loses nothing either.
    again = client.post(
        "/staff/login", data={**carried, "mail": "ana@example.org", "password": "no"}, headers=FROM_HERE
    )
    carried = fields_of(again.text, "/staff/login")
    shown = client.post(
        "/staff/login", data={**carried, "mail": "ana@example.org", "password": PASSWORD}, headers=FROM_HERE
    )
    sent_again = fields_of(shown.text, ACCOUNT)
    assert {name: sent_again[name] for name in TYPED} == TYPED
    assert client.post(ACCOUNT, data=sent_again, headers=FROM_HERE).status_code == 303
    with portal_catalogue.work("test") as work:
        account = find_account(work, "ana@example.org")
        assert (account.name, account.language) == (TYPED["name"], TYPED["language"])
        account.language = "en"


def test_nothing_is_lost_when_somebody_signed_in_anew_in_another_tab(app):
    client = signed_in(app, "ana@example.org")
    before = csrf_token(client, ACCOUNT)
    client.delete_cookie(COOKIE, domain="localhost")
    sign_in(client, "ana@example.org")
    refused = client.post(ACCOUNT, data={"csrf_token": before, **TYPED}, headers=FROM_HERE)
    assert refused.status_code == 400
    sent_again = fields_of(refused.text, ACCOUNT)
    assert {name: sent_again[name] for name in TYPED} == TYPED
    assert client.post(ACCOUNT, data={**sent_again, "language": "en"}, headers=FROM_HERE).status_code == 303


def test_secrets_are_not_carried_along(app):
    client = app.test_client()
    token = csrf_token(client)
    fields = {"old": "first secret", "password": "second secret", "again": "third secret", "csrf_token": token}
    shown = client.post("/staff/account/password", data={**fields, "note": "kept"}, headers=FROM_HERE).text
    assert "kept" in shown
    assert "secret" not in shown.replace("secrets", "")


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/en/search", "/staff/login", "", "/x"])
def test_what_was_typed_is_sent_to_pages_of_staff_only(app, target):
    client = app.test_client()
    kept = json.dumps([["name", "x"]])
    answer = sign_in(client, "ana@example.org", kept=kept, kept_for=target)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/editor/"


@pytest.mark.parametrize("kept", ["{", "7", '["x"]', '{"a": 1}', "[[1]]", "[]", "null"])
def test_what_is_no_form_is_not_carried(app, kept):
    answer = sign_in(app.test_client(), "ana@example.org", kept=kept, kept_for=ACCOUNT)
    assert answer.status_code == 303


def test_a_form_may_be_sent_twice(app):
    client = signed_in(app, "ana@example.org")
    for _ in range(2):
        assert send(client, ACCOUNT, name="Ana", language="en").status_code == 303
