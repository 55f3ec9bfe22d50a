"""Single sign-on over real HTTP: who is vouched for comes in, with the rights that we gave; and what its pages say."""

from __future__ import annotations

import subprocess
import sys
from itertools import count

import pytest
from bs4 import BeautifulSoup
from every_language import EVERY_LANGUAGE
from identity_provider import SECRET
from page import Pages
from signing_on import BACK, OUT, comes_in, heading, sign_on, way_back
from staff import FROM_HERE, a_person, account_of, csrf_token, send, signed_in

from catalogue.commands.people.accounts import add_account, find_account
from catalogue.queries.log import list_log
from catalogue.rights import Role
from portal.staff import provider as partner

numbers = count()


def test_who_is_vouched_for_comes_in_and_to_the_page_they_wanted(door, mail):
    client = door.test_client()
    answer = sign_on(client, next="/staff/account")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/account")
    assert mail in client.get("/staff/account").text


def test_the_log_says_who_came_in_how(door, mail, portal_catalogue):
    sign_on(door.test_client())
    sign_on(door.test_client())
    owner = a_person(portal_catalogue, f"owner{next(numbers)}@example.org", Role.OWNER)
    with portal_catalogue.reading("en") as reading:
        acts = [(line.action, line.actor) for line in list_log(reading, owner).lines if line.mail == mail]
    came = ("signed_in_by_provider", mail)
    assert acts[:3] == [came, came, ("identity_bound", mail)]
    page = signed_in(door, owner.mail).get("/staff/log").text
    assert "signed in by single sign-on" in page
    assert SECRET not in page


def test_rights_stay_ours(door, mail, provider):
    provider.wrong.claims = {"roles": ["owner"], "groups": ["owner"]}
    client = door.test_client()
    sign_on(client)
    assert client.get("/staff/people").status_code == 403


def test_an_invited_person_needs_no_password(door, portal_catalogue, provider):
    address = f"new{next(numbers)}@example.org"
    with portal_catalogue.work("test") as work:
        add_account(work, None, address, [], "en")
    provider.vouch_for("new", address.upper(), name="Ada of the Harbour")
    client = door.test_client()
    sign_on(client)
    assert comes_in(client)
    line = account_of(portal_catalogue, address)
    assert (line.name, line.state) == ("Ada of the Harbour", "active")


def test_mail_is_looked_for_where_it_is_told_when_the_id_token_has_none(door, mail, provider):
    provider.wrong.claims = {"email": None, "email_verified": None}
    client = door.test_client()
    sign_on(client)
    assert "/userinfo" in provider.asked
    assert comes_in(client)


def test_a_new_key_of_the_provider_is_learned(door, mail, provider, monkeypatch):
    sign_on(door.test_client())
    monkeypatch.setattr(partner, "KEYS_ASKED_EVERY", 0.0)
    provider.turn_keys()
    client = door.test_client()
    sign_on(client)
    assert comes_in(client)


def with_codes(catalogue, mail: str) -> None:
    with catalogue.work("test") as work:
        account = find_account(work, mail)
        account.code_secret = "sealed by nobody: no code is ever right"


def test_the_providers_word_is_enough_unless_told_otherwise(door, mail, portal_catalogue):
    with_codes(portal_catalogue, mail)
    client = door.test_client()
    sign_on(client)
    assert comes_in(client)


def test_one_time_codes_are_asked_for_where_the_setting_says_so(make, mail, portal_catalogue):
    with_codes(portal_catalogue, mail)
    client = make(ask_for_code=True).test_client()
    answer = sign_on(client, next="/staff/account")
    assert answer.headers["Location"] == "/staff/code?next=/staff/account"
    assert not comes_in(client)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_pages_are_sound_in_every_language(door, mail, provider, language):
    pages = Pages(door)
    shown = pages.open(f"/staff/login?language={language}", language)
    assert "Harbour ID" in shown.main.get_text()
    client = door.test_client()
    token = csrf_token(client, f"/staff/login?language={language}")
    left = client.post(f"{OUT}?language={language}", data={"csrf_token": token}, headers=FROM_HERE)
    assert f'lang="{language}"' in left.text
    pages.open(f"{BACK}?language={language}", language, status=400)


def test_without_settings_there_is_no_button_and_no_such_page(app):
    client = app.test_client()
    assert "single-sign-on" not in client.get("/staff/login").text
    assert client.get(BACK).status_code == 404
    for address in (OUT, f"{OUT}/kept"):
        assert send(client, address, "/staff/login").status_code == 404


def test_what_was_typed_waits_in_its_page(door, mail):
    stale = door.test_client()
    typed = {"name": "Dora of the Docks", "language": "en"}
    answer = stale.post("/staff/account", data=typed, headers=FROM_HERE)
    page = BeautifulSoup(answer.text, "html5lib")
    leaving, back = page.select("#single-sign-on ~ form")
    assert leaving["target"] == "_blank"
    assert "kept in this page only" in page.main.get_text()
    kept = {field["name"]: field["value"] for field in back.select("input")}
    # Who presses too early loses nothing.
    early = stale.post(back["action"], data=kept, headers=FROM_HERE)
    assert early.status_code == 401
    assert "Dora of the Docks" in early.text
    # In the new tab, with the same cookies:
    fields = {field["name"]: field["value"] for field in leaving.select("input")}
    left = BeautifulSoup(stale.post(leaving["action"], data=fields, headers=FROM_HERE).text, "html5lib")
    stale.get(way_back(left.select_one("main a")["href"]))
    again = stale.post(back["action"], data=kept, headers=FROM_HERE)
    assert heading(again) == "Not sent yet"
    assert "Dora of the Docks" in again.text


@pytest.mark.long
def test_a_server_without_single_sign_on_loads_nothing_of_it(tmp_path):
    program = (
        "import sys; from portal import create_app; from portal.settings import Settings;"
        "from catalogue.context import Catalogue; from catalogue.settings import Settings as Where;"
        f"home = {{'ONEDOOR_HOME': {str(tmp_path)!r}}};"
        "app = create_app(Settings.from_environment(home), Catalogue(Where.from_environment(home)));"
        "loaded = {'authlib', 'joserfc', 'requests'} & set(sys.modules);"
        "assert 'portal.staff.single_sign_on' in sys.modules; sys.exit(f'loaded: {loaded}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
