"""A person's own account: its pages are sound, and what is changed there takes others' sessions away."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pyotp
import pytest
from bs4 import BeautifulSoup
from every_language import EVERY_LANGUAGE
from staff import FROM_HERE, PASSWORD, a_person, csrf_token, send, sign_in, signed_in, staff_pages

from catalogue.rights import Role
from portal.staff.session import COOKIE

numbers = count()
ANOTHER = "copper kettle nine swallows"


@pytest.fixture
def mail(portal_catalogue):
    address = f"ana{next(numbers)}@example.org"
    a_person(portal_catalogue, address, Role.EDITOR)
    return address


@pytest.fixture(autouse=True)
def time_goes_on(portal_clock):
    """Begin each test a day later, so that no code was used yet and nobody has to wait."""
    portal_clock.now += timedelta(days=1)


def set_up_codes(client, portal_clock) -> tuple[str, list[str]]:
    """Set one-time codes up; return the secret and the recovery codes."""
    page = BeautifulSoup(client.get("/staff/account/codes").text, "html5lib")
    secret = page.select_one("li p bdi").get_text().replace(" ", "")
    sealed = page.select_one("input[name=secret]")["value"]
    token = page.select_one("main input[name=csrf_token]")["value"]
    fields = {"csrf_token": token, "secret": sealed, "code": code(secret, portal_clock), "password": PASSWORD}
    shown = client.post("/staff/account/codes", data=fields, headers=FROM_HERE)
    assert shown.status_code == 200, shown.text
    return secret, [item.get_text() for item in BeautifulSoup(shown.text, "html5lib").select(".codes li")]


def code(secret: str, portal_clock) -> str:
    return pyotp.TOTP(secret).at(portal_clock.now)


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("path", ["/staff/account", "/staff/account/password", "/staff/account/codes"])
def test_the_pages_are_sound_in_every_language(app, portal_catalogue, language, path):
    mail = f"page{next(numbers)}@example.org"
    a_person(portal_catalogue, mail, Role.TRANSLATOR, language=language)
    staff_pages(app, mail).open(path, language)


def test_a_new_password_ends_every_other_session_and_opens_the_next(app, mail):
    here, there = signed_in(app, mail), signed_in(app, mail)
    changed = send(here, "/staff/account/password", old=PASSWORD, password=ANOTHER, again=ANOTHER)
    assert changed.status_code == 303
    assert here.get("/editor/").status_code == 200
    assert there.get("/editor/").status_code == 303
    assert sign_in(app.test_client(), mail).status_code == 422
    assert sign_in(app.test_client(), mail, ANOTHER).status_code == 303


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"old": "wrong"}, "old"), ({"password": "short", "again": "short"}, "password"), ({"again": "x"}, "again")],
)
def test_the_password_stays_where_something_is_wrong(app, mail, changed, field):
    client = signed_in(app, mail)
    fields = {"old": PASSWORD, "password": ANOTHER, "again": ANOTHER, **changed}
    answer = send(client, "/staff/account/password", **fields)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert sign_in(app.test_client(), mail).status_code == 303


def test_one_signs_out_everywhere_else(app, mail):
    here, there = signed_in(app, mail), signed_in(app, mail)
    send(here, "/staff/account/sessions", "/staff/account")
    assert here.get("/editor/").status_code == 200
    assert there.get("/editor/").status_code == 303


def test_an_idle_session_ends_and_a_used_one_does_not(app, mail, portal_clock):
    idle, used = signed_in(app, mail), signed_in(app, mail)
    for _ in range(3):
        portal_clock.now += timedelta(hours=3)
        assert used.get("/editor/").status_code == 200
    assert idle.get("/editor/").status_code == 303


def test_no_session_outlives_a_day(app, mail, portal_clock):
    client = signed_in(app, mail)
    for _ in range(23):
        portal_clock.now += timedelta(hours=1)
        assert client.get("/editor/").status_code == 200
    portal_clock.now += timedelta(hours=1)
    assert client.get("/editor/").status_code == 303


def test_with_codes_a_password_is_not_enough(app, mail, portal_clock):
    client = signed_in(app, mail)
    other = signed_in(app, mail)
    secret, _ = set_up_codes(client, portal_clock)
    assert client.get("/editor/").status_code == 200
    assert other.get("/editor/").status_code == 303
    again = app.test_client()
    answer = sign_in(again, mail, next="/staff/account")
    assert answer.headers["Location"] == "/staff/code?next=/staff/account"
    for address in ("/editor/", "/staff/account"):
        assert again.get(address).status_code == 303
    half = again.get_cookie(COOKIE).value
    portal_clock.now += timedelta(seconds=30)
    entered = send(again, "/staff/code", code=code(secret, portal_clock), next="/staff/account")
    assert entered.headers["Location"] == "/staff/account"
    assert again.get("/editor/").status_code == 200
    # What the browser held before the code is worth nothing now.
    assert again.get_cookie(COOKIE).value != half
    thief = app.test_client()
    thief.set_cookie(COOKIE, half, domain="localhost")
    assert thief.get("/editor/").status_code == 303


def test_no_code_is_good_twice(app, mail, portal_clock):
    secret, _ = set_up_codes(signed_in(app, mail), portal_clock)
    portal_clock.now += timedelta(seconds=60)
    for expected in (303, 422):
        client = app.test_client()
        sign_in(client, mail)
        assert send(client, "/staff/code", code=code(secret, portal_clock)).status_code == expected


def test_a_recovery_code_is_good_once_however_it_is_typed(app, mail, portal_clock):
    _, recovery = set_up_codes(signed_in(app, mail), portal_clock)
    assert len(recovery) == len(set(recovery)) == 10
    typed = recovery[3].upper().replace("-", " ")
    for expected in (303, 422):
        client = app.test_client()
        sign_in(client, mail)
        assert send(client, "/staff/code", code=typed).status_code == expected


def test_codes_cannot_be_guessed(app, mail, portal_clock):
    set_up_codes(signed_in(app, mail), portal_clock)
    client = app.test_client()
    sign_in(client, mail)
    answers = [send(client, "/staff/code", code="000000").status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2


def test_half_a_session_lasts_ten_minutes(app, mail, portal_clock):
    secret, _ = set_up_codes(signed_in(app, mail), portal_clock)
    client = app.test_client()
    sign_in(client, mail)
    token = csrf_token(client, "/staff/code")
    portal_clock.now += timedelta(minutes=10)
    late = client.post("/staff/code", data={"csrf_token": token, "code": code(secret, portal_clock)}, headers=FROM_HERE)
    assert late.headers["Location"] == "/staff/login"
    assert client.get("/editor/").status_code == 303


def test_setting_codes_up_needs_the_password_and_the_device(app, mail, portal_clock):
    client = signed_in(app, mail)
    page = BeautifulSoup(client.get("/staff/account/codes").text, "html5lib")
    secret = page.select_one("li p bdi").get_text().replace(" ", "")
    fields = {name: page.select_one(f"main input[name={name}]")["value"] for name in ("csrf_token", "secret")}
    right = {**fields, "code": code(secret, portal_clock), "password": PASSWORD}
    for wrong in ({"password": "no"}, {"code": "000000"}, {"secret": "x"}, {"secret": ""}):
        answer = client.post("/staff/account/codes", data={**right, **wrong}, headers=FROM_HERE)
        assert answer.status_code == 422, wrong
    # After a mistyped code the page still shows the key that the device has read.
    mistyped = client.post("/staff/account/codes", data={**right, "code": "000000"}, headers=FROM_HERE)
    assert secret in mistyped.text.replace(" ", "")
    assert sign_in(app.test_client(), mail).headers["Location"] == "/editor/"


def test_another_persons_secret_cannot_be_planted(app, mail, portal_catalogue, portal_clock):
    a_person(portal_catalogue, f"thief-of-{mail}", Role.EDITOR)
    page = BeautifulSoup(signed_in(app, f"thief-of-{mail}").get("/staff/account/codes").text, "html5lib")
    secret = page.select_one("li p bdi").get_text().replace(" ", "")
    planted = page.select_one("input[name=secret]")["value"]
    client = signed_in(app, mail)
    answer = send(client, "/staff/account/codes", secret=planted, code=code(secret, portal_clock), password=PASSWORD)
    assert answer.status_code == 422


def test_codes_are_taken_away_and_recovery_codes_renewed_with_the_password_only(app, mail, portal_clock):
    client = signed_in(app, mail)
    _, old = set_up_codes(client, portal_clock)
    codes = "/staff/account/codes"
    for path in ("/recovery", "/removal"):
        assert send(client, codes + path, codes, password="wrong").status_code == 422
    shown = send(client, f"{codes}/recovery", codes, password=PASSWORD)
    new = [item.get_text() for item in BeautifulSoup(shown.text, "html5lib").select(".codes li")]
    assert not set(old) & set(new)
    again = app.test_client()
    sign_in(again, mail)
    assert send(again, "/staff/code", code=old[0]).status_code == 422
    assert send(again, "/staff/code", code=new[0]).status_code == 303
    assert send(client, f"{codes}/removal", codes, password=PASSWORD).status_code == 303
    assert sign_in(app.test_client(), mail).headers["Location"] == "/editor/"


def test_the_fields_of_codes_are_named_for_the_browser(app, mail, portal_clock):
    pages = staff_pages(app, mail)
    assert pages.open("/staff/account/codes").select_one("#code")["autocomplete"] == "one-time-code"
    set_up_codes(pages.client, portal_clock)
    pages.open("/staff/account/codes")
    pages.client = app.test_client()
    sign_in(pages.client, mail)
    assert pages.open("/staff/code").select_one("#code")["autocomplete"] == "one-time-code"
