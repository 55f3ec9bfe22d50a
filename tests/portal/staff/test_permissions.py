"""The permission matrix, by asking: every route of staff × every role × organisation."""

from __future__ import annotations

from itertools import count

import pytest
from cases import a_case
from flask import Flask
from permissions import (
    OPEN,
    PERMISSIONS,
    address_of,
    is_allowed,
    methods_of,
    people_of_all_kinds,
    staff_rules,
)
from staff import FROM_HERE, a_person, account_of, csrf_token

from catalogue.commands.people.accounts import add_account, find_account
from catalogue.commands.people.sign_in import open_session
from catalogue.rights import Grant, Role
from portal.staff.session import COOKIE

numbers = count()


@pytest.fixture(scope="module")
def people(portal_catalogue):
    everybody = people_of_all_kinds()
    for name, grants in everybody.items():
        a_person(portal_catalogue, f"{name}@example.org", *grants)
    return everybody


@pytest.fixture
def browser_of(app: Flask, portal_catalogue):
    """Open a browser in which somebody is signed in, without the tenth of a second that a password takes."""

    def open_browser(mail: str):
        with portal_catalogue.work("test") as work:
            token = open_session(work, find_account(work, mail), waits_for_code=False).token
        client = app.test_client()
        client.set_cookie(COOKIE, token, domain="localhost")
        return client

    return open_browser


@pytest.fixture
def new_account(portal_catalogue):
    """Make somebody else's account in one organisation, or a case that it has, and return its number."""

    def make(organisation: str, endpoint: str = "") -> int | str:
        if endpoint.startswith("desk."):
            return a_case(portal_catalogue, about=("organisation", organisation)).number
        mail = f"other{next(numbers)}@example.org"
        with portal_catalogue.work("test") as work:
            add_account(work, None, mail, [Grant(Role.EDITOR, organisation)], "en")
        return account_of(portal_catalogue, mail).id

    return make


def test_every_route_has_its_row_and_every_row_its_route(app):
    assert {rule.endpoint for rule in staff_rules(app)} - OPEN == set(PERMISSIONS)


def test_strangers_are_refused_at_every_address(app):
    client = app.test_client()
    token = csrf_token(client)
    for rule in staff_rules(app):
        path = address_of(app, rule, PERMISSIONS[rule.endpoint].values if rule.endpoint in PERMISSIONS else {})
        for method in (*methods_of(rule), *(["HEAD"] if "HEAD" in rule.methods else [])):
            answer = client.open(path, method=method, data={"csrf_token": token}, headers=FROM_HERE)
            if rule.endpoint not in OPEN:
                assert answer.status_code == 303, f"{method} {path} answered {answer.status_code}"
                assert answer.headers["Location"].startswith("/staff/login"), path


@pytest.mark.long
@pytest.mark.parametrize("endpoint", PERMISSIONS)
def test_everybody_is_let_in_or_refused_as_the_matrix_says(app, people, browser_of, new_account, endpoint):
    row = PERMISSIONS[endpoint]
    for rule in (rule for rule in staff_rules(app) if rule.endpoint == endpoint):
        for name, grants in people.items():
            values = dict(row.values)
            if "number" in rule.arguments:
                values["number"] = new_account(row.organisation, endpoint)
            path = address_of(app, rule, values)
            for method in methods_of(rule):
                client = browser_of(f"{name}@example.org")
                form = {"csrf_token": csrf_token(client, "/staff/account"), **row.form} if method == "POST" else None
                answer = client.open(path, method=method, data=form, headers=FROM_HERE)
                told = f"{method} {path} as {name} answered {answer.status_code}"
                if is_allowed(row, grants):
                    assert answer.status_code in (200, 303, 422), told
                elif any(grant.role in row.roles for grant in grants):
                    assert answer.status_code == row.refused, told
                else:
                    assert answer.status_code == 403, told


@pytest.mark.parametrize("endpoint", PERMISSIONS)
def test_every_form_needs_the_token_of_its_session(app, people, browser_of, new_account, endpoint):
    row = PERMISSIONS[endpoint]
    for rule in (rule for rule in staff_rules(app) if rule.endpoint == endpoint and "POST" in rule.methods):
        values = dict(row.values)
        if "number" in rule.arguments:
            values["number"] = new_account(row.organisation, endpoint)
        for token in ({}, {"csrf_token": "wrong"}):
            client = browser_of("owner-everywhere@example.org")
            answer = client.post(address_of(app, rule, values), data={**row.form, **token}, headers=FROM_HERE)
            assert answer.status_code == 400, rule.endpoint
