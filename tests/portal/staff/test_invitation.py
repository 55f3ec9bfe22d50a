"""An invitation: from the command that prints it to the person who signs in; it works once."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from every_language import EVERY_LANGUAGE
from page import Pages
from staff import PASSWORD, send, sign_in

from catalogue.cli import main
from catalogue.commands.people.accounts import add_account, disable_account, find_account
from catalogue.commands.people.invitations import invite
from catalogue.rights import Grant, Role


@pytest.fixture
def invited(portal_catalogue, request):
    mail = f"new{abs(hash(request.node.name))}@example.org"
    with portal_catalogue.work("test") as work:
        account = add_account(work, None, mail, [Grant(Role.EDITOR)], "en")
        return mail, invite(work, None, account)


def accept(client, token, **changed):
    fields = {"token": token, "name": "Noor", "language": "fr", "password": PASSWORD, "again": PASSWORD, **changed}
    return send(client, "/staff/invitation", f"/staff/invitation?token={token}", **fields)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_page_is_sound_in_every_language(app, invited, language):
    shown = Pages(app).open(f"/staff/invitation?token={invited[1]}&language={language}", language)
    assert invited[0] in shown.main.get_text()
    assert shown.select_one("#password")["autocomplete"] == "new-password"


def test_the_invited_person_sets_a_password_and_signs_in(app, invited):
    mail, token = invited
    client = app.test_client()
    ready = accept(client, token)
    assert ready.status_code == 303
    assert "Votre compte est prêt." in client.get(ready.location).text
    client = app.test_client()
    assert sign_in(client, mail).status_code == 303
    assert 'lang="fr"' in client.get("/editor/").text


def test_it_works_once(app, invited):
    client = app.test_client()
    accept(client, invited[1])
    assert client.get(f"/staff/invitation?token={invited[1]}").status_code == 404


def test_it_works_for_a_week(app, invited, portal_clock, monkeypatch):
    from datetime import timedelta

    monkeypatch.setattr(portal_clock, "now", portal_clock.now + timedelta(days=7))
    assert app.test_client().get(f"/staff/invitation?token={invited[1]}").status_code == 404


def test_a_newer_one_replaces_it(app, invited, portal_catalogue):
    with portal_catalogue.work("test") as work:
        newer = invite(work, None, find_account(work, invited[0]))
    assert app.test_client().get(f"/staff/invitation?token={invited[1]}").status_code == 404
    assert app.test_client().get(f"/staff/invitation?token={newer}").status_code == 200


def test_it_ends_with_the_account(app, invited, portal_catalogue):
    with portal_catalogue.work("test") as work:
        disable_account(work, None, invited[0])
    assert app.test_client().get(f"/staff/invitation?token={invited[1]}").status_code == 404


@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "../../etc"])
def test_invented_ones_lead_nowhere(app, token):
    assert app.test_client().get("/staff/invitation", query_string={"token": token}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"password": "short", "again": "short"}, "password"),
        ({"password": "aaaaaaaaaaaaaaaa", "again": "aaaaaaaaaaaaaaaa"}, "password"),
        ({"password": "qwertyuiop123", "again": "qwertyuiop123"}, "password"),
        ({"again": "harbour lantern seven boat"}, "again"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(app, invited, changed, field):
    client = app.test_client()
    answer = accept(client, invited[1], **changed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert accept(client, invited[1]).status_code == 303


def test_a_name_is_never_markup(app, invited):
    client = app.test_client()
    accept(client, invited[1], name="<script>alert(1)</script>", language="en")
    sign_in(client, invited[0])
    for address in ("/editor/", "/staff/account"):
        shown = client.get(address).text
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown


def test_the_address_is_told_to_no_other_page(app, invited):
    answer = app.test_client().get(f"/staff/invitation?token={invited[1]}")
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_command_prints_the_link(portal_catalogue, monkeypatch, app):
    settings = portal_catalogue.settings
    monkeypatch.setenv("ONEDOOR_HOME", str(settings.home))
    monkeypatch.setenv("ONEDOOR_DATABASE_URL", settings.database_url)
    done = CliRunner().invoke(
        main, ["user", "add", "Tea@Example.org", "--role", "editor", "--role", "reviewer", "--organisation", "registry"]
    )
    assert done.exit_code == 0, done.output
    link = done.output.splitlines()[-1]
    assert accept(app.test_client(), link.partition("token=")[2], language="en").status_code == 303
    listed = CliRunner().invoke(main, ["user", "list"]).output
    assert "tea@example.org\tactive\teditor (registry); reviewer (registry)" in listed
