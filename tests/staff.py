"""People of staff for tests: accounts that have a password, and browsers in which somebody is signed in."""

from __future__ import annotations

import re
from functools import cache
from secrets import token_hex

from flask import Flask
from flask.testing import FlaskClient
from page import Pages
from werkzeug.test import TestResponse

from catalogue.commands.people.accounts import add_account, find_account
from catalogue.commands.people.invitations import invite
from catalogue.commands.people.sign_in import open_session
from catalogue.context import Catalogue
from catalogue.passwords import hash_of
from catalogue.queries.accounts import list_accounts
from catalogue.rights import Grant, Person, Role
from portal.staff.session import COOKIE

PASSWORD = "harbour lantern seven boats"
TOKEN = re.compile(r'name="?csrf_token"?[^>]* value="?([^">]+)')
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form that comes from a page of ours."""


@cache
def _kept() -> str:
    # Hashing takes a tenth of a second, on purpose; once is enough for all people of a test run.
    return hash_of(PASSWORD)


def a_person(catalogue: Catalogue, mail: str, *grants: Grant | Role, language: str = "en", name: str = "") -> Person:
    """Add an account with `PASSWORD`, trusted with these grants (a role alone is one everywhere)."""
    given = [grant if isinstance(grant, Grant) else Grant(grant) for grant in grants]
    with catalogue.work("test") as work:
        account = add_account(work, None, mail, given, language)
        account.name, account.password = name or mail.partition("@")[0].capitalize(), _kept()
        return Person(account.id, account.mail, account.name, tuple(given), language)


def account_of(catalogue: Catalogue, mail: str):
    """Return what the list of accounts says of one."""
    with catalogue.reading("en") as reading:
        return next(account for account in list_accounts(reading) if account.mail == mail)


def an_invitation(catalogue: Catalogue) -> str:
    """Invite an editor whom nobody knew; return the address that they were sent."""
    with catalogue.work("test") as work:
        account = add_account(work, None, f"invited-{token_hex(8)}@example.org", [Grant(Role.EDITOR)], "en")
        return f"/staff/invitation?token={invite(work, None, account)}"


def csrf_token(client: FlaskClient, address: str = "/staff/login") -> str:
    """Return the token of the forms on a page."""
    return TOKEN.search(client.get(address).text)[1]


def send(client: FlaskClient, address: str, page: str | None = None, **fields: object) -> TestResponse:
    """Send a form with the token of the page it stands on (its own address unless another is named)."""
    token = csrf_token(client, page or address)
    return client.post(address, data={"csrf_token": token, **fields}, headers=FROM_HERE)


def sign_in(client: FlaskClient, mail: str, password: str = PASSWORD, **fields: object) -> TestResponse:
    """Sign in with mail and password; return the answer."""
    return send(client, "/staff/login", mail=mail, password=password, **fields)


def signed_in(app: Flask, mail: str) -> FlaskClient:
    """Return a browser in which somebody is signed in, without the form (for that, there is `sign_in`)."""
    with app.extensions["onedoor"].catalogue.work("test") as work:
        session = open_session(work, find_account(work, mail), waits_for_code=False)
    client = app.test_client()
    client.set_cookie(COOKIE, session.token)
    return client


def staff_pages(app: Flask, mail: str) -> Pages:
    """Return the opener and judge of pages, as somebody who is signed in: `pages.open("/editor/")`."""
    pages = Pages(app)
    pages.client = signed_in(app, mail)
    return pages
